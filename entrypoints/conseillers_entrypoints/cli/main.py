"""`conseillers`: what the people who run an installation type.

Exit status: 0 done, 1 the data says no, 2 wrong usage, 3 a dependency is out of reach.
"""

import gc
import sys
from collections.abc import Callable, Iterable
from typing import Final

from cyclopts import App, CycloptsError
from rich.console import Console
from sqlalchemy.exc import DatabaseError, OperationalError
from structlog.contextvars import bound_contextvars

from conseillers_application.acting import Acting, acting
from conseillers_domain.errors import Invalid, Refusal
from conseillers_domain.journal import COMMAND_LINE, Way
from conseillers_entrypoints.cli.usage import HELP, WrongUsage, usage_sentence
from conseillers_entrypoints.http.request_id import new_name
from conseillers_entrypoints.observation.logs import observe
from conseillers_entrypoints.settings import Settings, WrongSettings, load_settings

DATA_SAYS_NO: Final = 1
WRONG_USAGE: Final = 2
OUT_OF_REACH: Final = 3

UNUSABLE: Final = frozenset({OperationalError, DatabaseError})
"""No file, no room, no database; what is below `DatabaseError` otherwise is a fault of the program."""

app = App(
    name="conseillers",
    help="Met en relation les petites entreprises et les conseillers publics.",
    version_flags=["--version"],
    result_action="return_value",
)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def main(words: list[str] | None = None) -> None:
    """Run one command and leave with its status."""
    # What is imported lives as long as the process: looking through it for the dead, while it grows, is a
    # tenth of the start.
    gc.disable()
    _register_commands()
    gc.freeze()
    gc.enable()
    try:
        settings = load_settings()
    except WrongSettings:
        settings = Settings()  # the command says what is wrong with them
    observe(settings.log, settings.log_level)
    sys.exit(run(words))


def run(words: list[str] | None = None) -> int:
    """Run one command, named as a request is; its exit status."""
    _register_commands()
    try:
        with bound_contextvars(request_id=new_name()), acting(_typed(words)):
            status = app(words, exit_on_error=False, print_error=False, error_console=errors)
    except Exception as error:  # noqa: BLE001 - `_told` raises again what is no refusal
        return _say(*_told(error))
    return status if isinstance(status, int) else 0


def _typed(words: list[str] | None) -> Acting:
    """Who acts by a command: whoever is on the machine; the name of the command, without what follows it."""
    path, _, _ = app.parse_commands(words)
    return Acting(who=COMMAND_LINE, way=Way.COMMAND, operation=" ".join(path))


def _register_commands() -> None:
    from conseillers_entrypoints.cli import (  # noqa: F401 - each registers its commands
        audit,
        backup,
        clock,
        coverage,
        data,
        directory,
        figures,
        geographies,
        mails,
        maintenance,
        past,
        registry,
        retention,
        running,
        trying,
    )


def _told(error: Exception) -> tuple[int, Iterable[str]]:
    """The exit status and the sentences of a refusal. Raises what is a fault of the program."""
    match error:
        case CycloptsError():
            return WRONG_USAGE, (usage_sentence(error), HELP)
        case WrongSettings() | WrongUsage():
            return WRONG_USAGE, error.sentences
        case Invalid():
            return DATA_SAYS_NO, (
                f"{one.pointer or '/'} : {one.message} [{one.code}]" for one in error.faults
            )
        case Refusal():
            return DATA_SAYS_NO, (error.sentence,)
        case DatabaseError() if type(error) in UNUSABLE:
            return OUT_OF_REACH, (f"La base de données ne répond pas : {error.orig}",)
        case OSError():
            where = f" : {error.filename}" if error.filename else ""
            return OUT_OF_REACH, (f"La machine refuse{where} ({error.strerror}).",)
        case _:
            raise error


def _say(status: int, sentences: Iterable[str]) -> int:
    for sentence in sentences:
        errors.print(sentence, markup=False)
    return status


Command = Callable[..., int | None]
