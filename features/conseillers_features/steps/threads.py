"""What teams and staff tell one another of a need, and who is told of it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.views import CommentView
from conseillers_domain.calendar import PARIS
from conseillers_domain.comment_words import Appointment, CommentKind, Correction, NewComment
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.directory import mailbox
from conseillers_features.steps.positions import team_of
from conseillers_features.steps.story import STAFF, VISITOR, Story
from conseillers_features.steps.wording import listed, plain, rows, worded
from conseillers_features.worlds.world import Received

SHOWN: Final[Mapping[str, Callable[[CommentView], object]]] = {
    "auteur": lambda comment: comment.by,
    "pour": lambda comment: comment.team_name,
    "nature": lambda comment: comment.kind_label,
    "texte": lambda comment: comment.text,
}
"""The columns of a thread, as people call them."""


def kind_of(label: str) -> CommentKind:
    """A kind by what advisors read."""
    return next(one for one in CommentKind if one.label == label)


def an_instant(text: str) -> datetime:
    """`01/12/2026 à 10 h 30`, in Paris."""
    return datetime.strptime(text, "%d/%m/%Y à %H h %M").replace(tzinfo=PARIS).astimezone(UTC)


@when(worded("{author} écrit sur le besoin de « {company} » : « {text} »"))
@given(worded("{author} a écrit sur le besoin de « {company} » : « {text} »"))
def writes(story: Story, author: str, company: str, text: str) -> None:
    """Some information that was gathered."""
    write(story, author, company, kind=CommentKind.INFORMATION, text=text)


@when(worded("{author} écrit sur le besoin de « {company} », comme {kind} : « {text} »"))
def writes_that_kind(story: Story, author: str, company: str, kind: str, text: str) -> None:
    """A comment of that kind."""
    write(story, author, company, kind=kind_of(kind), text=text)


@when(worded("{author} écrit sur le besoin de « {company} » pour l’équipe « {team} » : « {text} »"))
def writes_for(story: Story, author: str, company: str, team: str, text: str) -> None:
    """In the voice of a team."""
    new = NewComment(kind=CommentKind.INFORMATION, text=text, team=story.teams[team])
    need = story.need(company)
    story.comment = story.attempt(lambda: story.world.write(story.reader(author), need, new))


@when(worded("{author} écrit sur le besoin de « {company} » à l’intention de {teams} : « {text} »"))
def writes_to(story: Story, author: str, company: str, teams: str, text: str) -> None:
    """Teams are mentioned."""
    mentions = tuple(story.teams[name] for name in listed(teams))
    write(story, author, company, kind=CommentKind.COORDINATION, text=text, mentions=mentions)


@when(worded("{author} annonce un rendez-vous avec « {company} » le {instant}"))
@given(worded("{author} a annoncé un rendez-vous avec « {company} » le {instant}"))
def announces(story: Story, author: str, company: str, instant: str) -> None:
    """A company is to be met."""
    met = Appointment(at=an_instant(instant))
    write(story, author, company, kind=CommentKind.APPOINTMENT, appointment=met)


@when(worded("{author} annonce un rendez-vous avec « {company} » sans dire quand"))
def announces_no_date(story: Story, author: str, company: str) -> None:
    """The date is missing."""
    write(story, author, company, kind=CommentKind.APPOINTMENT)


@when(worded("{author} déplace ce rendez-vous au {instant}"))
def moves(story: Story, author: str, instant: str) -> None:
    """Another date."""
    correct(story, author, Correction(appointment=Appointment(at=an_instant(instant))))


@when(worded("{author} corrige ce commentaire : « {text} »"))
def corrects(story: Story, author: str, text: str) -> None:
    """Other words."""
    correct(story, author, Correction(text=text))


@when(worded("{author} retire ce commentaire"))
@when(worded("{author} retire ce rendez-vous"))
def withdraws(story: Story, author: str) -> None:
    """Take it back."""
    need, comment = _last(story)
    story.attempt(lambda: story.world.withdraw(story.email(author), need, comment.id))


@when(worded("{reader} lit le fil du besoin de « {company} »"))
def reads(story: Story, reader: str, company: str) -> None:
    """The whole thread."""
    need = story.need(company)
    story.thread = story.attempt(lambda: story.world.thread(story.reader(reader), need)) or ()


@then("le fil montre")
def the_thread_shows(story: Story, datatable: list[list[str]]) -> None:
    """From the latest comment on."""
    wanted = rows(datatable)
    assert tuple({name: SHOWN[name](one) for name in wanted[0]} for one in story.thread) == wanted


@then("le fil dit quand ce commentaire a été corrigé")
def the_thread_tells_the_correction(story: Story) -> None:
    """Readers know that it changed."""
    (comment,) = story.thread
    assert comment.corrected_at == story.world.now()


@then(worded("le service garde encore « {text} », qu’aucun lecteur du fil ne voit plus"))
def what_was_said_is_kept(story: Story, text: str) -> None:
    """For who looks into what happened."""
    assert text in story.world.stored()
    assert text not in repr(story.thread)


@then(worded("seules ces équipes sont prévenues de ce qui vient d’être écrit : {names}"))
def only_these_are_told(story: Story, names: str) -> None:
    """Each of them once, since the need was put before them."""
    told = {name for name, code in story.teams.items() if _of_thread(story, mailbox(code))}
    assert told == set(listed(names))
    assert all(len(_of_thread(story, mailbox(story.teams[name]))) == 1 for name in told)


@then(worded("ni le suivi de « {company} » ni ses mails ne disent « {text} »"))
def the_company_reads_nothing(story: Story, company: str, text: str) -> None:
    """What teams tell one another is not for it."""
    assert text not in repr(story.world.follow(story.receipts[company]))
    mails = [mail for mail in story.world.mails() if mail.to == email_of(company)]
    assert mails
    assert text not in plain(repr(mails))


@then(worded("ce mail ne dit pas « {text} »"))
def the_mail_does_not_say(story: Story, text: str) -> None:
    """What was written is read on the sheet."""
    assert story.mail is not None
    assert text not in plain(f"{story.mail.subject} {story.mail.text} {story.mail.files}")


@then(worded("le fichier d’agenda de ce mail met un rendez-vous le {instant}"))
def the_file_puts(story: Story, instant: str) -> None:
    """Calendars have it, under the name of the comment."""
    file = _calendar(story)
    assert (file["METHOD"], file["DTSTART"]) == ("PUBLISH", f"{an_instant(instant):%Y%m%dT%H%M%SZ}")
    assert file["UID"] == _last(story)[1].id


@then("le fichier d’agenda de ce mail annule ce rendez-vous")
def the_file_cancels(story: Story) -> None:
    """The same event, taken out."""
    file = _calendar(story)
    assert (file["METHOD"], file["STATUS"]) == ("CANCEL", "CANCELLED")
    assert file["UID"] == _last(story)[1].id
    assert int(file["SEQUENCE"]) > 0


@then(worded("{reader} trouve le même fichier d’agenda dans le fil"))
def the_same_file(story: Story, reader: str) -> None:
    """What the mail had attached is there for who lost it."""
    assert story.mail is not None
    need, comment = _last(story)
    found = story.world.appointment_file(story.email(reader), need, comment.id)
    assert _values(found) == _calendar(story)


def write(
    story: Story,
    author: str,
    company: str,
    *,
    kind: CommentKind,
    text: str = "",
    appointment: Appointment | None = None,
    mentions: tuple[str, ...] = (),
) -> None:
    """Write for one's team, or as staff; it may be refused."""
    need = story.need(company)
    team = None if author in {STAFF, VISITOR} else team_of(story, author, need)
    new = NewComment(kind=kind, text=text, appointment=appointment, mentions=mentions, team=team)
    story.comment = story.attempt(lambda: story.world.write(story.reader(author), need, new))
    story.about = need


def correct(story: Story, author: str, correction: Correction) -> None:
    """Change the comment written last; it may be refused."""
    need, comment = _last(story)
    story.attempt(lambda: story.world.correct(story.email(author), need, comment.id, correction))


def _last(story: Story) -> tuple[str, CommentView]:
    """The need and the comment written last."""
    assert story.comment is not None
    return story.about, story.comment


def _of_thread(story: Story, address: str) -> list[Received]:
    """The mails of a mailbox that tell of threads."""
    return [
        mail for mail in story.world.mails() if mail.to == address and "fil de discussion" in plain(mail.text)
    ]


def _calendar(story: Story) -> Mapping[str, str]:
    assert story.mail is not None
    (file,) = story.mail.files.values()
    return _values(file)


def _values(file: str) -> Mapping[str, str]:
    return dict(re.findall(r"^([A-Z]+):(.*?)\r?$", file, re.MULTILINE))
