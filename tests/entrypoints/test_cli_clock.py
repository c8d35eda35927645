"""Time played from the command line."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from dependency_injector import providers

from conseillers_adapters.jobs.engine import Regular
from conseillers_adapters.memory.post import MemoryPost
from conseillers_application.mails import (
    DraftMail,
    FirstNeedMail,
    FollowedMail,
    NeedMail,
    RecapMail,
    ReceiptMail,
    TakenMail,
)
from conseillers_domain.basket import Basket, Moves
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import TaskKind
from conseillers_entrypoints.cli.clock import _missing as sentence
from conseillers_entrypoints.cli.clock import _months as months
from conseillers_entrypoints.demo import advising, asking
from conseillers_entrypoints.demo import running as staffing
from conseillers_entrypoints.demo.filling import fill
from conseillers_entrypoints.demo.lives import Lives
from conseillers_entrypoints.mail_kinds import KINDS
from conseillers_entrypoints.played_time import ReadPost, Stage, on_stage
from conseillers_entrypoints.settings import Settings
from conseillers_entrypoints.what_came import Came, Tasks, Watching
from tests.entrypoints.service import Cli, a_form, running

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def settings(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder / 'service.db'}", mail_url=f"file://{folder / 'mails'}")


def nobody(_: datetime) -> None:
    """Nobody acts."""


def watched(stage: Stage, lives: Lives | None = None) -> Watching:
    """Everything that leaves from now on, counted, and read by people if there are any."""
    watching = Watching(stage.clock.present)
    stage.post.readers.append(watching.read)
    if lives is not None:
        stage.post.readers.append(lives.read)
    return watching


def test_time_played_does_all_that_would_have_come(folder: Path) -> None:
    with running(folder) as service:
        assert service.visitor.post("/api/demands", a_form()).status_code == 201
    with on_stage(settings(folder), MONDAY) as stage:
        watching = watched(stage)
        stage.play(MONDAY + 10 * DAY, DAY, nobody)
        sent = watching.came(stage.container, stage.clock.present).mails
        assert [sent[KINDS[kind]] for kind in (NeedMail, FollowedMail, RecapMail)] == [2, 1, 2]
    with on_stage(settings(folder), MONDAY) as again:
        assert again.clock.present == MONDAY + 10 * DAY


def test_what_has_its_hour_in_a_step_is_done_once_and_the_rest_is_not(folder: Path) -> None:
    done = Counter[str]()

    def at(hour: str) -> Regular:
        return Regular(name=hour, cron=f"0 {hour} * * *", do=lambda: done.update([hour]))

    with on_stage(settings(folder), MONDAY) as stage:
        played = evolve(stage, regular=[at("9"), at("10"), at("11"), at("*")])
        played.play(MONDAY + timedelta(hours=1), timedelta(hours=1), nobody)
        assert done == {"10": 1, "*": 1}  # nine was the step before's
        played.play(MONDAY + timedelta(hours=25), DAY, nobody)
        assert done == {"9": 1, "10": 2, "11": 1, "*": 2}


def test_a_database_that_is_not_up_to_date_is_not_played_on(tmp_path: Path, cli: Cli) -> None:
    status, _, said = cli("clock", "--until", "2199-01-01")
    assert status == 1
    assert "conseillers migrate" in said


def test_people_of_the_demonstration_live(tmp_path: Path, cli: Cli) -> None:
    cli("migrate")
    with on_stage(settings(tmp_path), MONDAY) as stage:
        fill(stage.container)
        lives = Lives(stage.container, 6, 1)
        watching = watched(stage, lives)
        stage.play(MONDAY + 5 * DAY, DAY, lives)
        came = watching.came(stage.container, stage.clock.present)
        lives(stage.clock.present)  # the same day: nothing more
        assert came == watching.came(stage.container, stage.clock.present)
        kinds = (ReceiptMail, NeedMail, TakenMail, DraftMail, FirstNeedMail)
        assert all(came.mails[KINDS[kind]] for kind in kinds)
        others = Lives(stage.container, 0, 1)  # as when time is played again: they go on where it stands
        others(stage.clock.present + 3 * DAY)
        with stage.container.read()() as work:
            assert work.demand_lists.counts()


QUICK: Final[dict[str, Any]] = {
    "recap_days": 1,
    "followed_days": 2,
    "last_chance_days": 3,
    "abandoned_days": 5,
    "archived_days": 7,
    "survey_days": 1,
    "reengagement_days": 6,
    "closing_days": 3,
    "closing_needs": 1,
    "basket_old_days": 2,
    "basket_many": 2,
    "basket_rarely_days": 4,
    "basket_settled_days": 1,
    "answer_working_days": 1,
}
"""A year in twelve days, among which the first Monday of a month and the first Thursday of a quarter."""


@pytest.mark.no_cover
def test_each_kind_of_mail_basket_and_task_comes(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    regret = ((advising.PUT_BACK, 0.2),)  # what is rare in a year is frequent in so few days
    monkeypatch.setattr(advising, "HABITS", {**advising.HABITS, Stance.REFUSED: regret})
    monkeypatch.setattr(asking, "IS_GONE", 0.1)
    monkeypatch.setattr(asking, "ANSWERS", 0.9)
    monkeypatch.setattr(staffing, "ANSWERS", 0.25)
    cli("migrate")
    start = datetime(2026, 12, 28, 8, tzinfo=UTC)
    with on_stage(evolve(settings(tmp_path), **QUICK), start) as stage:
        fill(stage.container)
        lives, watching = Lives(stage.container, 11, 3), Watching(start)
        quick = ReadPost(MemoryPost(), [watching.read, lives.read])
        stage.container.post.override(providers.Object(quick))
        stage.play(start + 12 * DAY, DAY, lives)
        assert watching.came(stage.container, stage.clock.present).missing() == ()


def test_what_did_not_come_is_said() -> None:
    came = Came(
        mails={"lettre": 1, "autre lettre": 0},
        baskets={Basket.ONE: Moves(entered=1, left=0), Basket.MANY: Moves(entered=0, left=1)},
        now={Basket.ONE: 1, Basket.MANY: 0},
        tasks={TaskKind.ANSWER_COMPANY: Tasks(opened=2, done=1, cancelled=0, late=1)},
    )
    task = TaskKind.ANSWER_COMPANY.label
    assert came.missing() == (
        "mail « autre lettre »",
        f"sortie du panier « {Basket.ONE.label} »",
        f"entrée dans le panier « {Basket.MANY.label} »",
        f"tâche « {task} » annulée",
    )
    assert sentence(came).startswith("Ne sont pas venus : mail « autre lettre », sortie du panier")
    assert sentence(Came(mails={"lettre": 1}, baskets={}, now={}, tasks={})).startswith("Chaque sorte")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--step", "0"), "--step attend un nombre d’heures de 1 à 24."),
        (("--deposits", "-1"), "--deposits attend un nombre à partir de 0."),
    ],
)
def test_what_makes_no_sense_is_refused(filled: Cli, words: tuple[str, ...], said: str) -> None:
    status, _, told = filled("clock", "--until", "2199-01-01", *words)
    assert (status, told.strip()) == (2, said)


def test_time_goes_forward_only(filled: Cli) -> None:
    status, _, told = filled("clock", "--until", "2020-01-01")
    assert status == 2
    assert told.startswith("--until attend un jour après le ")


def test_it_refuses_what_is_not_of_this_machine_unless_told(
    filled: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSEILLERS_DATABASE_URL", "postgresql+psycopg://u@base.example/c")
    monkeypatch.setenv("CONSEILLERS_MAIL_URL", "smtp://mail.example")
    monkeypatch.setenv("CONSEILLERS_BASE_URL", "https://conseillers.example")
    monkeypatch.setenv("CONSEILLERS_SECRET_KEY", "x" * 40)
    status, _, told = filled("clock", "--until", "2199-01-01")
    assert status == 2
    for name in ("la base de données", "le serveur de mail", "https://conseillers.example", "--yes"):
        assert name in told


def test_what_came_is_counted(folder: Path, filled: Cli) -> None:
    with running(folder) as service:
        service.visitor.post("/api/demands", a_form())
    until = (datetime.now(UTC) + 2 * DAY).date()
    status, said, beside = filled("clock", "--until", until.isoformat(), "--step", "24")
    assert status == 0
    assert "besoin à une équipe" in said
    assert "besoins abandonnés" in said
    assert "Temps joué : jusqu’au " in beside


def test_months_are_played_one_by_one() -> None:
    since, until = datetime(2026, 11, 30).date(), datetime(2027, 2, 10).date()  # noqa: DTZ001 - days
    assert [str(day) for day in months(since, until)] == [
        "2026-12-01",
        "2027-01-01",
        "2027-02-01",
        "2027-02-10",
    ]
