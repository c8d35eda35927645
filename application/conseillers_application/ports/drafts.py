"""What companies typed and did not deposit yet."""

from datetime import datetime
from typing import Protocol

from conseillers_application.ports.clock import Due
from conseillers_domain.draft import Draft


class Drafts(Protocol):
    """The drafts, each until it expires."""

    def add(self, draft: Draft) -> None:
        """Keep a new one."""
        ...

    def get(self, draft_id: str) -> Draft:
        """Raises NotFound."""
        ...

    def save(self, draft: Draft) -> None:
        """Keep a changed one. Raises NotFound."""
        ...

    def drop(self, draft_id: str) -> None:
        """Keep it no more; one that is not kept is dropped already."""
        ...

    def begun(self, after: Due, until: datetime, limit: int) -> tuple[Draft, ...]:
        """Those begun after that place (`need`: a draft's id), until an instant included, oldest first."""
        ...

    def expired(self, at: datetime, limit: int) -> tuple[str, ...]:
        """The ids of those that are over by then."""
        ...
