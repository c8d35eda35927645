"""The logs: a line an event on the standard error, whoever tells it, without personal data.

Events of the service say what happened in fields chosen one by one. What libraries write is theirs: their
words are kept only when no value can be among them, and errors are told as `observation.errors` says.
"""

import logging
import sys
import threading
import warnings
from contextlib import suppress
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

WITHHELD: Final = "words withheld"
"""Stands for the words of a library that may have put values into them."""

CHATTY: Final = ("procrastinate", "httpx2", "httpcore2", "sqlalchemy")
"""Told from warnings on, whatever the level: the service has its own event for each thing they tell."""

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
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            without_values,
            _renderer(form, stream or sys.stderr),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level.value),
        logger_factory=lambda *_: Lines(stream or sys.stderr),
        cache_logger_on_first_use=False,
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
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.setLevel(logging.WARNING)


def observe(form: LogForm, level: LogLevel) -> None:
    """For a process of the service's own: also tell so what would end it or a thread of it, and warnings."""
    configure(form, level)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned  # type: ignore[assignment] # the module's own is overloaded


def without_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An error beside an event becomes what it is and where it happened."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["errors"] = errors.names(error)
        event["where"] = errors.places(error)
    return event


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
        tell = structlog.get_logger(record.name)
        with suppress(Exception):
            tell.log(_level(record.levelno), words, exc_info=record.exc_info or None, **about)


def _words(record: logging.LogRecord) -> str:
    if record.name.startswith(WORDS_KNOWN):
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
    root.setLevel(level.value.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.raiseExceptions = False  # its complaints print the values of the message


def _renderer(form: LogForm, stream: TextIO) -> Processor:
    import msgspec

    if form is LogForm.JSON:
        encoder = msgspec.json.Encoder(enc_hook=_kind)
        return lambda _, __, event: encoder.encode(event)
    readable = structlog.dev.ConsoleRenderer(colors=stream.isatty(), timestamp_key="at")
    return lambda logger, name, event: str(readable(logger, name, event)).encode()


def _kind(value: object) -> str:
    """An object that is no plain value is told by its type: its `repr` may hold anything."""
    return type(value).__qualname__


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
