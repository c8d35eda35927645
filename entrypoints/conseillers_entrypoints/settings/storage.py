"""Where things are kept."""

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from conseillers_adapters.sql.engine import CONNECTIONS, TIMEOUT
from conseillers_entrypoints.settings.telling import about, without_password

DATABASES: Final = ("sqlite:///", "postgresql+psycopg://")


@frozen(kw_only=True, slots=False)
class Storage:
    """The database.

    `database_url`: SQLAlchemy's; `database_connections`: how many a process opens to a server at most, and
    `statement_timeout`: seconds that a statement may take there. `with_jobs`: what is put off is done in the
    serving process.
    """

    database_url: str = field(default="sqlite:///var/conseillers.db", repr=without_password)
    database_connections: int = CONNECTIONS
    statement_timeout: int = int(TIMEOUT)
    with_jobs: bool = False

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if not self.database_url.startswith(DATABASES):
            yield about(
                "database_url",
                "attend un fichier SQLite (sqlite:///dossier/fichier.db) ou une base PostgreSQL "
                "(postgresql+psycopg://utilisateur:mot-de-passe@hôte/base).",
            )
        if self.database_connections < 1:
            yield about("database_connections", "attend un nombre à partir de 1.")
        if self.statement_timeout < 1:
            yield about("statement_timeout", "attend un nombre de secondes à partir de 1.")
