"""Who accepted which version of the terms, in a table that is only added to."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.tables import instant, terms_acceptances

_ONCE = [terms_acceptances.c.account, terms_acceptances.c.version]
_ADD = {
    "sqlite": sqlite.insert(terms_acceptances).on_conflict_do_nothing(index_elements=_ONCE),
    "postgresql": postgresql.insert(terms_acceptances).on_conflict_do_nothing(index_elements=_ONCE),
}
_FIND = select(terms_acceptances.c.at).where(
    terms_acceptances.c.account == bindparam("account"), terms_acceptances.c.version == bindparam("version")
)


@frozen
class SqlTermsAcceptances:
    """Who accepted which terms, kept in a database."""

    connection: Line

    def add(self, account_id: str, version: str, at: datetime) -> None:
        """Keep that it was accepted then; what was accepted before stays so."""
        add = _ADD[self.connection.dialect.name]
        self.connection.execute(add, {"account": account_id, "version": version, "at": stored(at)})

    def find(self, account_id: str, version: str) -> datetime | None:
        """When an account accepted that version, None when it did not."""
        row = self.connection.execute(_FIND, {"account": account_id, "version": version}).one_or_none()
        return None if row is None else instant(row.at)
