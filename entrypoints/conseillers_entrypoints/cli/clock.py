"""The command that plays time: what the service would do by itself until a day, done now."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import product
from typing import Annotated, Final, get_args

from cyclopts import Parameter
from rich.table import Table
from sqlalchemy import make_url

from conseillers_adapters.security import utc_now
from conseillers_application.mails import (
    AbandonedMail,
    AnswerMail,
    BounceMail,
    ClosingPracticeMail,
    CommentMail,
    Content,
    DraftMail,
    FirstNeedMail,
    FollowedMail,
    LastChanceMail,
    NeedMail,
    OverdueMail,
    RecapMail,
    ReceiptMail,
    ReengagementMail,
    SetAsideMail,
    SharedSurveyMail,
    SurveyMail,
    TakenMail,
    TeamReengagementMail,
    UnreachableMail,
)
from conseillers_application.task_views import TaskQuery
from conseillers_domain.calendar import day_of, opening_of
from conseillers_domain.french import day_in_words, number
from conseillers_domain.staff_task import TaskKind, TaskState
from conseillers_entrypoints.cli.installation import out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.progress import followed
from conseillers_entrypoints.cli.usage import WrongUsage
from conseillers_entrypoints.demo.filling import is_the_demonstration
from conseillers_entrypoints.demo.lives import Lives
from conseillers_entrypoints.played_time import Stage, on_stage
from conseillers_entrypoints.settings import LOCAL_HOSTS, Settings, load_settings

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

    Sur le pays de démonstration, des entreprises déposent des demandes et des équipes y répondent, ou non.

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
        _play(stage, until, timedelta(hours=step), deposits)
        out.print(f"Du {day_in_words(day_of(began))} au {day_in_words(until)} :", markup=False)
        out.print(_mails(stage.post.sent), _baskets(stage), _tasks(stage))


def _elsewhere(settings: Settings) -> Iterator[str]:
    """What of an installation is not of this machine."""
    database = make_url(settings.database_url)
    if not (database.drivername.startswith("sqlite") or database.host in {None, "", *LOCAL_HOSTS}):
        yield "la base de données"
    if not settings.mail_url.startswith("file://"):
        yield "le serveur de mail"
    if not settings.local:
        yield f"le service ({settings.base_url})"


def _play(stage: Stage, until: date, step: timedelta, deposits: int) -> None:
    """Play month by month, each beginning and ending at nine in Paris."""
    lives = None
    if is_the_demonstration(stage.container.read_directory().current()):
        lives = Lives(stage.container, deposits, SEED)
    ends = list(_months(day_of(stage.clock.present), until))
    with followed("Temps joué", len(ends)) as progress:
        for end in ends:
            stage.play(opening_of(end), step, lives or _nobody)
            progress.step(f"jusqu’au {day_in_words(end)}")


def _nobody(_: datetime) -> None:
    """Nobody acts: time alone passes."""


def _months(since: date, until: date) -> Iterator[date]:
    """The first day of each month in between, then where time stops."""
    while since < until:
        since = min((since.replace(day=28) + timedelta(days=4)).replace(day=1), until)
        yield since


def _mails(sent: "Counter[type[Content]]") -> Table:
    table = Table("mails partis", "nombre", box=None, header_style="bold")
    for kind, count in sorted(sent.items(), key=lambda one: (-one[1], one[0].__name__)):
        table.add_row(KINDS[kind], number(count))
    return table


def _baskets(stage: Stage) -> Table:
    table = Table("paniers", "à ce jour", box=None, header_style="bold")
    with stage.container.read()() as work:
        counts = work.baskets.counts(day_of(stage.clock.present))
    for basket, count in counts.items():
        table.add_row(basket.label, number(count))
    return table


def _tasks(stage: Stage) -> Table:
    table = Table("tâches de l’équipe du service", "à ce jour", box=None, header_style="bold")
    with stage.container.read()() as work:
        for kind, state in product(TaskKind, TaskState):
            query = TaskQuery(kind=kind, state=state)
            table.add_row(f"{kind.label} : {state.label}", number(work.task_lists.count(query)))
    return table


KINDS: Final[Mapping[type[Content], str]] = {
    ReceiptMail: "accusé de réception",
    NeedMail: "besoin à une équipe",
    TakenMail: "prise en charge",
    UnreachableMail: "entreprise injoignable",
    FollowedMail: "demande suivie (J+9)",
    LastChanceMail: "dernière relance (J+21)",
    AbandonedMail: "demande sans conseiller (J+45)",
    ReengagementMail: "reprise de contact (5 mois)",
    FirstNeedMail: "premier besoin d’une équipe",
    TeamReengagementMail: "reprise de contact avec une équipe",
    RecapMail: "besoins en attente (mardi, ou relance)",
    ClosingPracticeMail: "besoins à clôturer (chaque trimestre)",
    DraftMail: "demande commencée",
    SetAsideMail: "demande classée sans suite",
    AnswerMail: "réponse à une entreprise refusée par toutes les équipes",
    CommentMail: "commentaire d’un fil",
    SurveyMail: "enquête de satisfaction",
    SharedSurveyMail: "réponse d’enquête partagée",
    OverdueMail: "tâche en retard",
    BounceMail: "adresse refusée",
}
"""What each kind of mail is called here."""
assert set(KINDS) == set(get_args(Content))
