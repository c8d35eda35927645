"""What is told of the service in figures."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.exports import EXPORTS_KEPT
from conseillers_application.public_figures import LEAST
from conseillers_entrypoints.settings.telling import about

LONGEST_EXPORT: Final = 366
"""Days a file of figures may be kept."""


@frozen(kw_only=True, slots=False)
class Figures:
    """The figures.

    `public_figures_least`: parts of fewer demands are told together in public; `exports_days`: how long
    files of figures are kept.
    """

    public_figures_least: int = LEAST
    exports_days: int = EXPORTS_KEPT.days

    @property
    def exports_kept(self) -> timedelta:
        """How long files of figures are kept."""
        return timedelta(days=self.exports_days)

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if self.public_figures_least < 1:
            yield about("public_figures_least", "attend un nombre à partir de 1.")
        if not 1 <= self.exports_days <= LONGEST_EXPORT:
            yield about("exports_days", f"attend un nombre de jours de 1 à {LONGEST_EXPORT}.")
