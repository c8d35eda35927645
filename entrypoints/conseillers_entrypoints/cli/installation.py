"""An installation at hand for the time of a command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from conseillers_adapters.jobs.databases import create_tables
from conseillers_adapters.sql import migrate
from conseillers_adapters.sql.migrate import is_current
from conseillers_domain.errors import Refusal
from conseillers_entrypoints.container import Container, container_of
from conseillers_entrypoints.settings import Settings, load_settings

UNFOLDED = 1_000
"""Columns of a table that no terminal shows: a line a row, for `grep`."""

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else UNFOLDED)
"""Where commands write: plain text, coloured on a terminal only."""


class NotMigrated(Refusal):
    """The tables are not those this version of the service expects."""

    code = "not_migrated"


@contextmanager
def installation(settings: Settings | None = None) -> Iterator[Container]:
    """The container of this installation, its database at the expected version.

    What is typed on the machine itself goes on while the service is paused: it is what pauses are for.
    """
    with opened(settings) as container:
        if not is_current(container.engine()):
            raise NotMigrated("La base de données n’est pas à jour : lancez d’abord « conseillers migrate ».")
        container.begin.override(container.begin_anyway)
        container.init_resources()
        yield container


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Container]:
    """The container of this installation, whatever the state of its database."""
    container = container_of(settings or load_settings())
    try:
        yield container
    finally:
        container.shutdown_resources()


def bring_up_to_date(settings: Settings | None = None, *, to: str = "head") -> None:
    """Make or change the tables as this version of the service expects them."""
    with opened(settings) as container:
        if to == "head":
            migrate(container.engine(), then=create_tables)
        else:
            migrate(container.engine(), to=to)
