"""Staff suspends an account: for urgency or security at once, else as the direction decided (CGU 6.1)."""

from attrs import frozen

from conseillers_application.account_states import (
    AccountState,
    keep_change,
    must_be_another,
    must_be_decided,
    shut_out,
    state_of,
    teams_of,
)
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork
from conseillers_application.silent_teams import MindSilentTeams
from conseillers_domain.account_changes import AccountChange, ChangeKind, must_not_have_ended
from conseillers_domain.accounts import Act, Motive, Person
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import Fault, Invalid, NotFound


@frozen(kw_only=True)
class SuspendAccount:
    """Shuts an account out at once, its sessions ended, or lets it sign in again."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    new_id: Ids
    mind_teams: MindSilentTeams

    @once_more
    def __call__(
        self, person: Person, account_id: str, motive: Motive, decision: str | None = None
    ) -> AccountState:
        """Suspend. Raises NotFound, Invalid, or Conflict: own account, an ended one, a used decision."""
        person.must_be_allowed(Act.SUSPEND)
        must_be_another(account_id, person.id)
        if motive is not Motive.OTHER and decision is not None:
            raise Invalid(Fault("/decision", "not_asked", "Une décision accompagne le seul motif « autre »."))
        at = self.now()
        with self.begin() as work:
            account = work.accounts.get(account_id)
            must_not_have_ended(work.account_changes.of(account_id))
            if motive is Motive.OTHER:
                must_be_decided(work, decision, account_id, Measure.SUSPENSION, person.id)
            why = f"Suspension du compte {account_id} ({motive.label})"
            # A decision that confirms an urgent suspension is kept, though nothing else changes.
            if shut_out(work, account, out=True, by=person.id, at=at, why=why) or decision is not None:
                change = AccountChange(
                    id=self.new_id(),
                    account=account_id,
                    kind=ChangeKind.SUSPENDED,
                    at=at,
                    by=person.id,
                    motive=motive,
                    decision=decision,
                )
                keep_change(work, change)
            self.mind_teams(work, teams_of(work.directories.current(), account), at)
            return state_of(work, account)

    @once_more
    def lift(self, person: Person, account_id: str) -> AccountState:
        """Let it in again. Raises NotFound, or Conflict for an ended one."""
        person.must_be_allowed(Act.SUSPEND)
        at = self.now()
        with self.begin() as work:
            account = work.accounts.get(account_id)
            must_not_have_ended(work.account_changes.of(account_id))
            why = f"Levée de la suspension du compte {account_id}"
            if shut_out(work, account, out=False, by=person.id, at=at, why=why):
                change = AccountChange(
                    id=self.new_id(), account=account_id, kind=ChangeKind.LIFTED, at=at, by=person.id
                )
                keep_change(work, change)
            self.mind_teams(work, teams_of(work.directories.current(), account), at)
            return state_of(work, account)

    def find(self, person: Person, email: str) -> AccountState:
        """The account of an address. Raises NotFound."""
        person.must_be_allowed(Act.SUSPEND)
        with self.read() as work:
            account = work.accounts.by_email(email.strip())
            if account is None:
                raise NotFound("Aucun compte n’a cette adresse.")
            return state_of(work, account)
