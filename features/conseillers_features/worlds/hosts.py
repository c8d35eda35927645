"""Services that live in the scenario's own process: one in memory, one on a database."""

from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Final, Protocol

from attrs import define, field
from dependency_injector import providers
from sqlalchemy import Engine, inspect

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_adapters.jobs.worker import drain
from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.memory.post import MemoryPost
from conseillers_adapters.security import new_id
from conseillers_application.mails import MailDelayed
from conseillers_application.ports import REACT, SEND_LETTER, RegistrySilent
from conseillers_entrypoints.cli.installation import bring_up_to_date
from conseillers_entrypoints.composition.regular import strike
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.settings import Settings
from conseillers_features.worlds.surroundings import CONTACT, Around, put_back

SECRET: Final = "le secret des mondes où jouent les scénarios"
BASE_URL: Final = "https://conseillers.example"
EXPECTED: Final = (MailDelayed, RegistrySilent)
"""What may make a task fail in a scenario; anything else is a bug."""


class Host(Protocol):
    """A service at hand, and what happens to it."""

    around: Around
    post: MemoryPost

    @property
    def container(self) -> Container:
        """The service as it now runs."""
        ...

    def work(self) -> None:
        """Do what was put off until now."""
        ...

    def strike(self) -> None:
        """Do what is done at regular hours, once, unless it is held."""
        ...

    def restart(self) -> None:
        """Lose the running service, and start another one on what it had stored."""
        ...

    def stop(self) -> None:
        """Close everything."""
        ...

    def stored(self) -> str:
        """All that is kept, as a text."""
        ...


def settings_on(database_url: str, mail_url: str = "file://nowhere") -> Settings:
    """The settings of a world's service."""
    return Settings(
        database_url=database_url,
        mail_url=mail_url,
        base_url=BASE_URL,
        secret_key=SECRET,
        contact_email=CONTACT,
    )


@define(eq=False)
class MemoryHost:
    """A service whose store is in memory; the store and its agenda play the part of the database."""

    around: Around = field(factory=Around)
    post: MemoryPost = field(factory=MemoryPost)
    store: MemoryStore = field(
        init=False,
        factory=lambda: MemoryStore(
            new_id=new_id, delivered=delivered_catalogue(), packaged=official_geography
        ),
    )
    container: Container = field(init=False)

    @container.default
    def _started(self) -> Container:
        container = self.around.container(settings_on("sqlite:///:memory:"))
        container.store.override(providers.Object(self.store))
        container.post.override(providers.Object(self.post))
        return container

    def work(self) -> None:
        """Do what was put off until now, unless it is held."""
        if self.container.read_maintenance().holds_jobs():
            return
        agenda = self.store.agenda
        run: Mapping[str, Callable[[str], object]] = {
            REACT: self.container.react(),
            SEND_LETTER: self.container.send_letter(),
        }
        agenda.drain(run, self.around.clock())
        for failure in agenda.failures:
            if not isinstance(failure.error, EXPECTED):
                raise failure.error
        agenda.failures.clear()

    def strike(self) -> None:
        """Do what is done at regular hours, once, unless it is held."""
        strike(self.container)

    def restart(self) -> None:
        """Everything is made anew, around the same store."""
        self.stop()
        self.container = self._started()

    def stop(self) -> None:
        """What it was made of may serve another one."""
        put_back(self.container)

    def stored(self) -> str:
        """All that is kept, as a text."""
        return repr((self.store._state, self.store.agenda))  # noqa: SLF001 - what a thief would see


@define(eq=False)
class DatabaseHost:
    """A service on a database of SQL, its jobs in the same one; `url`: a migrated one, its own."""

    url: str
    around: Around = field(factory=Around)
    post: MemoryPost = field(factory=MemoryPost)
    container: Container = field(init=False)

    @container.default
    def _started(self) -> Container:
        container = self.around.container(settings_on(self.url))
        container.post.override(providers.Object(self.post))
        container.init_resources()
        return container

    def work(self) -> None:
        """Do what was put off until now."""
        drain(self.container.jobs())

    def strike(self) -> None:
        """Do what is done at regular hours, once, unless it is held."""
        strike(self.container)

    def restart(self) -> None:
        """What the database holds is all that is left."""
        self.stop()
        self.container = self._started()

    def stop(self) -> None:
        """Close the database."""
        put_back(self.container)

    def stored(self) -> str:
        """All that is kept, as a text."""
        return everything_in(self.container.engine())


def everything_in(engine: Engine) -> str:
    """Every row of every table of a database."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = {name: connection.exec_driver_sql(f'select * from "{name}"').all() for name in names}  # noqa: S608 - its own names
    return repr(rows)


def migrated_file(file: Path) -> Path:
    """An empty database of the service, to be copied."""
    bring_up_to_date(settings_on(f"sqlite:///{file}"))
    return file


def copy_of(migrated: Path, folder: Path) -> Path:
    """A database of one's own, in that folder."""
    file = folder / "service.sqlite"
    copyfile(migrated, file)
    return file
