"""Commands that pause the service and open it again, from the machine itself (CGU 5.1)."""

from datetime import datetime
from typing import Annotated

from cyclopts import App, Parameter

from conseillers_application.maintenance import Opening
from conseillers_domain.calendar import PARIS
from conseillers_domain.french import typeset
from conseillers_domain.journal import COMMAND_LINE
from conseillers_domain.maintenance import JobsMeanwhile, Pause, hour_in_words
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.usage import WrongUsage

maintenance = App(name="maintenance", help="La suspension du service, et sa réouverture.")
app.command(maintenance)


@maintenance.command
def on(
    message: Annotated[str, Parameter(allow_leading_hyphen=False)],
    *,
    until: str = "",
    jobs: JobsMeanwhile = JobsMeanwhile.HELD,
) -> None:
    """Suspend le service : on y lit, on n'y écrit plus ; ou change ce qui est dit de la suspension.

    Parameters
    ----------
    message
        ce que lisent les personnes à qui le service refuse d'écrire.
    until
        la reprise prévue, heure de Paris : 2026-11-28T14:30.
    jobs
        held garde les tâches en attente, drained les laisse s'exécuter.
    """
    pause = Pause(message=message, until=_instant(until) if until else None, jobs=jobs)
    with installation() as container:
        _tell(container.set_maintenance().pause(pause, by=COMMAND_LINE))


@maintenance.command
def off() -> None:
    """Rouvre le service ; les tâches gardées reprennent."""
    with installation() as container:
        _tell(container.set_maintenance().reopen())


@maintenance.command
def status() -> None:
    """Dit si le service est suspendu."""
    with installation() as container:
        _tell(container.read_maintenance().opening())


def _instant(text: str) -> datetime:
    """An hour as it is typed; of Paris unless it says another zone."""
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUsage(
            f"--until attend une date et une heure : 2026-11-28T14:30, et non « {text} »."
        ) from None
    return typed if typed.utcoffset() is not None else typed.replace(tzinfo=PARIS)


def _tell(opening: Opening) -> None:
    if opening.since is None or opening.jobs is None:
        out.print("Le service est ouvert.")
        return
    since = f"Le service est suspendu depuis le {hour_in_words(opening.since)}."
    until = "" if opening.until is None else f" Reprise prévue le {hour_in_words(opening.until)}."
    out.print(typeset(f"{since}{until}"), markup=False)
    out.print(typeset(f"Message : {opening.message}"), markup=False)
    out.print(typeset(f"Tâches en attente : {opening.jobs.label}."), markup=False)
