"""An account as staff sees it: who it is, whether it may act, what was done to it (CGU 6.1)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.ports import DirectoryVersion, Work
from conseillers_application.task_views import SOMEBODY
from conseillers_domain.account_changes import AccountChange, ChangeKind, ended_at
from conseillers_domain.accounts import Account, Motive, Role
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.events import AccountChanged
from conseillers_domain.route_index import RouteIndex


@frozen(kw_only=True)
class ChangeView:
    """Something done to an account; `by`: a name. `decision`: the direction's that it carries out, an id."""

    kind: ChangeKind
    kind_label: str
    at: datetime
    by: str
    motive: Motive | None
    motive_label: str | None
    decision: str | None
    reason: str
    roles: tuple[Role, ...]


@frozen(kw_only=True)
class AccountState:
    """An account as staff sees it; `changes`: what was done to it, oldest first.

    `silent_teams`: those of its teams that nobody can act for any more, every member being suspended;
    what is put before them from now on goes to others or waits for staff (CGU 6.1).
    """

    id: str
    email: str
    name: str
    roles: tuple[str, ...]
    suspended: bool
    ended_at: datetime | None
    silent_teams: tuple[str, ...]
    changes: tuple[ChangeView, ...]


def state_of(work: Work, account: Account) -> AccountState:
    """An account as it is now."""
    index = work.directories.current()
    changes = work.account_changes.of(account.id)
    names = work.accounts.names(frozenset(one.by for one in changes)) if changes else {}
    return AccountState(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=tuple(sorted(role.value for role in account.roles)),
        suspended=account.email.lower() in index.directory.suspended,
        ended_at=ended_at(changes),
        silent_teams=tuple(sorted(one for one in teams_of(index, account) if not index.crews[one].active)),
        changes=tuple(_view(one, names) for one in changes),
    )


def teams_of(index: RouteIndex, account: Account) -> frozenset[str]:
    """The teams that the directory gives an account."""
    advisor = index.directory.advisors.get(account.email.lower())
    return frozenset(advisor.teams if advisor else ())


def shut_out(work: Work, account: Account, *, out: bool, by: str, at: datetime, why: str) -> bool:
    """Make the directory say that an account is suspended, or no longer; False when it says so already.

    Who is suspended is part of the directory's state: it makes a version, so that decisions taken
    meanwhile say under which one, and are taken again as they were. Sessions end at once.
    """
    before = work.directories.current().directory.suspended
    email = frozenset({account.email.lower()})
    now = before | email if out else before - email
    if now == before:
        return False
    say_suspended(work, now, DirectoryMade(by=by, at=at, why=why))
    if out:
        work.sessions.close_all(account.id)
    return True


@frozen
class DirectoryMade:
    """Who makes a version of the directory, when and why."""

    by: str
    at: datetime
    why: str


def say_suspended(work: Work, suspended: frozenset[str], made: DirectoryMade) -> None:
    """Make a version of the directory that says that these are suspended, and nobody else."""
    before = work.directories.current()
    number = str(int(before.directory.version) + 1)
    after = RouteIndex.of(Directory(before.directory.document, number, suspended), before)
    version = DirectoryVersion(version=number, at=made.at, by=made.by, why=made.why)
    work.directories.publish(after, version)


def keep_change(work: Work, change: AccountChange) -> None:
    """Keep what was done to an account, and have it told. Raises Conflict for a decision that served."""
    work.account_changes.add(change)
    work.outbox.put(AccountChanged(account=change.account, change=change.id, at=change.at))


def must_be_decided(work: Work, decision_id: str | None, account_id: str, measure: Measure, by: str) -> None:
    """Raise unless the direction decided this of that account: Invalid without a decision, or Conflict."""
    if decision_id is None:
        raise Invalid(Fault("/decision", "required", "Donnez la décision de la direction qui le prévoit."))
    try:
        decision = work.direction_decisions.get(decision_id)
    except NotFound as unknown:
        raise Invalid(Fault("/decision", "unknown_decision", unknown.sentence)) from None
    decision.must_serve(account_id, measure, by=by)


def must_be_another(account_id: str, by: str) -> None:
    """Raise Conflict for one's own account."""
    if account_id == by:
        raise Conflict("Vous ne pouvez pas changer ainsi votre propre compte.", code="own_account")


def _view(change: AccountChange, names: Mapping[str, str]) -> ChangeView:
    return ChangeView(
        kind=change.kind,
        kind_label=change.kind.label,
        at=change.at,
        by=names.get(change.by, SOMEBODY),
        motive=change.motive,
        motive_label=change.motive and change.motive.label,
        decision=change.decision,
        reason=change.reason,
        roles=change.roles,
    )
