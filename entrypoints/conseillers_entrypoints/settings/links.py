"""The links to needs in the mails of teams."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.letter_writers import LINK_LASTS
from conseillers_entrypoints.settings.telling import about

LONGEST: Final = 366
"""Days; what nobody opened in a year is asked for anew."""


@frozen(kw_only=True, slots=False)
class Links:
    """How long they serve: `need_link_days`."""

    need_link_days: int = LINK_LASTS.days

    @property
    def need_links_last(self) -> timedelta:
        """How long a link to a need serves."""
        return timedelta(days=self.need_link_days)

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if not 1 <= self.need_link_days <= LONGEST:
            yield about("need_link_days", f"attend un nombre de jours de 1 à {LONGEST}.")
