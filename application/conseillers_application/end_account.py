"""Staff ends an account for good, as the direction decided (CGU 6.1)."""

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
from conseillers_domain.accounts import Act, Person
from conseillers_domain.decisions_of_direction import Measure


@frozen(kw_only=True)
class EndAccount:
    """Ends an account: it never opens again, and its address is kept so that nobody else gets it.

    Its name stays on what it did, until its person's data are forgotten like anybody's.
    """

    begin: UnitOfWork
    now: Clock
    new_id: Ids
    mind_teams: MindSilentTeams

    @once_more
    def __call__(self, person: Person, account_id: str, decision: str | None) -> AccountState:
        """Raises NotFound, Invalid without a decision, or Conflict: one's own account, an ended one."""
        person.must_be_allowed(Act.SUSPEND)
        must_be_another(account_id, person.id)
        at = self.now()
        with self.begin() as work:
            account = work.accounts.get(account_id)
            must_not_have_ended(work.account_changes.of(account_id))
            must_be_decided(work, decision, account_id, Measure.END, person.id)
            shut_out(work, account, out=True, by=person.id, at=at, why=f"Fin du compte {account_id}")
            keep_change(
                work,
                AccountChange(
                    id=self.new_id(),
                    account=account_id,
                    kind=ChangeKind.ENDED,
                    at=at,
                    by=person.id,
                    decision=decision,
                ),
            )
            self.mind_teams(work, teams_of(work.directories.current(), account), at)
            return state_of(work, account)
