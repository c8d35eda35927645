"""What follows a fact: one table, each reaction an ordinary use case (house §2)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Protocol, get_args

from attrs import frozen

from conseillers_application.correspondents import correspondents
from conseillers_application.letters import COMPANY, OWNER, PERSON, STAFF, Letter, LetterKind
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork, Work
from conseillers_domain.events import (
    AccessAsked,
    AccessRefused,
    AddressRefused,
    ClosingCorrected,
    CommentChanged,
    CommentWritten,
    CompanyAnswered,
    DemandDeposited,
    DemandSetAside,
    EnrichmentAwaited,
    ExportAsked,
    Fact,
    InvitationIssued,
    NeedLinkRenewed,
    NeedTransmitted,
    PositionTaken,
    ReferralMoved,
    ReferralsLeft,
    SurveyDue,
    SurveyShared,
    TaskOverdue,
)
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import WHOLE_STAFF

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
        with self.begin() as work:
            self._owe(work, fact_id, kind, recipients)

    @once_more
    def tell_companies(self, fact_id: str, kind: LetterKind, need_id: str) -> None:
        """The same, to everybody who deposited what became this need."""
        with self.begin() as work:
            demand = work.needs.get(need_id).demand
            self._owe(work, fact_id, kind, correspondents(work, demand))

    def _owe(self, work: Work, fact_id: str, kind: LetterKind, recipients: tuple[str, ...]) -> None:
        at = self.now()
        for recipient in recipients:
            letter = Letter(
                id=self.new_id(), fact=fact_id, kind=kind, recipient=recipient, queued_at=at, not_before=at
            )
            work.letters.queue(letter)


@frozen
class AcknowledgeDeposit:
    """The company is told that its demand is received, and what happens now (CGU 2, 4.1)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a deposit."""
        assert isinstance(fact, DemandDeposited)
        self.letters.queue(fact_id, LetterKind.RECEIPT, COMPANY)


@frozen
class TellSetAside:
    """The company is told that its demand goes no further, in the words staff chose (CGU 6.2)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a setting aside; those without a mail tell nothing."""
        assert isinstance(fact, DemandSetAside)
        if fact.told:
            self.letters.queue(fact_id, LetterKind.SET_ASIDE, COMPANY)


@frozen
class NotifyTeams:
    """Every team a need was put before gets a mail, and one only (CGU 4.3.B)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a transmission, or to a referral handed to another team."""
        assert isinstance(fact, NeedTransmitted | ReferralMoved)
        teams = fact.teams if isinstance(fact, NeedTransmitted) else (fact.to,)
        self.letters.queue(fact_id, LetterKind.NEED, *teams)


@frozen
class AskCompany:
    """The company that was helped is asked what the help was worth."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a survey that is due."""
        assert isinstance(fact, SurveyDue)
        self.letters.queue(fact_id, LetterKind.SURVEY, COMPANY)


@frozen
class ShareWithTeams:
    """The teams that helped read what the company answered."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to the sharing of a survey."""
        assert isinstance(fact, SurveyShared)
        self.letters.queue(fact_id, LetterKind.SHARED_SURVEY, *fact.teams)


@frozen
class SendAnswer:
    """The company that every team refused gets staff's answer, once (CGU 4.3.B)."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to an answer that staff sent."""
        assert isinstance(fact, CompanyAnswered)
        self.letters.tell_companies(fact_id, LetterKind.ANSWER, fact.need)


@frozen
class TellOfLateTask:
    """A task that is late is told to whose it is, and to all of staff: its owner may be away."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a task that is late."""
        assert isinstance(fact, TaskOverdue)
        owned = (OWNER,) if fact.owner != WHOLE_STAFF else ()
        self.letters.queue(fact_id, LetterKind.OVERDUE, STAFF, *owned)


@frozen
class TellOfRefusedAddress:
    """Staff is told of an address that reaches nobody: somebody is no longer told anything there."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to an address that was marked."""
        assert isinstance(fact, AddressRefused)
        self.letters.queue(fact_id, LetterKind.BOUNCE, STAFF)


@frozen
class TellOfAccess:
    """Staff is told of who asks for an account, who asks that it is looked at, then what came of it."""

    letters: Correspond

    def __call__(self, fact_id: str, fact: Fact) -> None:
        """Reacts to a request for an account, to its refusal, and to an invitation."""
        match fact:
            case AccessAsked():
                self.letters.queue(fact_id, LetterKind.ACCESS_ASKED, STAFF)
                self.letters.queue(fact_id, LetterKind.ACCESS_RECEIVED, PERSON)
            case AccessRefused():
                self.letters.queue(fact_id, LetterKind.ACCESS_REFUSED, PERSON)
            case _:
                self.letters.queue(fact_id, LetterKind.INVITATION, PERSON)


@frozen(kw_only=True)
class TellCompany:
    """The company is told who will call it, or who tried; moves are merged over a minute (CGU 4.3.B).

    Not a reaction: a move joins the letter that waits, or owes one, in its own transaction. Later, the letter
    that waited may have left and told of it already, and it would be told twice.
    """

    new_id: Ids
    merged_over: timedelta

    def __call__(self, work: Work, fact_id: str, fact: PositionTaken, demand: str) -> None:
        """In the transaction of a position, if somebody of the team itself took it; `demand`: the need's."""
        for recipient in correspondents(work, demand) if fact.by_team else ():
            merged = f"{fact.need}/{fact.team}"
            work.letters.queue(
                Letter(
                    id=self.new_id(),
                    fact=fact_id,
                    kind=LetterKind.MOVE,
                    recipient=recipient,
                    queued_at=fact.at,
                    not_before=fact.at + self.merged_over,
                    merged_under=merged if recipient == COMPANY else f"{merged}/{recipient}",
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


@frozen(kw_only=True)
class Reactions:
    """Who reacts to facts; the container gives each its use cases.

    `clock`: the clock's part of the table. `sign_in`: that of the way in. `ends`: that of accounts shut out
    and of incidents.
    """

    acknowledge: AcknowledgeDeposit
    notify: NotifyTeams
    enrich: Reaction
    answer: SendAnswer
    late: TellOfLateTask
    refused: TellOfRefusedAddress
    ask: AskCompany
    share: ShareWithTeams
    make_export: Reaction
    tell_set_aside: TellSetAside
    tell_of_access: TellOfAccess
    clock: Mapping[type[Fact], tuple[Reaction, ...]]
    ends: Mapping[type[Fact], tuple[Reaction, ...]]
    sign_in: Mapping[type[Fact], tuple[Reaction, ...]]

    def table(self) -> Mapping[type[Fact], tuple[Reaction, ...]]:
        """What follows each kind of fact."""
        table: dict[type[Fact], tuple[Reaction, ...]] = {
            DemandDeposited: (self.acknowledge,),
            EnrichmentAwaited: (self.enrich,),
            NeedTransmitted: (self.notify,),
            PositionTaken: (),
            ClosingCorrected: (),
            CompanyAnswered: (self.answer,),
            TaskOverdue: (self.late,),
            AddressRefused: (self.refused,),
            CommentWritten: (),
            CommentChanged: (),
            SurveyDue: (self.ask,),
            SurveyShared: (self.share,),
            ExportAsked: (self.make_export,),
            ReferralsLeft: (),
            NeedLinkRenewed: (),
            ReferralMoved: (self.notify,),
            DemandSetAside: (self.tell_set_aside,),
            AccessAsked: (self.tell_of_access,),
            AccessRefused: (self.tell_of_access,),
            InvitationIssued: (self.tell_of_access,),
            **self.clock,
            **self.sign_in,
            **self.ends,
        }
        assert set(table) == set(get_args(Fact))
        return table
