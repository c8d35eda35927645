"""How long it is known who did what, and who read what."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_domain.journal import Book
from conseillers_entrypoints.settings.telling import about

YEAR: Final = 366
"""Days: a year is whole, whichever it is."""
LONGEST: Final = 10 * YEAR


@frozen(kw_only=True, slots=False)
class Journal:
    """The journal: `audit_days` and `access_log_days` say how long its two books are kept."""

    audit_days: int = 3 * YEAR
    access_log_days: int = YEAR

    @property
    def journal_kept(self) -> Mapping[Book, timedelta]:
        """How long each book is kept."""
        return {
            Book.ACTS: timedelta(days=self.audit_days),
            Book.ACCESS: timedelta(days=self.access_log_days),
        }

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        for name in ("audit_days", "access_log_days"):
            if not 1 <= getattr(self, name) <= LONGEST:
                yield about(name, f"attend un nombre de jours de 1 à {LONGEST}.")
