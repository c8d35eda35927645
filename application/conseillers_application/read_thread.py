"""Those whom a need was put before, and staff, read its thread; the company never does (CGU 4.3.B)."""

from attrs import frozen

from conseillers_application.comment_views import COMMENTS, names_of, one_comment, page_mark
from conseillers_application.journal import NoteReading
from conseillers_application.meetings import meeting
from conseillers_application.numbers import whole_number
from conseillers_application.ports import CalendarFile, UnitOfWork
from conseillers_application.read_inbox import subject_name
from conseillers_application.transmission import place_name
from conseillers_application.views import CommentPage
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Fault, Invalid, NotFound
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class ReadThread:
    """The comments of a need, a page at a time, latest first."""

    read: UnitOfWork
    note: NoteReading

    def __call__(
        self, person: Person, need_id: str, *, cursor: str | None = None, limit: int = COMMENTS
    ) -> CommentPage:
        """Raises NotFound, and Invalid for a page mark that is not one of ours."""
        before = None if cursor is None else whole_number(cursor)
        if cursor is not None and before is None:
            raise Invalid(Fault("/cursor", "format", "Cette marque de page n’est pas une des nôtres."))
        with self.read() as work:
            person.must_see(work.needs.get(need_id))
            found = work.threads.page(need_id, before, limit + 1)
            shown = found[:limit]
            directory = work.directories.current().directory
            names = names_of(shown, person, work.accounts)
            total = work.threads.length(need_id).comments
        self.note(person, need_id)
        return CommentPage(
            items=tuple(one_comment(one, person, directory, names) for one in shown),
            total=total,
            next=page_mark(found, limit),
        )


@frozen(kw_only=True)
class ReadAppointment:
    """The calendar file of an appointment of a thread."""

    read: UnitOfWork
    geography: Geography
    write: CalendarFile

    def __call__(self, person: Person, need_id: str, comment_id: str) -> bytes:
        """Raises NotFound for what is no appointment, or no longer one."""
        with self.read() as work:
            need = work.needs.get(need_id)
            person.must_see(need)
            comment = work.threads.get(need_id, comment_id)
            words = comment.latest.words
            if words is None or words.appointment is None:
                raise NotFound("Ce commentaire ne donne pas de rendez-vous.")
            told = meeting(
                comment.id,
                words.appointment,
                sequence=comment.sequence,
                stamp=comment.latest.at,
                subject=subject_name(need.subject, work.catalogues.current()).title,
                commune=place_name(self.geography, work.demands.get(need.demand)) or "",
            )
        return self.write(told)
