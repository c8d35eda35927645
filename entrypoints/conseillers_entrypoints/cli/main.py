"""`conseillers`: what the people who run an installation type.

Exit status: 0 done, 1 the data says no, 2 wrong usage, 3 a dependency is out of reach.
"""

import sys
from collections.abc import Callable
from typing import Final

from cyclopts import App, CycloptsError
from rich.console import Console
from sqlalchemy.exc import OperationalError

from conseillers_domain.errors import Invalid, Refusal
from conseillers_entrypoints.settings import WrongSettings

DATA_SAYS_NO: Final = 1
WRONG_USAGE: Final = 2
OUT_OF_REACH: Final = 3

app = App(
    name="conseillers",
    help="Met en relation les petites entreprises et les conseillers publics.",
    version_flags=["--version"],
    result_action="return_value",
)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def main(words: list[str] | None = None) -> None:
    """Run one command and leave with its status."""
    sys.exit(run(words))


def run(words: list[str] | None = None) -> int:
    """Run one command; its exit status."""
    from conseillers_entrypoints.cli import (  # noqa: F401 - each registers its commands
        data,
        running,
        trying,
    )

    try:
        status = app(words, exit_on_error=False, print_error=False, error_console=errors)
    except CycloptsError as usage:
        return _say(WRONG_USAGE, str(usage), "Aide : conseillers --help")
    except WrongSettings as wrong:
        return _say(WRONG_USAGE, *wrong.sentences)
    except Invalid as invalid:
        told = (f"{fault.pointer or '/'} : {fault.message} [{fault.code}]" for fault in invalid.faults)
        return _say(DATA_SAYS_NO, *told)
    except Refusal as refusal:
        return _say(DATA_SAYS_NO, refusal.sentence)
    except OperationalError as database:
        return _say(OUT_OF_REACH, f"La base de données ne répond pas : {database.orig}")
    return status if isinstance(status, int) else 0


def _say(status: int, *sentences: str) -> int:
    for sentence in sentences:
        errors.print(sentence, markup=False)
    return status


Command = Callable[..., int | None]
