"""What follows a fact: one table, each reaction an ordinary use case (house §2)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Protocol, get_args

from attrs import frozen

from conseillers_application.letters import COMPANY, Letter, LetterKind
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork, Work
from conseillers_domain.events import (
    DemandDeposited,
    EnrichmentAwaited,
    Fact,
    NeedTransmitted,
    PositionTaken,
)
from conseillers_domain.position import Stance

MERGED_OVER: Final = timedelta(seconds=60)
"""How long moves wait before the company is told, so that a slip undone at once tells nothing."""


class Reaction(Protocol):
    """Something done because of a fact; done twice, it changes nothing more."""

    def __call__(self, fact_id: str, fact: Fact, /) -> None:
        """Raises to be tried again later."""
        ...


@frozen(kw_only=True)
class Correspond:
    """Queues letters: the one place where a fact becomes mails owed."""

    begin: UnitOfWork
    now: Clock
    new_id: Ids

    @once_more
    def queue(self, fact_id: str, kind: LetterKind, *recipients: str) -> None:
        """Owe these recipients a letter each, at once, unless they are owed it already."""
        at = self.now()
        with self.begin() as work:
            for recipient in recipients:
                work.letters.queue(
                    Letter(
                        id=self.new_id(),
                        fact=fact_id,
                        kind=kind,
                        recipient=recipient,
                        queued_at=at,
                        not_before=at,
                    )
                )


@frozen
class AcknowledgeDeposit:
    """The company is told that its demand is received, and what happens now (CGU 2, 4.1)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a deposit."""
        assert isinstance(fact, DemandDeposited)
        self.letters.queue(fact_id, LetterKind.RECEIPT, COMPANY)


@frozen
class NotifyTeams:
    """Every team a need was put before gets a mail, and one only (CGU 4.3.B)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a transmission."""
        assert isinstance(fact, NeedTransmitted)
        self.letters.queue(fact_id, LetterKind.NEED, *fact.teams)


@frozen(kw_only=True)
class TellCompany:
    """The company is told who will call it, or who tried; moves are merged over a minute (CGU 4.3.B).

    Not a reaction: a move joins the letter that waits, or owes one, in its own transaction. Later, the letter
    that waited may have left and told of it already, and it would be told twice.
    """

    new_id: Ids
    merged_over: timedelta

    def __call__(self, work: Work, fact_id: str, fact: PositionTaken) -> None:
        """In the transaction of a position, when somebody of the team itself took it."""
        if fact.by_team:
            work.letters.queue(
                Letter(
                    id=self.new_id(),
                    fact=fact_id,
                    kind=LetterKind.MOVE,
                    recipient=COMPANY,
                    queued_at=fact.at,
                    not_before=fact.at + self.merged_over,
                    merged_under=f"{fact.need}/{fact.team}",
                )
            )


@frozen(kw_only=True)
class React:
    """Hands a fact to the reactions it calls for; the container gives the table with its use cases."""

    read: UnitOfWork
    reactions: Mapping[type[Fact], tuple[Reaction, ...]]

    def __call__(self, fact_id: str) -> None:
        """Raises NotFound for an unknown fact, or what a reaction raises: it is then tried again."""
        with self.read() as work:
            fact = work.outbox.get(fact_id)
        for reaction in self.reactions[type(fact)]:
            reaction(fact_id, fact)


def tells_company(before: Stance, now: Stance) -> bool:
    """Whether a team's moves, taken together, concern the company (CGU 4.3.B)."""
    if now is Stance.TAKEN:
        return before in {Stance.PENDING, Stance.REFUSED}
    return now is Stance.CLOSED_UNREACHABLE and before is not now


def reactions_to(
    acknowledge: AcknowledgeDeposit,
    notify: NotifyTeams,
    enrich: Reaction,
    clock: Mapping[type[Fact], tuple[Reaction, ...]],
) -> Mapping[type[Fact], tuple[Reaction, ...]]:
    """The table of reactions: what follows each kind of fact; `clock`: that part of it."""
    table: dict[type[Fact], tuple[Reaction, ...]] = {
        DemandDeposited: (acknowledge,),
        EnrichmentAwaited: (enrich,),
        NeedTransmitted: (notify,),
        PositionTaken: (),
        **clock,
    }
    assert set(table) == set(get_args(Fact))
    return table
