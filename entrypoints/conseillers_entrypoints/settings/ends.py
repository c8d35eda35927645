"""Accounts that are shut out, and incidents."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.mind_breaches import RECALLED_AFTER
from conseillers_application.owe_answer import ANSWERED_WITHIN
from conseillers_application.shut_out import PASS_LASTS
from conseillers_entrypoints.settings.telling import about

LONGEST_PASS: Final = 24 * 60
"""Minutes; whoever needs longer signs in again."""
LONGEST_ORPHANED: Final = 30
"""Working days; a company that waits longer has given up."""


@frozen(kw_only=True, slots=False)
class Ends:
    """What follows a suspension, and an incident.

    `incident_pass_minutes`: how long a suspended person who gave their password may declare an incident.
    `orphan_working_days`: what staff has to give others the needs of a team without anybody.
    `breach_hours`: after how many hours staff is told again that the CNIL is not notified of a breach.
    """

    incident_pass_minutes: int = int(PASS_LASTS.total_seconds() // 60)
    orphan_working_days: int = ANSWERED_WITHIN
    breach_hours: str = ",".join(map(str, RECALLED_AFTER))

    @property
    def incident_pass_lasts(self) -> timedelta:
        """How long a suspended person may declare an incident without signing in again."""
        return timedelta(minutes=self.incident_pass_minutes)

    @property
    def breach_recalled_after(self) -> tuple[int, ...]:
        """The hours after which a breach is recalled, in their order. Raises ValueError for what is none."""
        return tuple(sorted(int(one) for one in self.breach_hours.split(",")))

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if not 1 <= self.incident_pass_minutes <= LONGEST_PASS:
            yield about("incident_pass_minutes", f"attend un nombre de minutes de 1 à {LONGEST_PASS}.")
        if not 1 <= self.orphan_working_days <= LONGEST_ORPHANED:
            yield about("orphan_working_days", f"attend un nombre de jours de 1 à {LONGEST_ORPHANED}.")
        try:
            right = min(self.breach_recalled_after) > 0
        except ValueError:
            right = False
        if not right:
            yield about(
                "breach_hours", "attend des nombres d’heures à partir de 1, séparés par des virgules."
            )
