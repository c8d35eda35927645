"""How long personal data are kept (CGU 6.2)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_domain.retention import RULES, Keeping
from conseillers_entrypoints.settings.telling import about

YEAR: Final = 365
"""Days: what may be kept a year is kept no longer."""
LONGEST: Final = 10 * YEAR


@frozen(kw_only=True, slots=False)
class Retention:
    """Days that each class of personal data is kept, once its clock has begun."""

    company_days: int = 3 * YEAR
    mail_days: int = 3 * YEAR
    refused_address_days: int = 3 * YEAR
    link_kept_days: int = 30
    reply_days: int = 1
    spam_days: int = 3 * YEAR
    note_days: int = 3 * YEAR
    access_request_days: int = YEAR
    invitation_kept_days: int = YEAR
    ended_account_days: int = 3 * YEAR
    directory_days: int = 3 * YEAR
    session_days: int = 1
    incident_days: int = 3 * YEAR
    mail_file_days: int = YEAR

    @property
    def kept(self) -> Mapping[Keeping, timedelta]:
        """How long each class is kept, of those that have a clock."""
        return {
            keeping: timedelta(days=getattr(self, rule.clock))
            for keeping, rule in RULES.items()
            if rule.clock is not None
        }

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        for rule in RULES.values():
            if rule.clock is not None and not 1 <= getattr(self, rule.clock) <= LONGEST:
                yield about(rule.clock, f"attend un nombre de jours de 1 à {LONGEST}.")
