"""The author of a comment corrects it, or takes it back; what it was is kept (CGU 5.3)."""

from attrs import frozen

from conseillers_application.comment_views import comment_view
from conseillers_application.joining.terms import THESE_TERMS, TermsInForce
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.tell_teams import TellTeams
from conseillers_application.views import CommentView
from conseillers_application.write_comment import must_be_whole, own_teams
from conseillers_domain.accounts import Person
from conseillers_domain.comment_words import Correction
from conseillers_domain.errors import Fault, Forbidden, Stale
from conseillers_domain.events import CommentChanged
from conseillers_domain.need import Need
from conseillers_domain.thread import Comment


@frozen(kw_only=True)
class CorrectComment:
    """Corrects a comment or withdraws it, for its author alone; who knew of an appointment is told of it."""

    begin: UnitOfWork
    tell: TellTeams
    now: Clock
    terms: TermsInForce = THESE_TERMS

    @once_more
    def __call__(
        self,
        person: Person,
        need_id: str,
        comment_id: str,
        correction: Correction,
        *,
        known: tuple[Fault, ...] = (),
        expected_version: int | None = None,
    ) -> CommentView:
        """Raises NotFound, Forbidden, Invalid, Stale, or Conflict when it was withdrawn."""
        with self.begin() as work:
            need, comment = _of_author(work, person, need_id, comment_id, expected_version)
            self.terms.must_be_accepted(work, person)
            words = correction.of(comment.standing())
            must_be_whole(words, need, known)
            after, fact = comment.correct(
                words,
                need,
                own=own_teams(person, comment.team),
                number=work.threads.length(need_id).editions + 1,
                at=self.now(),
            )
            return self._kept(work, person, after, fact)

    @once_more
    def withdraw(
        self, person: Person, need_id: str, comment_id: str, *, expected_version: int | None = None
    ) -> CommentView:
        """Take it back; a second time changes nothing. Raises NotFound, Forbidden or Stale."""
        with self.begin() as work:
            _, comment = _of_author(work, person, need_id, comment_id, expected_version)
            self.terms.must_be_accepted(work, person)
            number = work.threads.length(need_id).editions + 1
            after, fact = comment.withdraw(number=number, at=self.now())
            return self._kept(work, person, after, fact)

    def _kept(self, work: Work, person: Person, comment: Comment, fact: CommentChanged | None) -> CommentView:
        if fact is not None:
            work.threads.keep(comment)
            self.tell(work, work.outbox.put(fact), fact, comment.latest.told)
        return comment_view(comment, person, work.directories.current().directory, work.accounts)


def _of_author(
    work: Work, person: Person, need_id: str, comment_id: str, expected: int | None
) -> tuple[Need, Comment]:
    need = work.needs.get(need_id)  # from here on, nobody else writes in its thread
    person.must_see(need)
    comment = work.threads.get(need_id, comment_id)
    if comment.by != person.id:
        sentence = "Seul l’auteur d’un commentaire peut le corriger ou le retirer."
        raise Forbidden(sentence, code="not_the_author")
    if expected is not None and expected != comment.sequence:
        raise Stale("Ce commentaire a changé depuis que vous l’avez lu : relisez-le.")
    return need, comment
