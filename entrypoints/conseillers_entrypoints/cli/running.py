"""Commands that run an installation: serve, jobs, migrate, demo, staff."""

import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from cyclopts import App, Parameter
from structlog.contextvars import unbind_contextvars

from conseillers_adapters.geography.official import YEAR
from conseillers_adapters.jobs.worker import Pace, run_worker
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Fault, Invalid
from conseillers_entrypoints.cli.installation import bring_up_to_date, installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.observation.logs import SERVER
from conseillers_entrypoints.observation.metrics import share_in
from conseillers_entrypoints.settings import WrongSettings, about, load_settings

HIGHEST_PORT = 65535
AT_ONCE = 4
"""Jobs a process that does nothing else does together: while one waits for a server, others go on."""
LONGEST_STOP = 30
"""Seconds given to a serving process to end what it does: more than its jobs are waited for."""

staff = App(name="staff", help="Les comptes de l’équipe du service.")
app.command(staff)
jobs = App(
    name="jobs", help="Fait partir les mails et suivre les demandes, jusqu'à ce qu'on l'arrête (Ctrl-C)."
)
app.command(jobs)


@app.command
def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 1, with_jobs: bool = False) -> None:
    """Sert l'API HTTP.

    Parameters
    ----------
    host
        adresse d'écoute.
    port
        port d'écoute.
    workers
        nombre de processus.
    with_jobs
        fait aussi partir les mails et suivre les demandes, dans ces mêmes processus.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    if not 1 <= port <= HIGHEST_PORT:
        raise WrongUsage(f"--port attend un nombre de 1 à {HIGHEST_PORT}.")
    if workers < 1:
        raise WrongUsage("--workers attend 1 ou plus.")
    if with_jobs:
        os.environ["CONSEILLERS_WITH_JOBS"] = "true"
    with installation() as container:
        must_work(container)
    must_be_free(host, port)
    # Processes are forked: what is imported before is theirs, and held once.
    import conseillers_entrypoints.http.app  # noqa: F401 - see above

    place = f"[{host}]" if ":" in host else host
    out.print(f"Le service démarre sur http://{place}:{port} (Ctrl-C pour l’arrêter).", markup=False)
    unbind_contextvars("request_id")  # what follows is no longer this command's
    with counted_together(workers):
        Server(
            "conseillers_entrypoints.http.app:serve",
            factory=True,
            interface=Interfaces.ASGI,
            address=host,
            port=port,
            workers=workers,
            # One that died is replaced; one that does not stop, asked to before it could hear, is made to.
            respawn_failed_workers=True,
            workers_kill_timeout=LONGEST_STOP,
            log_access=False,
            log_level=LogLevels.warning,
            log_dictconfig=SERVER,
        ).serve()


@jobs.default
def work(*, metrics_port: int | None = None) -> None:
    """Fait partir les mails et suivre les demandes, jusqu'à ce qu'on l'arrête (Ctrl-C).

    Parameters
    ----------
    metrics_port
        port où ce processus dit ses mesures, à cette machine seulement.
    """
    if metrics_port is not None and not 1 <= metrics_port <= HIGHEST_PORT:
        raise WrongUsage(f"--metrics-port attend un nombre de 1 à {HIGHEST_PORT}.")
    unbind_contextvars("request_id")  # each job has its own
    with installation() as container, telling_metrics(container, metrics_port):
        must_work(container)
        run_worker(container.jobs(), Pace(jobs_at_once=AT_ONCE))


@app.command
def migrate(*, to: str = "head", yes: Annotated[bool, Parameter(negative=())] = False) -> None:
    """Met la base de données à la version attendue.

    Parameters
    ----------
    to
        « head », « base » pour tout défaire, ou une révision.
    yes
        accepte d'effacer ce que la version demandée ne garde pas.
    """
    from alembic.util import CommandError

    if to != "head" and not yes:
        lost = "efface toutes les données" if to == "base" else "peut effacer des données"
        raise WrongUsage(f"Revenir à « {to} » {lost} : ajoutez --yes si c’est bien ce que vous voulez.")
    try:
        bring_up_to_date(to=to)
    except CommandError:
        raise WrongUsage(f"Version inconnue : « {to} ».") from None
    out.print(
        "La base de données est à jour." if to == "head" else f"La base de données est à la version « {to} »."
    )


@app.command
def demo() -> None:
    """Remplit une base vide d'un petit pays plausible, et dit quoi essayer."""
    from conseillers_entrypoints.demo.filling import Filling, fill
    from conseillers_entrypoints.demo.guide import guide

    settings = load_settings()
    if not settings.local:
        raise WrongSettings(
            about(
                "base_url",
                f"désigne un service public ({settings.base_url}) : la démonstration y ouvrirait des comptes "
                "dont le mot de passe est publié.",
            )
        )
    with installation(settings) as container:
        found = fill(container)
        out.print(found.value)
        if found is not Filling.ANOTHER:
            out.print(guide(settings, container), markup=False)


@staff.command
def add(
    email: str,
    *,
    password_stdin: Annotated[bool, Parameter(negative=())] = False,
    name: str = "",
    role: Role = Role.STAFF,
    institution: str | None = None,
    landing: tuple[str, ...] = (),
) -> None:
    """Ouvre un compte de l'équipe.

    Parameters
    ----------
    email
        adresse professionnelle.
    password_stdin
        lit le mot de passe sur l'entrée standard au lieu de le demander.
    name
        nom affiché.
    role
        staff, operator, direction, pilot ou partner.
    institution
        celle dont un pilote suit les chiffres (son identifiant court).
    landing
        la page, ou les pages, dont un partenaire suit les chiffres.
    """
    with installation() as container:
        account = container.add_account()(
            email=email,
            name=name or email,
            password=_password(password_stdin),
            roles=frozenset({role}),
            institution=institution,
            landings=landing,
        )
    out.print(f"Compte ouvert : {account.email} ({role.value}).")


def must_work(container: Container) -> None:
    """Raise WrongSettings when what the settings name cannot be used: better now than at the first mail."""
    sentences: list[str] = []
    # The packaged territories are there for sure, and each process takes a while to read its own.
    imported = () if container.settings().geography == YEAR else (container.geography,)
    for make in (container.registry, container.post, *imported):
        try:
            make()
        except WrongSettings as wrong:
            sentences += wrong.sentences
    if sentences:
        raise WrongSettings(*sentences)


@contextmanager
def counted_together(workers: int) -> Iterator[None]:
    """Inside, the processes that are started count together, when there are several."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="conseillers-metrics-") as folder:
        share_in(Path(folder))
        yield


@contextmanager
def telling_metrics(container: Container, port: int | None) -> Iterator[None]:
    """Inside, this process tells its metrics to this machine on that port."""
    if port is None:
        yield
        return
    from prometheus_client import start_http_server

    must_be_free("127.0.0.1", port)
    server, thread = start_http_server(port, addr="127.0.0.1", registry=container.exposition().registry())
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def must_be_free(host: str, port: int) -> None:
    """Raise OSError when something else listens there, or when nothing may."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as taken:
        why = "un autre programme y écoute déjà" if taken.errno == errno.EADDRINUSE else taken.strerror
        raise OSError(taken.errno, why, f"{host}:{port}") from None


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first, again = getpass("Mot de passe : "), getpass("Encore une fois : ")
    if first != again:
        raise Invalid(Fault("/password", "mismatch", "Les deux mots de passe diffèrent."))
    return first
