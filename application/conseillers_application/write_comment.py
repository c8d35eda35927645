"""Somebody writes in the thread of a need: what was gathered, an answer, an appointment (CGU 4.3.B)."""

from attrs import frozen

from conseillers_application.comment_views import comment_view
from conseillers_application.joining.terms import THESE_TERMS, TermsInForce
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_application.tell_teams import TellTeams
from conseillers_application.views import CommentView
from conseillers_domain.accounts import Person
from conseillers_domain.comment_words import NewComment, Words
from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.need import Need
from conseillers_domain.thread import written


@frozen(kw_only=True)
class WriteComment:
    """Writes a comment for a team, or for the staff; the other teams concerned are told a minute later."""

    begin: UnitOfWork
    tell: TellTeams
    now: Clock
    new_id: Ids
    terms: TermsInForce = THESE_TERMS

    @once_more
    def __call__(
        self,
        person: Person,
        need_id: str,
        new: NewComment,
        *,
        known: tuple[Fault, ...] = (),
        repeat: Repeat | None = None,
    ) -> CommentView:
        """Raises NotFound, Forbidden, or Invalid.

        `known`: the faults of shape found already, told with the others to who may write.
        """
        with self.begin() as work:
            need = work.needs.get(need_id)  # from here on, nobody else writes in its thread
            at = self.now()
            person.must_see(need)
            directory = work.directories.current().directory
            if (before := answered(work, repeat, at)) is not None:
                comment = work.threads.get(need_id, str(before["id"]))
                return comment_view(comment, person, directory, work.accounts)
            self.terms.must_be_accepted(work, person)
            work.demands.get(need.demand).must_be_known()
            _must_be_able_to_write(person, new, need, known)
            comment, fact = written(
                new,
                need,
                comment_id=self.new_id(),
                by=person.id,
                own=own_teams(person, new.team),
                number=work.threads.length(need_id).editions + 1,
                at=at,
            )
            work.threads.keep(comment)
            self.tell(work, work.outbox.put(fact), fact, comment.latest.told)
            keep(work, repeat, {"id": comment.id}, at)
            return comment_view(comment, person, directory, work.accounts)


def _must_be_able_to_write(person: Person, new: NewComment, need: Need, known: tuple[Fault, ...]) -> None:
    if all(fault.pointer != "/team" for fault in known):
        person.must_comment_for(new.team, need)
    must_be_whole(new, need, known)


def must_be_whole(words: Words, need: Need, known: tuple[Fault, ...]) -> None:
    """Raise Invalid with all faults when there are some of shape; what goes with a kind needs the kind."""
    if known:
        unsure = any(fault.pointer == "/kind" for fault in known)
        faults = words.faults(need)
        of_sense = (fault for fault in faults if not unsure or fault.code in {"too_long", "not_notified"})
        raise Invalid(*told_once(known, tuple(of_sense)))


def own_teams(person: Person, team: str | None) -> frozenset[str]:
    """The teams that know already what somebody writes: theirs, and the one they write for."""
    return person.teams if team is None else person.teams | {team}
