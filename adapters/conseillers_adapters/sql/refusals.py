"""What a database's refusal means to who asked: come back, or something is wrong."""

from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from conseillers_application.ports import StoreBusy, StoreFull

AT_ONCE: Final = frozenset({"40001", "40P01"})
"""PostgreSQL's codes of transactions that crossed: one of them has won, the other may begin again."""
LATER: Final = frozenset({"55P03", "57014", "53300", "57P03", "25P03"})
"""A lock or a statement that took too long, no connection left, a server that starts, a silence too long."""
CUT: Final = frozenset({"57P01", "57P02", "08000", "08003", "08006", "08001", "08004"})
"""The server stops, or the line is cut: another connection may be had at once."""
NO_ROOM: Final = frozenset({"53100", "SQLITE_FULL", "SQLITE_IOERR_WRITE"})
"""The disk takes nothing more: full, or a limit of the machine's. The transaction is undone."""
ONLY_READS: Final = "25006"
WROTE: Final = "what only reads has written: it is undone"


def refusal(error: Exception) -> Exception:
    """The exception to raise in the place of a driver's: a `StoreBusy`, or itself."""
    if isinstance(error, NoConnection):
        return StoreBusy("no connection is free")
    cause = getattr(error, "orig", None) or error
    code: str | None = getattr(cause, "sqlstate", None)
    name: str = getattr(cause, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy("the file is locked")
    if {code, name} & NO_ROOM:
        return StoreFull(f"there is no room: {code or name}")
    return _of_a_server(error, code)


def _of_a_server(error: Exception, code: str | None) -> Exception:
    if code == ONLY_READS:
        return TypeError(WROTE)
    if code in LATER:
        return StoreBusy(f"the server says {code}")
    if code in AT_ONCE or code in CUT or cut(error):
        cause = getattr(error, "orig", None) or error
        return StoreBusy(f"the server says {code or type(cause).__name__}", at_once=True)
    return error


def cut(error: Exception) -> bool:
    """Whether the connection to the server is lost, so that what was asked may or may not have been done."""
    cause = getattr(error, "orig", None) or error
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    # psycopg's own word for a line that broke: an operational error that no server spoke.
    silent = type(cause).__module__.startswith("psycopg") and type(cause).__name__ == "OperationalError"
    code = getattr(cause, "sqlstate", None)
    return lost or code in CUT or (silent and code is None)
