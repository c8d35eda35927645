"""How people come to act: the invitations they get, the terms they accept."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_domain.invitation import LASTS
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.settings.telling import about

LONGEST: Final = 366
"""Days; an invitation that nobody opened in a year is for somebody who left."""


@frozen(kw_only=True, slots=False)
class Joining:
    """Invitations and terms.

    `invitation_days`: how long an invitation lives. `terms_version`: that of the terms in force; another one
    asks everybody who answers companies to accept anew.
    """

    invitation_days: int = LASTS.days
    terms_version: str = TERMS_VERSION

    @property
    def invitation_lasts(self) -> timedelta:
        """How long an invitation lives."""
        return timedelta(days=self.invitation_days)

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if not 1 <= self.invitation_days <= LONGEST:
            yield about("invitation_days", f"attend un nombre de jours de 1 à {LONGEST}.")
        if not self.terms_version.strip():
            yield about("terms_version", "attend la version des conditions en vigueur.")
