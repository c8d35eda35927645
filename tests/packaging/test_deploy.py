"""What is deployed names commands, options, settings and files that exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from conseillers_adapters.jobs.worker import PAUSE, USUAL
from conseillers_entrypoints.cli import backup  # noqa: F401 - it registers its commands
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.running import LONGEST_STOP
from conseillers_entrypoints.http.health import health_routes
from conseillers_entrypoints.settings import NAMES, VARIABLES, load_settings

ROOT: Final = Path(__file__).parents[2]
SYSTEMD: Final = ROOT / "deploy" / "systemd"
UNITS: Final = sorted(path.name for path in SYSTEMD.iterdir() if path.suffix != ".env")
SERVICES: Final = [name for name in UNITS if name.endswith(".service")]
PROGRAM: Final = "/opt/conseillers/bin/conseillers"
CONTAINERFILE: Final = (ROOT / "deploy" / "Containerfile").read_text("utf-8").replace("\\\n", " ")


def directives(unit: str) -> Iterator[tuple[str, str]]:
    """What a unit says, in order."""
    for line in (SYSTEMD / unit).read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            yield name, value


def must_be_understood(words: list[str]) -> None:
    """Fail when the command line does not take these words."""
    app.parse_args(words, exit_on_error=False, print_error=False)


@pytest.mark.parametrize("unit", SERVICES)
def test_a_unit_runs_commands_that_exist(unit: str) -> None:
    commands = [shlex.split(value) for name, value in directives(unit) if name.startswith("Exec")]
    assert commands
    for program, *words in commands:
        assert program == PROGRAM
        must_be_understood(words)


@pytest.mark.parametrize("unit", ["conseillers-web.service", "conseillers-jobs.service"])
def test_a_unit_that_stops_leaves_running_jobs_their_time_and_migrates_before_it_starts(unit: str) -> None:
    told = dict(directives(unit))
    assert int(told["TimeoutStopSec"]) > max(USUAL.patience + PAUSE, LONGEST_STOP)
    assert told["ExecStartPre"] == f"{PROGRAM} migrate"
    assert told["User"] != "root"
    assert told["NoNewPrivileges"] == "true"


def test_a_backup_may_write_where_it_says_and_beside_the_database() -> None:
    told = dict(directives("conseillers-backup.service"))
    writable = {f"/var/lib/{name}" for name in told["StateDirectory"].split()}
    assert told["ExecStart"].split()[-1] in writable
    assert told["WorkingDirectory"] in writable


def test_units_name_one_another_as_they_are() -> None:
    named = set(re.findall(r"conseillers-\w+\.(?:service|timer)", "".join(map(str, map(text_of, UNITS)))))
    assert named <= set(UNITS)
    assert "conseillers-backup.service" in UNITS
    assert "conseillers-backup.timer" in UNITS


def text_of(unit: str) -> str:
    """A unit's text."""
    return (SYSTEMD / unit).read_text("utf-8")


def test_the_variables_of_the_units_are_settings_that_suit_once_the_key_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = text_of("conseillers.env").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert given.keys() <= {VARIABLES + name.upper() for name in NAMES}
    assert given["CONSEILLERS_SECRET_KEY"] == ""
    for name, value in given.items():
        monkeypatch.setenv(name, value or "x" * 32)
    assert not load_settings().local


def instructions(name: str) -> list[str]:
    """What follows an instruction of the container file, each time it is given."""
    return re.findall(rf"^(?:    )?{name}\s+(.*)$", CONTAINERFILE, re.MULTILINE)


def test_the_container_runs_a_command_that_exists() -> None:
    (entrypoint,), (*_, command) = instructions("ENTRYPOINT"), instructions("CMD")
    assert entrypoint == '["conseillers"]'
    must_be_understood(re.findall(r'"([^"]+)"', command))


def test_the_container_copies_files_that_exist_and_every_layer() -> None:
    copied = {one for line in instructions("COPY") if "--from" not in line for one in line.split()[:-1]}
    assert all((ROOT / one).exists() for one in copied)
    assert copied >= {"domain", "application", "adapters", "entrypoints", "features"}


def test_the_container_is_of_the_customary_image_and_runs_as_nobody_in_particular() -> None:
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS build)?", one) for one in instructions("FROM"))
    assert instructions("USER") == ["conseillers"]


def test_the_container_is_well_while_the_service_answers() -> None:
    (check,) = re.findall(r"http://127\.0\.0\.1:8000(/[\w/]+)", CONTAINERFILE)
    assert check in {path for handler in health_routes() for path in handler.paths}


def test_the_settings_of_the_container_are_settings() -> None:
    named = set(re.findall(r"(CONSEILLERS_\w+)=", CONTAINERFILE))
    assert named
    assert named <= {VARIABLES + name.upper() for name in NAMES}
