"""What companies answer to the satisfaction survey."""

from datetime import datetime
from typing import Protocol

from conseillers_domain.survey import Survey


class Surveys(Protocol):
    """The satisfaction surveys, one a need at most."""

    def add(self, survey: Survey) -> bool:
        """Keep a new one; False when its need has had one already."""
        ...

    def get(self, survey_id: str) -> Survey:
        """Raises NotFound."""
        ...

    def save(self, survey: Survey) -> None:
        """Keep what became of it."""
        ...

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[Survey, ...]:
        """Those answered, after that instant and id, latest first."""
        ...

    def count(self) -> int:
        """How many were answered."""
        ...
