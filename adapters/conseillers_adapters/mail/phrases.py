"""What the mails share: ways to say a page, facts, a subject."""

from datetime import datetime

from conseillers_adapters.mail.blocks import Action, Facts
from conseillers_adapters.mail.typography import at_place, day, one_line, say, shortened
from conseillers_domain.french import number, plural

SERVICE = "Conseillers-Entreprises"
UNKNOWN = "pas encore connue"

_SUBJECT_LENGTH = 78


def follow(url: str) -> Action:
    """The page where a company follows its demand."""
    return page(say("Suivre votre demande"), url)


def page(label: str, url: str) -> Action:
    """A page to open, its address written where nothing can be clicked."""
    return Action(label=label, url=url, shown=url)


def facts(**rows: str) -> Facts:
    """Names and what they stand for, each on one line."""
    return Facts(tuple((name, one_line(value)) for name, value in rows.items()))


def subject_line(sentence: str, **words: str) -> str:
    """The subject of a mail, cut where lists of mails would cut it."""
    return shortened(say(sentence, **words), _SUBJECT_LENGTH)


def in_a_line(subject: str, commune: str, since: str, at: datetime) -> str:
    """A need in a list of them; `since`: what happened to it at that instant, « reçu »."""
    if not commune:
        return say("{subject}, {since} le {day}", subject=subject, since=since, day=day(at))
    return say(
        "{subject} {where}, {since} le {day}",
        subject=subject,
        where=at_place(commune),
        since=since,
        day=day(at),
    )


def and_others(count: int) -> tuple[str, ...]:
    """The last line of a list that does not show all; none when it does."""
    if not count:
        return ()
    return (say("et {count} {others}", count=number(count), others=plural(count, "autre")),)
