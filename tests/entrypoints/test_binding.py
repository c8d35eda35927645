"""Where a request is answered: on the event loop when nobody waits for it there, else in a thread."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from inspect import signature
from typing import Any

import anyio
import pytest
from attrs import frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler

from conseillers_adapters.sql import WouldWait
from conseillers_adapters.sql.patience import hurried
from conseillers_application.sessions import Identify
from conseillers_entrypoints.http.app import HANDLERS
from conseillers_entrypoints.http.binding import DATABASE, REGISTRY, bound, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.settings import Settings
from tests.entrypoints.service import ZOE, Service, a_form

ON_THE_LOOP, IN_A_THREAD = "loop", "thread"
FILE, SERVER = "sqlite:///var/service.db", "postgresql+psycopg://localhost/service"


def place() -> str:
    return ON_THE_LOOP if threading.current_thread() is threading.main_thread() else IN_A_THREAD


@get("/questions", **may_wait_for(DATABASE))
def questions() -> str:
    return place()


@post("/look-ups", **may_wait_for(DATABASE, REGISTRY))
def look_ups() -> str:
    return place()


@get("/work", sync_to_thread=True)
def work(identify: Given[Identify]) -> str:
    return place()


@get("/constant", sync_to_thread=False)
def constant(identify: Given[Identify]) -> str:
    return place()


@get("/patience", **may_wait_for(DATABASE))
def patience() -> str:
    if hurried():
        raise WouldWait
    return place()


@get("/given", **may_wait_for(DATABASE))
def asks(identify: Given[Identify]) -> str:
    return str(identify)


@frozen
class Installation:
    """As much of a container as handlers see."""

    kept: Settings
    providers: dict[str, Callable[[], Any]]

    def settings(self) -> Settings:
        return self.kept


def answered(handler: HTTPRouteHandler, **settings: Any) -> str:  # noqa: ANN401 - any setting
    """What it answers on such an installation, whose loop is this thread's."""
    container: Any = Installation(Settings(**settings), {"identify": lambda: "somebody"})
    (mine,) = bound([handler], container)
    told: str = anyio.run(mine.fn)
    return told


def test_short_questions_of_a_file_are_answered_on_the_loop() -> None:
    assert answered(questions, database_url=FILE) == ON_THE_LOOP
    assert answered(look_ups, database_url=FILE) == ON_THE_LOOP


def test_what_may_wait_for_a_network_is_answered_in_a_thread() -> None:
    assert answered(questions, database_url=SERVER) == IN_A_THREAD
    assert answered(look_ups, database_url=SERVER) == IN_A_THREAD
    distant = {"database_url": FILE, "registry": "recherche_entreprises,file"}
    assert answered(look_ups, **distant) == IN_A_THREAD
    assert answered(questions, **distant) == ON_THE_LOOP


def test_long_work_is_done_in_a_thread_and_constants_are_told_at_once() -> None:
    for url in (FILE, SERVER):
        assert answered(work, database_url=url) == IN_A_THREAD
        assert answered(constant, database_url=url) == ON_THE_LOOP


def test_who_would_wait_asks_again_in_a_thread() -> None:
    assert answered(patience, database_url=FILE) == IN_A_THREAD


def test_what_handlers_are_given_is_made_in_a_thread_the_first_time() -> None:
    made = list[str]()

    def making() -> str:
        made.append(place())
        return "somebody"

    container: Any = Installation(Settings(database_url=FILE), {"identify": making})
    (mine,) = bound([asks], container)
    assert [anyio.run(mine.fn), anyio.run(mine.fn)] == ["somebody", "somebody"]
    assert made[0] == IN_A_THREAD


def test_what_the_container_lacks_stops_the_start() -> None:
    @get("/lost", sync_to_thread=True)
    def lost(nothing: Given[str]) -> str:
        return nothing

    with pytest.raises(KeyError, match="nothing"):
        answered(lost)


def test_a_handler_stays_as_it_is_declared_for_the_next_installation() -> None:
    declared = signature(asks.fn)
    assert declared.parameters.keys() == {"identify"}
    answered(asks)
    assert signature(asks.fn) == declared
    assert all(one.fn.__annotations__.keys() >= signature(one.fn).parameters.keys() for one in HANDLERS)


def test_a_deposit_waits_for_another_writer_while_others_are_answered(service: Service) -> None:
    file = service.container.engine().url.database
    with (
        closing(sqlite3.connect(str(file), isolation_level=None, check_same_thread=False)) as writer,
        ThreadPoolExecutor(1) as pool,
    ):
        zoe = service.signed_in(ZOE)
        writer.execute("begin immediate")
        deposit = pool.submit(service.visitor.post, "/api/demands", a_form())
        assert zoe.get("/api/needs").json()["total"] == 0
        assert zoe.get("/api/me").status_code == 200
        assert not deposit.done()
        writer.execute("rollback")
        assert deposit.result().status_code == 201
    assert zoe.get("/api/needs").json()["total"] == 1
