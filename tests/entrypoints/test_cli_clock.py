"""Time played from the command line."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from conseillers_adapters.jobs.engine import Regular
from conseillers_application.mails import FollowedMail, NeedMail, RecapMail
from conseillers_entrypoints.cli.clock import _months as months
from conseillers_entrypoints.demo.filling import fill
from conseillers_entrypoints.demo.lives import COMPANIES, Lives
from conseillers_entrypoints.played_time import on_stage
from conseillers_entrypoints.settings import Settings
from tests.entrypoints.service import Cli, a_form, running

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def settings(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder / 'service.db'}", mail_url=f"file://{folder / 'mails'}")


def nobody(_: datetime) -> None:
    """Nobody acts."""


def test_time_played_does_all_that_would_have_come(folder: Path) -> None:
    with running(folder) as service:
        assert service.visitor.post("/api/demands", a_form()).status_code == 201
    with on_stage(settings(folder), MONDAY) as stage:
        stage.play(MONDAY + 10 * DAY, DAY, nobody)
        assert stage.post.sent[NeedMail] == 2
        assert stage.post.sent[FollowedMail] == 1
        assert stage.post.sent[RecapMail] == 2
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
        lives = Lives(stage.container, 12, 1)
        stage.play(MONDAY + 12 * DAY, DAY, lives)
        sent = stage.post.sent
        lives(stage.clock.present)  # the same day: nothing more
        assert sent == stage.post.sent
        assert {kind.__name__ for kind in sent} >= {
            "ReceiptMail",
            "NeedMail",
            "TakenMail",
            "FollowedMail",
            "RecapMail",
            "DraftMail",
            "FirstNeedMail",
        }


def test_when_every_company_waits_the_next_one_asks_again(tmp_path: Path, cli: Cli) -> None:
    cli("migrate")
    with on_stage(settings(tmp_path), MONDAY) as stage:
        fill(stage.container)
        lives = Lives(stage.container, 0, 1)
        ranks = Counter(lives._company() for _ in range(2 * COMPANIES))  # noqa: SLF001 - who comes
    assert set(ranks.values()) == {2}


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
