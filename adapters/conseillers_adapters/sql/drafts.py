"""The drafts, in tables."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, delete, insert, select, tuple_, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, Values, from_json, stored, to_json
from conseillers_adapters.sql.tables import drafts, instant
from conseillers_application.ports import Due
from conseillers_domain.draft import Draft, DraftForm
from conseillers_domain.errors import NotFound

UNKNOWN = "Ce brouillon n’existe pas ou n’existe plus, ou le lien est incomplet."

_ADD = insert(drafts)
_GET = select(drafts).where(drafts.c.id == bindparam("id"))
_SAVE = (
    update(drafts)
    .where(drafts.c.id == bindparam("same_id"))
    .values({name: bindparam(name) for name in ("form", "address", "expires_at")})
)
_DROP = delete(drafts).where(drafts.c.id == bindparam("id"))
_BEGUN = (
    select(drafts)
    .where(
        tuple_(drafts.c.created_at, drafts.c.id) > tuple_(bindparam("after"), bindparam("after_id")),
        drafts.c.created_at <= bindparam("until"),
    )
    .order_by(drafts.c.created_at, drafts.c.id)
    .limit(bindparam("limit"))
)
_EXPIRED = (
    select(drafts.c.id)
    .where(drafts.c.expires_at <= bindparam("at"))
    .order_by(drafts.c.expires_at, drafts.c.id)
    .limit(bindparam("limit"))
)


@frozen
class SqlDrafts:
    """The drafts, kept in a database."""

    connection: Line

    def add(self, draft: Draft) -> None:
        """Keep a new one."""
        added = {"id": draft.id, "created_at": stored(draft.created_at), **_changing(draft)}
        self.connection.execute(_ADD, added)

    def get(self, draft_id: str) -> Draft:
        """Raises NotFound."""
        row = self.connection.execute(_GET, {"id": draft_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return _draft_of(row)

    def save(self, draft: Draft) -> None:
        """Keep a changed one. Raises NotFound."""
        if self.connection.execute(_SAVE, {"same_id": draft.id, **_changing(draft)}).rowcount != 1:
            raise NotFound(UNKNOWN)

    def drop(self, draft_id: str) -> None:
        """Keep it no more; one that is not kept is dropped already."""
        self.connection.execute(_DROP, {"id": draft_id})

    def begun(self, after: Due, until: datetime, limit: int) -> tuple[Draft, ...]:
        """Those begun after that place (`need`: a draft's id), until an instant included, oldest first."""
        asked = {"after": stored(after.at), "after_id": after.need, "until": stored(until), "limit": limit}
        return tuple(map(_draft_of, self.connection.execute(_BEGUN, asked)))

    def expired(self, at: datetime, limit: int) -> tuple[str, ...]:
        """The ids of those that are over by then."""
        rows = self.connection.execute(_EXPIRED, {"at": stored(at), "limit": limit})
        return tuple(row.id for row in rows)


def _changing(draft: Draft) -> Values:
    return {
        "form": to_json(draft.form),
        "address": draft.address,
        "expires_at": stored(draft.expires_at),
    }


def _draft_of(row: AnyRow) -> Draft:
    return Draft(
        id=row.id,
        form=from_json(DraftForm, row.form),
        address=row.address,
        created_at=instant(row.created_at),
        expires_at=instant(row.expires_at),
    )
