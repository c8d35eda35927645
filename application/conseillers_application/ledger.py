"""The mails owed, as an operator looks at them: no name, no address; the dead or refused are sent again."""

from datetime import datetime

from attrs import frozen

from conseillers_application.letters import (
    REPLAYABLE,
    LedgerRow,
    Letter,
    LetterQuery,
    LetterState,
    Stage,
)
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict
from conseillers_domain.french import typeset


@frozen(kw_only=True)
class RefusalLine:
    """Why a mail did not leave, the last time; `code`: the mail server's."""

    why: str
    why_label: str
    code: str | None
    at: datetime


@frozen(kw_only=True)
class MailLine:
    """A mail owed: why, of which kind, to whom, and how far it got.

    `recipient`: a team's code, `company`, `staff`, or `owner` of a task.
    """

    id: str
    fact: str
    fact_kind: str
    kind: str
    recipient: str
    state: str
    state_label: str
    tries: int
    queued_at: datetime
    not_before: datetime
    marked_at: datetime
    refusal: RefusalLine | None


@frozen(kw_only=True)
class MailPage:
    """Some mails, latest owed first."""

    items: tuple[MailLine, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class ListMails:
    """Which mails wait, left, were refused or given up."""

    read: UnitOfWork

    def __call__(
        self, person: Person, stage: Stage | None = None, *, cursor: str | None = None, limit: int = 25
    ) -> MailPage:
        """Raises NotFound to who may not see them."""
        person.must_be_allowed(Act.SEE_MAILS)
        return self.page(stage, cursor=cursor, limit=limit)

    def page(self, stage: Stage | None = None, *, cursor: str | None = None, limit: int = 25) -> MailPage:
        """The same, for the command line."""
        query = LetterQuery(stage=stage, before=cursor, limit=limit + 1)
        with self.read() as work:
            counts = work.ledger.counts()
            found = work.ledger.page(query)
        shown = found[:limit]
        return MailPage(
            items=tuple(map(_line, shown)),
            total=counts[stage] if stage else sum(counts.values()),
            next=shown[-1].letter.id if len(found) > limit else None,
        )


@frozen(kw_only=True)
class ReplayMail:
    """Sends again a mail that was given up or refused, with all its tries before it."""

    begin: UnitOfWork
    now: Clock

    def __call__(self, person: Person, letter_id: str) -> MailLine:
        """The mail, waiting. Raises NotFound, or Conflict for one that is not to be sent again."""
        person.must_be_allowed(Act.REPLAY_MAIL)
        return self.replay(letter_id)

    @once_more
    def replay(self, letter_id: str) -> MailLine:
        """The same, for the command line; a mail that waits already goes on waiting."""
        with self.begin() as work:
            letter = work.letters.get(letter_id)
            if letter.state in REPLAYABLE:
                letter = letter.again(self.now())
                work.letters.queue_again(letter)
            line = _line_of(work, letter)
            if letter.state is not LetterState.QUEUED:
                raise Conflict(
                    typeset(f"Ce mail n'est ni abandonné ni refusé : il est {line.state_label}."),
                    code="not_given_up",
                    current=line,
                )
        return line


def _line_of(work: Work, letter: Letter) -> MailLine:
    return _line(LedgerRow(letter=letter, fact_kind=type(work.outbox.get(letter.fact)).__name__))


def _line(row: LedgerRow) -> MailLine:
    letter, refusal = row.letter, row.letter.refusal
    return MailLine(
        id=letter.id,
        fact=letter.fact,
        fact_kind=row.fact_kind,
        kind=letter.kind.value,
        recipient=letter.recipient,
        state=letter.stage.value,
        state_label=letter.stage.label,
        tries=letter.tries,
        queued_at=letter.queued_at,
        not_before=letter.not_before,
        marked_at=letter.marked_at,
        refusal=None
        if refusal is None
        else RefusalLine(
            why=refusal.why.value, why_label=refusal.why.label, code=refusal.code, at=refusal.at
        ),
    )
