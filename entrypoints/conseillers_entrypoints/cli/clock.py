"""The command that plays time: what the service would do by itself until a day, done now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from cyclopts import Parameter
from rich.table import Table
from sqlalchemy import make_url

from conseillers_adapters.security import utc_now
from conseillers_domain.calendar import day_of, opening_of
from conseillers_domain.french import day_in_words, number
from conseillers_entrypoints.cli.installation import out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.progress import followed
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.demo.filling import is_the_demonstration
from conseillers_entrypoints.demo.lives import Lives
from conseillers_entrypoints.played_time import Stage, on_stage
from conseillers_entrypoints.settings import LOCAL_HOSTS, Settings, load_settings
from conseillers_entrypoints.what_came import Came, Watching

LONGEST_STEP: Final = 24
SEED: Final = 47


@app.command
def clock(
    *,
    until: date,
    step: int = 12,
    deposits: int = 3,
    yes: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Joue le temps jusqu'à un jour : relances, mails et paniers arrivent comme s'il était passé.

    Sur le pays de démonstration, des entreprises demandent, complètent et donnent leur avis ; des équipes
    répondent, ou non, et s'écrivent ; l'équipe du service trie, répond, relance et partage.

    Parameters
    ----------
    until
        dernier jour joué.
    step
        heures entre deux passages, de 1 à 24.
    deposits
        demandes déposées chaque jour, sur le pays de démonstration seulement.
    yes
        accepte une base ou un serveur de mail qui ne sont pas de cette machine.
    """
    if not 1 <= step <= LONGEST_STEP:
        raise WrongUsage(f"--step attend un nombre d’heures de 1 à {LONGEST_STEP}.")
    if deposits < 0:
        raise WrongUsage("--deposits attend un nombre à partir de 0.")
    settings = load_settings()
    if not yes and (far := ", ".join(_elsewhere(settings))):
        raise WrongUsage(
            f"Jouer le temps écrit pour de bon à ceux que cela concerne : {far} n’est pas de cette machine. "
            "Ajoutez --yes si c’est bien ce que vous voulez."
        )
    with on_stage(settings, utc_now()) as stage:
        began = stage.clock.present
        if opening_of(until) <= began:
            raise WrongUsage(f"--until attend un jour après le {day_in_words(day_of(began))}.")
        watching = Watching(began)
        stage.post.readers.append(watching.read)
        alive = _play(stage, until, timedelta(hours=step), deposits)
        came = watching.came(stage.container, stage.clock.present)
    out.print(f"Du {day_in_words(day_of(began))} au {day_in_words(until)} :", markup=False)
    for table in (_mails(came), _baskets(came), _tasks(came)):
        out.print()
        out.print(table)
    if alive:
        out.print()
        out.print(_missing(came), markup=False)


def _elsewhere(settings: Settings) -> Iterator[str]:
    """What of an installation is not of this machine."""
    database = make_url(settings.database_url)
    if not (database.drivername.startswith("sqlite") or database.host in {None, "", *LOCAL_HOSTS}):
        yield "la base de données"
    if not settings.mail_url.startswith("file://"):
        yield "le serveur de mail"
    if not settings.local:
        yield f"le service ({settings.base_url})"


def _play(stage: Stage, until: date, step: timedelta, deposits: int) -> bool:
    """Play month by month, each beginning and ending at nine in Paris; whether people lived."""
    lives = None
    if is_the_demonstration(stage.container.read_directory().current()):
        lives = Lives(stage.container, deposits, SEED)
        stage.post.readers.append(lives.read)
    ends = list(_months(day_of(stage.clock.present), until))
    with followed("Temps joué", len(ends)) as progress:
        for end in ends:
            stage.play(opening_of(end), step, lives or _nobody)
            progress.step(f"jusqu’au {day_in_words(end)}")
    return lives is not None


def _nobody(_: datetime) -> None:
    """Nobody acts: time alone passes."""


def _months(since: date, until: date) -> Iterator[date]:
    """The first day of each month in between, then where time stops."""
    while since < until:
        since = min((since.replace(day=28) + timedelta(days=4)).replace(day=1), until)
        yield since


def _mails(came: Came) -> Table:
    table = _table("mails", "partis")
    for kind, sent in came.mails.items():
        table.add_row(kind, number(sent))
    return table


def _baskets(came: Came) -> Table:
    table = _table("paniers", "entrées", "sorties", "à ce jour")
    for basket, moves in came.baskets.items():
        table.add_row(basket.label, *map(number, (moves.entered, moves.left, came.now[basket])))
    return table


def _tasks(came: Came) -> Table:
    table = _table("tâches de l’équipe du service", "ouvertes", "faites", "annulées", "en retard")
    for kind, tasks in came.tasks.items():
        table.add_row(kind.label, *map(number, (tasks.opened, tasks.done, tasks.cancelled, tasks.late)))
    return table


def _table(name: str, *columns: str) -> Table:
    table = Table(name, box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _missing(came: Came) -> str:
    missing = came.missing()
    if not missing:
        return "Chaque sorte de mail, de panier et de tâche est venue."
    return f"Ne sont pas venus : {', '.join(missing)}."
