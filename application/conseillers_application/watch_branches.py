"""How branches answer over a quarter: what they refuse, and what they help with (CGU 4.3.B)."""

from collections import Counter
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.baskets import BranchesWatched, BranchRates
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.directory import Directory
from conseillers_domain.position import Stance

QUARTER: Final = timedelta(days=91)
DIGITS: Final = 3


@frozen(kw_only=True)
class WatchBranches:
    """Staff reads the refusal and help rates of branches; fewer needs than `least` tell nothing."""

    read: UnitOfWork
    now: Clock
    least: int

    def __call__(self, person: Person) -> BranchesWatched:
        """Raises NotFound to who may not see them."""
        person.must_be_allowed(Act.SEE_BASKETS)
        at = self.now()
        since = at - QUARTER
        with self.read() as work:
            directory = work.directories.current().directory
            found: dict[str, Counter[Stance]] = {}
            for team, stances in work.loads.stances(since, at).items():
                known = directory.teams.get(team)
                if known is not None:
                    found.setdefault(known.branch, Counter()).update(stances)
        rates = [
            _rates(branch, counts, directory)
            for branch, counts in found.items()
            if counts.total() >= self.least
        ]
        rates.sort(key=lambda one: (-one.refused, one.helped, one.branch))
        return BranchesWatched(items=tuple(rates), total=len(rates), next=None, since=since, least=self.least)


def _rates(code: str, counts: "Counter[Stance]", directory: Directory) -> BranchRates:
    branch, total = directory.branches[code], counts.total()
    return BranchRates(
        branch=code,
        name=branch.name,
        institution=directory.institutions[branch.institution].name,
        referrals=total,
        refused=round(counts[Stance.REFUSED] / total, DIGITS),
        helped=round(counts[Stance.CLOSED_HELPED] / total, DIGITS),
    )
