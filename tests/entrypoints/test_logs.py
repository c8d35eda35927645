"""The logs: a line an event, whoever tells it, and nobody's data in them."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from attrs import frozen
from structlog.contextvars import bound_contextvars

from conseillers_entrypoints.observation import logs
from conseillers_entrypoints.observation.logs import LogForm, LogLevel

SECRET = "camille@atelier.fr"


class Written(io.StringIO):
    """What was written, line by line."""

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    @property
    def event(self) -> dict[str, Any]:
        (one,) = self.events
        return one


@pytest.fixture
def written() -> Iterator[Written]:
    stream = Written()
    logs.configure(LogForm.JSON, LogLevel.INFO, stream)
    yield stream
    logs.silence()


@frozen
class Personal:
    """Something whose `repr` holds what somebody wrote."""

    email: str = SECRET


def failing() -> None:
    raise ValueError(SECRET) from KeyError(SECRET)


def test_an_event_is_a_line_with_its_fields_its_level_and_its_time(written: Written) -> None:
    structlog.get_logger("essai").info("request", status=200, route=None)
    event = written.event
    assert event.pop("at").endswith("Z")
    assert event == {"event": "request", "level": "info", "status": 200, "route": None}


def test_an_event_below_the_level_is_not_told(written: Written) -> None:
    structlog.get_logger("essai").debug("request")
    assert written.getvalue() == ""


def test_what_is_bound_to_the_request_is_told_with_each_of_its_events(written: Written) -> None:
    with bound_contextvars(request_id="r1"):
        structlog.get_logger("essai").warning("busy")
        logging.getLogger("conseillers_adapters.essai").warning("lent")
    assert [event["request_id"] for event in written.events] == ["r1", "r1"]


def test_an_error_is_told_by_its_types_and_places_never_by_its_words(written: Written) -> None:
    try:
        failing()
    except ValueError:
        structlog.get_logger("essai").exception("unforeseen")
        logging.getLogger("conseillers_adapters.essai").exception("raté")
    for event in written.events:
        assert event["errors"] == ["builtins.ValueError", "builtins.KeyError"]
        assert event["where"][-1].endswith(" failing")
    assert SECRET not in written.getvalue()


def test_an_object_is_told_by_its_type(written: Written) -> None:
    structlog.get_logger("essai").info("request", who=Personal())
    assert written.event["who"] == "Personal"


@pytest.mark.parametrize(
    ("logger", "words", "given", "told"),
    [
        ("sqlalchemy.pool", "Closing %s for %s", (Personal(), SECRET), "Closing %s for %s"),
        ("httpx2", f"HTTP Request: GET {SECRET}", (), logs.WITHHELD),
        ("asyncio", f"Task exception was never retrieved\n{SECRET}", (), logs.WITHHELD),
        ("_granian", f"Application callable raised an exception\n{SECRET}", (), None),
        ("procrastinate.worker", "Job %s was given up", ("react[1](fact='f')",), None),
    ],
)
def test_the_words_of_a_library_are_told_without_values(
    written: Written, logger: str, words: str, given: tuple[object, ...], told: str | None
) -> None:
    logging.getLogger(logger).warning(words, *given)
    event = written.event
    known = (words % given if given else words).partition("\n")[0]
    assert (event["logger"], event["event"]) == (logger, told or known)
    assert SECRET not in written.getvalue()
    assert ("said_at" in event) is (told is logs.WITHHELD)


@pytest.mark.parametrize("level", list(LogLevel))
def test_libraries_are_told_from_warnings_on_at_most(level: LogLevel) -> None:
    stream = Written()
    logs.configure(LogForm.JSON, level, stream)
    logging.getLogger("httpx2").info("GET %s", SECRET)
    logging.getLogger("sqlalchemy.engine").debug("SELECT")
    logging.getLogger("sqlalchemy.engine").error("SELECT")
    assert len(stream.events) == 1
    logs.silence()
    logging.getLogger("sqlalchemy.engine").error("SELECT")
    assert len(stream.events) == 1


def test_what_a_library_tells_of_a_job_bears_the_request_of_the_job(written: Written) -> None:
    about = {"job": {"task_kwargs": {"fact": "f1", "request": "r1"}}}
    with bound_contextvars(request_id="the worker's own"):
        logging.getLogger("procrastinate.worker").error("Job react[1] was given up", extra=about)
    assert written.event["request_id"] == "r1"


def test_a_message_that_does_not_fit_its_values_breaks_nothing_and_quotes_nothing(
    written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("_granian").warning("%d", SECRET)
    # Straight to the bridge: what pytest captures of the others, its workers could not tell one another.
    logs.Bridge().handle(logging.makeLogRecord({"name": "_granian", "levelno": 30, "msg": "\ud800"}))
    logging.getLogger("_granian").log(33, "une ligne")
    assert SECRET not in written.getvalue() + "".join(capsys.readouterr())
    assert written.events[-1]["event"] == "une ligne"


def test_a_pipe_that_was_closed_is_nobody_s_fault() -> None:
    stream = io.StringIO()
    stream.close()
    logs.configure(LogForm.JSON, LogLevel.INFO, stream)
    structlog.get_logger("essai").info("request")
    logs.silence()


def test_lines_may_be_for_eyes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8")
    logs.configure(LogForm.TEXT, LogLevel.INFO, stream)
    try:
        failing()
    except ValueError:
        structlog.get_logger("essai").exception("unforeseen", route="/api/needs")
    logs.silence()
    stream.seek(0)
    text = stream.read()
    assert "unforeseen" in text
    assert "route=/api/needs" in text
    assert SECRET not in text


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """A process of the service's own, whose standard error is at hand."""
    stream = Written()
    monkeypatch.setattr(sys, "stderr", stream)
    # `observe` puts its own in place of these: undone with the rest.
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    logs.observe(LogForm.JSON, LogLevel.INFO)
    yield stream
    logs.silence()


class Unending:
    def __del__(self) -> None:
        failing()


def in_a_thread() -> None:
    thread = threading.Thread(target=failing, name="essai")
    thread.start()
    thread.join()


def uncaught() -> None:
    try:
        failing()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)


def dropped() -> None:
    one = Unending()
    del one


@pytest.mark.parametrize(
    ("end", "event"),
    [(in_a_thread, "unforeseen"), (uncaught, "unforeseen"), (dropped, "unraisable")],
)
def test_what_ends_a_process_or_a_thread_is_told_without_its_words(
    hooked: Written, end: Callable[[], None], event: str
) -> None:
    end()
    told = hooked.event
    assert told["event"] == event
    assert told["errors"][0] == "builtins.ValueError"
    assert SECRET not in hooked.getvalue()


def test_leaving_a_thread_or_stopping_by_hand_is_no_error(hooked: Written) -> None:
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert hooked.getvalue() == ""
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "unforeseen" not in hooked.getvalue()


def test_a_warning_is_told_by_its_kind_and_its_place(hooked: Written) -> None:
    warnings.showwarning(SECRET, UserWarning, "module.py", 12)
    assert hooked.event["category"] == "UserWarning"
    assert hooked.event["said_at"] == "module.py:12"
    assert SECRET not in hooked.getvalue()
