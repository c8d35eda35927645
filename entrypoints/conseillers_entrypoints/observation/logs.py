"""The logs: a line an event on the standard error, whoever tells it, without personal data.

Events of the service say what happened in fields chosen one by one. What libraries write is theirs: their
words are kept only when no value can be among them, and errors are told as `observation.errors` says.
"""

import logging
import sys
import threading
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, BinaryIO, Final, TextIO

import structlog
from attrs import frozen
from structlog.typing import EventDict, Processor, WrappedLogger

from conseillers_entrypoints.observation import errors


class LogForm(StrEnum):
    """How a line is written: for programs, or for eyes."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """From what importance on an event is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


WORDS_KNOWN: Final = ("conseillers", "_granian", "procrastinate")
"""Loggers whose first line names processes, tasks and identifiers only."""

PLAIN: Final = (str, int, float, type(None))
"""What a field may hold, or a list of texts."""

WITHHELD: Final = "words withheld"
"""Stands for the words of a library that may have put values into them."""

SERVER: Final = {
    "formatters": {},
    "handlers": {},
    "loggers": {"_granian": {"handlers": [], "propagate": True}},
}
"""What the HTTP server is given, which would otherwise write by itself."""

told: Final = threading.Event()
"""Set while the logs are this module's; a program that only embeds the service keeps its own."""

_log = structlog.get_logger("conseillers")


def configure(form: LogForm, level: LogLevel, stream: TextIO | None = None) -> None:
    """Make every event of this process a line of that form, on `stream` or the standard error."""
    lines = Lines(stream or sys.stderr)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            without_values,
            _renderer(form, lines.stream),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level.value),
        logger_factory=lambda *_: lines,
        cache_logger_on_first_use=False,  # 3 µs an event, and it may be configured again
    )
    _take_over_libraries(level)
    told.set()


def silence() -> None:
    """Undo `configure`, for tests: nothing is written any more."""
    told.clear()
    structlog.reset_defaults()
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, Bridge)]:
        root.removeHandler(handler)
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = True


def observe(form: LogForm, level: LogLevel) -> None:
    """For a process of the service's own: also tell so what would end it or a thread of it, and warnings."""
    configure(form, level)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned  # type: ignore[assignment] # the module's own is overloaded


def without_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Dates an event and leaves nothing in it that was not chosen.

    An error beside it becomes what it is and where it happened; an object, its type: its fields and its
    `repr` may hold anything.
    """
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if error is True:
        error = sys.exc_info()[1]
    for name, value in event.items():
        if not (isinstance(value, PLAIN) or _texts(value)):
            event[name] = type(value).__qualname__
    if isinstance(error, BaseException):
        event["errors"] = errors.names(error)
        event["where"] = errors.places(error)
    event["at"] = datetime.now(UTC)
    return event


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


@frozen
class Lines:
    """Writes lines; a full disk or a closed pipe must not become the fault of a request."""

    stream: TextIO

    def msg(self, line: bytes) -> None:
        """Write one, whole, at once."""
        with suppress(OSError, ValueError):
            raw: BinaryIO | None = getattr(self.stream, "buffer", None)
            if raw is None:
                self.stream.write(line.decode() + "\n")
            else:
                raw.write(line + b"\n")
                raw.flush()

    debug = info = warning = error = critical = msg


class Bridge(logging.Handler):
    """Carries what libraries tell the standard `logging` into the same lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it under its logger's name, with the request of the job it is about, if any."""
        about: dict[str, object] = {"logger": record.name}
        job = getattr(record, "job", None)
        request = job.get("task_kwargs", {}).get("request") if isinstance(job, dict) else None
        if request is not None:
            about["request_id"] = request
        words = _words(record)
        if words is WITHHELD:
            about["said_at"] = f"{record.pathname}:{record.lineno}"
        with suppress(Exception):  # what a library says must not become the fault of who called it
            tell = structlog.get_logger()
            tell.log(_level(record.levelno), words, exc_info=record.exc_info or None, **about)


def _words(record: logging.LogRecord) -> str:
    if record.name.startswith(WORDS_KNOWN):
        with suppress(Exception):  # values that do not fit their sentence
            return record.getMessage().partition("\n")[0]
    # A sentence with holes is the program's own; one without may have been filled before.
    return str(record.msg) if record.args else WITHHELD


def _level(number: int) -> int:
    return max(logging.DEBUG, min(number // 10 * 10, logging.CRITICAL))


def _take_over_libraries(level: LogLevel) -> None:
    root = logging.getLogger()
    for handler in [one for one in root.handlers if type(one) in {Bridge, logging.StreamHandler}]:
        root.removeHandler(handler)
    root.addHandler(Bridge())
    # Whatever the level, libraries are told from warnings on: below, they tell what they are given.
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.value.upper()]))
    logging.raiseExceptions = False  # its complaints print the values of the message


def _renderer(form: LogForm, stream: TextIO) -> Processor:
    import msgspec

    if form is LogForm.JSON:
        encoder = msgspec.json.Encoder()
        return lambda _, __, event: encoder.encode(event)
    readable = structlog.dev.ConsoleRenderer(colors=stream.isatty(), timestamp_key="at")

    def told_to_eyes(logger: WrappedLogger, name: str, event: EventDict) -> bytes:
        return str(readable(logger, name, {**event, "at": f"{event['at']:%H:%M:%S}"})).encode()

    return told_to_eyes


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log.error("unforeseen", exc_info=error)


def _thread_ended(end: threading.ExceptHookArgs) -> None:
    if end.exc_type is not SystemExit:
        _log.error("unforeseen", thread=end.thread.name if end.thread else None, exc_info=end.exc_value)


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    _log.error("unraisable", exc_info=lost.exc_value)


def _warned(_: object, category: type[Warning], file: str, line: int, *__: Any) -> None:  # noqa: ANN401 - as given
    _log.warning("warning", category=category.__qualname__, said_at=f"{file}:{line}")
