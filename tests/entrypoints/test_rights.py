"""Who may do what: every route, asked by everybody, of what is theirs and of what is not (§7, CGU 6.1)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from copy import copy
from inspect import getclosurevars, isfunction
from itertools import count
from math import inf
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

import pytest
from httpx import Response
from litestar.handlers import HTTPRouteHandler

from conseillers_adapters.sql import patience
from conseillers_domain.accounts import ALLOWED, Act
from conseillers_entrypoints.http import app
from conseillers_entrypoints.http.app import HANDLERS
from tests.entrypoints import service as services
from tests.entrypoints.court import (
    DIRECTING,
    OF_ANOTHER,
    OF_ANOTHER_BRANCH,
    OPERATING,
    PARTNERED,
    PILOTING,
    ROLES,
    Court,
    a_court,
)
from tests.entrypoints.day import Day, serving
from tests.entrypoints.rights import (
    FORBIDDEN,
    HELD_OFF,
    IN,
    MATRIX,
    NEEDS,
    RIGHTS,
    UNIDENTIFIED,
    UNKNOWN,
    Cell,
    Open,
    expected,
)
from tests.entrypoints.test_statements_of_routes import ROUTES

SERVES_ONCE: Final = frozenset(
    {
        "accept_an_invitation",
        "complete_a_demand",
        "deposit_a_demand",
        "drop_a_draft",
        "renew_this_link",
        "reset_a_password",
    }
)
"""What these did, they do not do again, or not so soon: each of those let in finds the day as it was."""
NOT_THERE: Final = {"retry_a_job": "Cette tâche n’existe pas, ou elle est faite."}
"""That day no job has failed: who may have it tried again is told so."""
CONFIDED: Final = ("camille@atelier.fr",)
"""What the company of the advisor's own need let them know."""
WITHOUT_NEEDS: Final = frozenset({OPERATING, DIRECTING, PILOTING, PARTNERED, OF_ANOTHER, OF_ANOTHER_BRANCH})
"""Those to whom nobody confided it."""

Again = Callable[[], AbstractContextManager[tuple[Court, Path]]]


@pytest.fixture(scope="module")
def held(lived: tuple[Day, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Court, Path]:
    """Everybody, signed in once, and the database they leave."""
    file = tmp_path_factory.mktemp("court") / "service.db"
    copyfile(lived[1], file)
    with serving(file.parent) as service:
        return a_court(lived[0].again(service)), file


@pytest.fixture
def again(held: tuple[Court, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """Everybody, each time on another copy of that database."""
    monkeypatch.setattr(patience, "SLOW", inf)
    past, file = held
    times = count()

    @contextmanager
    def another() -> Iterator[tuple[Court, Path]]:
        folder = tmp_path / str(next(times))
        folder.mkdir()
        copy_of_it = Path(copyfile(file, folder / file.name))
        with serving(folder) as service:
            yield past.again(service), copy_of_it

    return another


def ask(court: Court, cell: Cell) -> Response:
    """What that one is answered."""
    name, role, whose = cell
    if name in NEEDS:
        return NEEDS[name][1](court.people[role], court.held[whose])
    return ROUTES[name][1](court.seen_as(role))


def became(answer: Response, cell: Cell) -> str | int:
    """What became of who asked; a rule that says no, or nothing to be done, is told to who is in."""
    assert answer.status_code != HELD_OFF, answer.text
    told = answer.json().get("detail") if answer.status_code == UNKNOWN else None
    if told is not None and told == NOT_THERE.get(cell[0]):
        return IN
    return answer.status_code if answer.status_code in {UNIDENTIFIED, FORBIDDEN, UNKNOWN} else IN


def rows(file: Path) -> dict[str, list[Any]]:
    """Everything kept, but what says who asked."""
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            name: connection.execute(f'select * from "{name}"').fetchall()  # noqa: S608 - our own tables
            for (name,) in tables
            if name not in {"journal", "sessions", "allowances"}
        }


def act_of(handler: HTTPRouteHandler) -> Act | None:
    """The act that a route's guard asks for, if it has such a guard."""
    found = [act for one in handler.guards or () if (act := _asked_by(one)) is not None]
    return found[0] if found else None


def _asked_by(guard: Any) -> Act | None:  # noqa: ANN401 - any guard of Litestar's
    asked = getclosurevars(guard).nonlocals.get("act") if isfunction(guard) else None
    return asked if isinstance(asked, Act) else None


def unguarded(handler: HTTPRouteHandler) -> HTTPRouteHandler:
    """The same route, whose guards no longer ask for the act it is: its use case does."""
    same = copy(handler)
    same.guards = tuple(one for one in handler.guards or () if _asked_by(one) is None)
    return same


def test_every_route_says_whom_it_is_open_to() -> None:
    assert {one.handler_name for one in HANDLERS} == RIGHTS.keys()


def test_only_what_is_open_to_all_has_no_guard_and_a_guard_asks_for_what_the_table_says() -> None:
    for one in HANDLERS:
        right = RIGHTS[one.handler_name]
        assert one.guards or right in {Open.TO_ALL, Open.TO_PROGRAMS}, one.handler_name
        assert act_of(one) in {None, right}, one.handler_name


def test_every_act_of_the_table_of_rights_is_asked_for_by_some_route() -> None:
    assert set(ALLOWED) == set(Act) == {one for one in RIGHTS.values() if isinstance(one, Act)}


@pytest.mark.parametrize("name", MATRIX)
def test_whoever_may_is_let_in_and_nobody_else(again: Again, name: str) -> None:
    let_in = [cell for cell in MATRIX[name] if expected(*cell) == IN]
    with again() as (court, file):
        before = rows(file)
        for cell in (one for one in MATRIX[name] if one not in let_in):
            answer = ask(court, cell)
            assert became(answer, cell) == expected(*cell), (cell, answer.text)
            assert not any(one in answer.text for one in CONFIDED), cell
        assert rows(file) == before
        for cell in () if name in SERVES_ONCE else let_in:
            must_be_in(court, cell)
    for cell in let_in if name in SERVES_ONCE else ():
        with again() as (court, _):
            must_be_in(court, cell)


def must_be_in(court: Court, cell: Cell) -> None:
    """Fail unless they are let in, and learn nothing that was confided to others."""
    answer = ask(court, cell)
    assert became(answer, cell) == IN, (cell, answer.text)
    name, role, _ = cell
    if RIGHTS[name] is not Open.TO_ALL and role in WITHOUT_NEEDS:
        assert not any(one in answer.text for one in CONFIDED), cell


def test_use_cases_refuse_by_themselves_what_guards_would_have(
    again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = [one.handler_name for one in HANDLERS if act_of(one) is not None]
    monkeypatch.setattr(app, "HANDLERS", tuple(map(unguarded, HANDLERS)))
    monkeypatch.setattr(services, "_idle", [])
    with again() as (court, file):
        before = rows(file)
        refused = [cell for name in guarded for cell in MATRIX[name] if expected(*cell) != IN]
        assert len(refused) > len(guarded)
        for cell in refused:
            answer = ask(court, cell)
            assert became(answer, cell) == expected(*cell), (cell, answer.text)
        assert rows(file) == before


def test_what_one_may_not_see_is_answered_as_what_does_not_exist(again: Again) -> None:
    with again() as (court, _):
        nia, held = court.people[OF_ANOTHER], court.held["own"]
        for path in ("/api/needs/{}", "/api/needs/{}/comments"):
            hidden, unknown = (nia.get(path.format(one)) for one in (held.need, "01890000-0000"))
            assert (hidden.status_code, hidden.json()["detail"]) == (404, unknown.json()["detail"])
            assert hidden.json()["type"] == unknown.json()["type"]


def test_the_size_of_the_matrix_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    cells = [cell for some in MATRIX.values() for cell in some]
    refused = sum(expected(*cell) != IN for cell in cells)
    with capsys.disabled():
        print(f"\n{len(MATRIX)} routes, {len(ROLES)} roles: {len(cells)} cells, {refused} refused")  # noqa: T201
    assert len(cells) == len(set(cells)) == len(ROLES) * (len(MATRIX) + len(NEEDS))
