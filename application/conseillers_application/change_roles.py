"""Staff gives an account other roles; those in charge of the service, as the direction decided (CGU 6.1)."""

from attrs import evolve, frozen

from conseillers_application.account_states import (
    AccountState,
    keep_change,
    must_be_another,
    must_be_decided,
    state_of,
)
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, UnitOfWork
from conseillers_domain.account_changes import CHARGES, AccountChange, ChangeKind, must_not_have_ended
from conseillers_domain.accounts import Act, Person, Role
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.traces import reason_faults


@frozen(kw_only=True)
class NewRoles:
    """The roles an account has from now on, and why; `decision`: the direction's, where one is needed."""

    roles: frozenset[Role]
    reason: str
    decision: str | None = None


@frozen(kw_only=True)
class ChangeRoles:
    """Gives an account other roles; its sessions end, so that nothing is done under the former ones."""

    begin: UnitOfWork
    now: Clock
    new_id: Ids

    @once_more
    def __call__(self, person: Person, account_id: str, new: NewRoles) -> AccountState:
        """Raises NotFound, Invalid, or Conflict: one's own account, an ended one, a decision used."""
        person.must_be_allowed(Act.SUSPEND)
        must_be_another(account_id, person.id)
        if faults := _faults(new):
            raise Invalid(*faults)
        with self.begin() as work:
            account = work.accounts.get(account_id)
            must_not_have_ended(work.account_changes.of(account_id))
            changed = account.roles ^ new.roles
            if not changed:
                return state_of(work, account)
            decision = new.decision
            if not CHARGES.isdisjoint(changed) or decision is not None:
                must_be_decided(work, decision, account_id, Measure.ROLES, person.id)
            after = evolve(account, roles=new.roles)
            work.accounts.save(after)
            work.sessions.close_all(account_id)
            change = AccountChange(
                id=self.new_id(),
                account=account_id,
                kind=ChangeKind.ROLES,
                at=self.now(),
                by=person.id,
                decision=decision,
                reason=new.reason,
                roles=tuple(sorted(new.roles)),
            )
            keep_change(work, change)
            return state_of(work, after)


def _faults(new: NewRoles) -> tuple[Fault, ...]:
    faults = reason_faults(new.reason)
    if not new.roles:
        sentence = "Un compte garde au moins un rôle : pour le fermer, suspendez-le ou mettez-y fin."
        return (*faults, Fault("/roles", "required", sentence))
    return faults
