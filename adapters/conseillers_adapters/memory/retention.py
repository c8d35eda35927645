"""What is kept of persons for too long, found in memory by when its clock began; and the accounts of runs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, TypeAlias

from attrs import frozen

from conseillers_adapters.memory.forgetting import FORGETS
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.people import KeptReply
from conseillers_adapters.memory.published import KeptDirectory
from conseillers_adapters.memory.shelves import Shelf, State, text_of
from conseillers_application.letters import Letter, RefusedAddress
from conseillers_application.ports import NeedLink, RetentionRun, Session, Unwanted
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.accounts import Account
from conseillers_domain.basket import Action
from conseillers_domain.demand import Demand
from conseillers_domain.errors import NotFound
from conseillers_domain.forgetting import NOWHERE, last_activity
from conseillers_domain.incident import Incident, IncidentState
from conseillers_domain.invitation import Invitation
from conseillers_domain.retention import Keeping, Old
from conseillers_domain.survey import Survey
from conseillers_domain.thread import Comment
from conseillers_domain.traces import Trace

MOMENT: Final = timedelta(milliseconds=1)

Found: TypeAlias = tuple[datetime, str, str, datetime, bool]
"""A thing: the instant and the key it is found by, its id, since when its clock runs, if it is restricted."""
Find: TypeAlias = Callable[[State, datetime], Iterable[Found]]


def _plain(at: datetime, key: str, since: datetime | None = None) -> Found:
    return at, key, key, since or at, False


def _keyed(kind: type, since: Callable[..., datetime]) -> Find:
    """Finds things by the keys of their shelf."""

    def find(state: State, _: datetime) -> Iterator[Found]:
        shelf: Shelf[Any] = Shelf(kind, state)
        for key in shelf.texts:
            yield _plain(since(shelf.find(key)), key)

    return find


def _company(state: State, _: datetime) -> Iterator[Found]:
    needs = [kept.need for kept in Shelf(KeptNeed, state)]
    traces, comments, surveys = Shelf(Trace, state), Shelf(Comment, state), Shelf(Survey, state)
    for demand in Shelf(Demand, state):
        if demand.forgotten_at is not None:
            continue
        own = [need for need in needs if need.demand == demand.id]
        ids = {need.id for need in own}
        since = last_activity(
            demand,
            own,
            (one for one in traces if one.demand == demand.id),
            (one for one in comments if one.need in ids),
            (one for one in surveys if one.need in ids),
        )
        yield demand.deposited_at, demand.id, demand.id, since, demand.restricted_at is not None


def _unwanted(state: State, _: datetime) -> Iterator[Found]:
    for one in Shelf(Unwanted, state):
        yield one.at, one.value, f"{one.kind} {one.value}", one.at, False


def _requests(state: State, _: datetime) -> Iterator[Found]:
    for one in Shelf(AccessRequest, state):
        if one.email:
            yield _plain(one.asked_at, one.id, one.decision.at if one.decision else None)


def _invitations(state: State, _: datetime) -> Iterator[Found]:
    for one in Shelf(Invitation, state):
        if one.email:
            yield _plain(one.issued_at, one.id, one.accepted_at or one.revoked_at or one.expires_at)


def _accounts(state: State, _: datetime) -> Iterator[Found]:
    for one in Shelf(AccountChange, state):
        account = Shelf(Account, state).find(one.account)
        if one.kind is ChangeKind.ENDED and (account is None or account.email):
            yield one.at, one.id, one.account, one.at, False


def _advisors(state: State, before: datetime) -> Iterator[Found]:
    """Those that no version names which was in force since then."""
    versions = sorted(Shelf(KeptDirectory, state), key=lambda one: int(one.version.version))
    then = [one for one in versions if one.version.at < before]
    named = {
        advisor
        for one in (*then[-1:], *(one for one in versions if one.version.at >= before))
        for advisor in one.document.advisors
    }
    gone = {
        text_of(advisor)
        for one in then
        for advisor in one.document.advisors
        if advisor not in named and not advisor.email.endswith(NOWHERE)
    }
    for one in gone:
        yield _plain(before - MOMENT, one)


def _incidents(state: State, _: datetime) -> Iterator[Found]:
    for one in Shelf(Incident, state):
        if one.state is IncidentState.CLOSED and one.description:
            yield _plain(one.declared_at, one.id, max(event.at for event in one.events))


FINDS: Final[Mapping[Keeping, Find]] = {
    Keeping.COMPANY: _company,
    Keeping.MAILS: lambda state, _: (
        _plain(one.queued_at, one.id) for one in Shelf(Letter, state) if one.address_key is not None
    ),
    Keeping.REFUSED_ADDRESSES: lambda state, _: (
        _plain(one.at, one.key) for one in Shelf(RefusedAddress, state)
    ),
    Keeping.LINKS: _keyed(NeedLink, lambda link: link.expires_at),
    Keeping.REPLIES: _keyed(KeptReply, lambda reply: reply.at),
    Keeping.SPAM: _unwanted,
    Keeping.NOTES: lambda state, _: (_plain(one.at, one.id) for one in Shelf(Action, state) if one.note),
    Keeping.ACCESS_REQUESTS: _requests,
    Keeping.INVITATIONS: _invitations,
    Keeping.ACCOUNTS: _accounts,
    Keeping.DIRECTORY: _advisors,
    Keeping.SESSIONS: _keyed(Session, lambda session: session.expires_at),
    Keeping.INCIDENTS: _incidents,
}


@frozen
class MemoryRetention:
    """What is kept of persons, class by class, in memory."""

    state: State

    def old(self, keeping: Keeping, before: datetime, after: str, limit: int) -> tuple[Old, ...]:
        """Things whose clock may have begun before then, after that place, in the order of their places."""
        found = sorted(one for one in FINDS[keeping](self.state, before) if one[0] < before)
        things = (
            Old(id=thing, since=since, place=f"{at.isoformat()} {key}", restricted=restricted)
            for at, key, thing, since, restricted in found
        )
        return tuple(islice((one for one in things if one.place > after), limit))

    def forget(self, keeping: Keeping, ids: Sequence[str], at: datetime) -> Mapping[str, int]:
        """Forget the persons of these things; how many things of which kinds said something of them."""
        rows = Counter[str]()
        FORGETS[keeping](self.state, frozenset(ids), at, rows)
        return rows


@frozen
class MemoryRetentionRuns:
    """The accounts of the runs, kept in memory."""

    state: State

    @property
    def _runs(self) -> Shelf[RetentionRun]:
        return Shelf(RetentionRun, self.state)

    def add(self, run: RetentionRun) -> None:
        """Keep a new one."""
        self._runs.add(run.id, run)

    def get(self, run_id: str) -> RetentionRun:
        """Raises NotFound."""
        run = self._runs.find(run_id)
        if run is None:
            raise NotFound("Ce passage n’existe pas.")
        return run

    def page(self, after: str, limit: int) -> tuple[RetentionRun, ...]:
        """Those whose id is before `after`, latest first; all, when it is empty."""
        latest = sorted(self._runs, key=lambda one: one.id, reverse=True)
        return tuple(islice((one for one in latest if not after or one.id < after), limit))
