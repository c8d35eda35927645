"""Days that people ask about, both ends included, and the instants they run between."""

from datetime import date, datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_domain.calendar import first_instant_of
from conseillers_domain.errors import Fault, pointer

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Nobody asks about needs of before the service, nor of centuries to come."""


@frozen(kw_only=True)
class Period:
    """Days, both included."""

    since: date
    until: date

    def faults(self) -> tuple[Fault, ...]:
        """What makes it no period."""
        found = [
            Fault(pointer(name), "out_of_range", f"Donnez une date de {EARLIEST.year} à {LATEST.year}.")
            for name, day in (("since", self.since), ("until", self.until))
            if not EARLIEST <= day <= LATEST
        ]
        if self.since > self.until:
            found.append(Fault(pointer("until"), "before_start", "La période doit finir après son début."))
        return tuple(found)

    @property
    def begins(self) -> datetime:
        """Its first instant."""
        return first_instant_of(self.since)

    @property
    def ends(self) -> datetime:
        """The first instant that is not in it any more."""
        return first_instant_of(self.until + timedelta(days=1))
