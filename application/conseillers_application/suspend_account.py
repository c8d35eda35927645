"""Staff suspends an account for urgency or security, at once, and lifts the suspension (CGU 6.1)."""

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, DirectoryVersion, UnitOfWork
from conseillers_domain.accounts import Account, Act, Motive, Person
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.route_index import RouteIndex


@frozen(kw_only=True)
class AccountState:
    """An account as staff sees it.

    `silent_teams`: those of its teams that nobody can act for any more, every member being suspended;
    what is put before them from now on goes to others or waits for staff (CGU 6.1).
    """

    id: str
    email: str
    name: str
    roles: tuple[str, ...]
    suspended: bool
    silent_teams: tuple[str, ...]


@frozen(kw_only=True)
class SuspendAccount:
    """Shuts an account out at once, its sessions ended, or lets it sign in again.

    Who is suspended is part of the directory's state: it makes a version, so that decisions taken
    meanwhile say under which one, and are taken again as they were.
    """

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock

    def __call__(self, person: Person, account_id: str, motive: Motive) -> AccountState:
        """Suspend. Raises NotFound, or Conflict for one's own account."""
        person.must_be_allowed(Act.SUSPEND)
        if account_id == person.id:
            raise Conflict("Vous ne pouvez pas suspendre votre propre compte.", code="own_account")
        why = f"Suspension du compte {account_id} ({motive.label})"
        return self._set(person, account_id, why=why, suspended=True)

    def lift(self, person: Person, account_id: str) -> AccountState:
        """Let it in again. Raises NotFound."""
        person.must_be_allowed(Act.SUSPEND)
        why = f"Levée de la suspension du compte {account_id}"
        return self._set(person, account_id, why=why, suspended=False)

    def find(self, person: Person, email: str) -> AccountState:
        """The account of an address. Raises NotFound."""
        person.must_be_allowed(Act.SUSPEND)
        with self.read() as work:
            account = work.accounts.by_email(email.strip())
            if account is None:
                raise NotFound("Aucun compte n’a cette adresse.")
            return _state(account, work.directories.current())

    @once_more
    def _set(self, person: Person, account_id: str, *, why: str, suspended: bool) -> AccountState:
        with self.begin() as work:
            account = work.accounts.get(account_id)
            before = work.directories.current()
            email = frozenset({account.email.lower()})
            now = before.directory.suspended | email if suspended else before.directory.suspended - email
            if now == before.directory.suspended:
                return _state(account, before)
            number = str(int(before.directory.version) + 1)
            after = RouteIndex.of(Directory(before.directory.document, number, now), before)
            version = DirectoryVersion(version=number, at=self.now(), by=person.id, why=why)
            work.directories.publish(after, version)
            if suspended:
                work.sessions.close_all(account.id)
        return _state(account, after)


def _state(account: Account, index: RouteIndex) -> AccountState:
    directory = index.directory
    advisor = directory.advisors.get(account.email.lower())
    return AccountState(
        id=account.id,
        email=account.email,
        name=account.name,
        roles=tuple(sorted(role.value for role in account.roles)),
        suspended=account.email.lower() in directory.suspended,
        silent_teams=tuple(
            sorted({team for team in (advisor.teams if advisor else ()) if not index.crews[team].active})
        ),
    )
