"""The drafts, in memory."""

from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.ports import Due
from conseillers_domain.draft import Draft
from conseillers_domain.errors import NotFound

UNKNOWN = "Ce brouillon n’existe pas ou n’existe plus, ou le lien est incomplet."


@frozen
class MemoryDrafts:
    """The drafts, kept in memory."""

    state: State

    @property
    def _drafts(self) -> Shelf[Draft]:
        return Shelf(Draft, self.state)

    def add(self, draft: Draft) -> None:
        """Keep a new one."""
        self._drafts.add(draft.id, draft)

    def get(self, draft_id: str) -> Draft:
        """Raises NotFound."""
        draft = self._drafts.find(draft_id)
        if draft is None:
            raise NotFound(UNKNOWN)
        return draft

    def save(self, draft: Draft) -> None:
        """Keep a changed one. Raises NotFound."""
        self.get(draft.id)
        self._drafts.keep(draft.id, draft)

    def drop(self, draft_id: str) -> None:
        """Keep it no more; one that is not kept is dropped already."""
        self._drafts.drop(draft_id)

    def begun(self, after: Due, until: datetime, limit: int) -> tuple[Draft, ...]:
        """Those begun after that place (`need`: a draft's id), until an instant included, oldest first."""
        asked = (
            draft
            for draft in self._drafts
            if (after.at, after.need) < (draft.created_at, draft.id) and draft.created_at <= until
        )
        return tuple(sorted(asked, key=lambda draft: (draft.created_at, draft.id))[:limit])

    def expired(self, at: datetime, limit: int) -> tuple[str, ...]:
        """The ids of those that are over by then."""
        over = sorted((draft.expires_at, draft.id) for draft in self._drafts if draft.expires_at <= at)
        return tuple(draft_id for _, draft_id in over[:limit])
