"""What the mails share: ways to say a page, facts, a subject."""

from conseillers_adapters.mail.blocks import Action, Facts
from conseillers_adapters.mail.typography import one_line, say, shortened

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
