"""Commands on what was put off: the mails owed and the jobs, those given up put back, what came back read."""

from collections import Counter
from datetime import datetime

from cyclopts import App
from rich.table import Table

from conseillers_adapters.mail.returned import BoxBusy
from conseillers_application.jobs import JobLine, JobState
from conseillers_application.ledger import MailLine
from conseillers_application.letters import Stage
from conseillers_domain.errors import Conflict
from conseillers_domain.french import counted, number, plural, typeset
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.cli.running import jobs

mails = App(name="mails", help="Les mails dus : où chacun en est, ceux à faire repartir, ce qui est revenu.")
app.command(mails)


@mails.command(name="list")
def list_mails(*, state: Stage | None = None, limit: int = 25, after: str | None = None) -> None:
    """Dit où en sont les mails, les derniers d'abord, sans nom ni adresse.

    Parameters
    ----------
    state
        queued, delayed, sending, sent, refused, dead ou needless.
    limit
        combien en montrer.
    after
        le dernier de la page d'avant.
    """
    with installation() as container:
        page = container.list_mails().page(state, cursor=after, limit=max(1, limit))
    table = Table(
        "Mail", "Genre", "Destinataire", "État", "Essais", "Depuis", "Refus", box=None, pad_edge=False
    )
    for line in page.items:
        table.add_row(
            line.id,
            line.kind,
            line.recipient,
            line.state_label,
            str(line.tries),
            _instant(line.marked_at),
            _refusal(line),
        )
    _show(table, page.total, "mail", page.next)


@mails.command
def replay(mail: str) -> None:
    """Fait repartir un mail abandonné ou refusé, avec tous ses essais devant lui.

    Parameters
    ----------
    mail
        son identifiant, comme « mails list » le donne.
    """
    with installation() as container:
        line = container.replay_mail().replay(mail)
    out.print(typeset(f"Mail {line.id} : {line.state_label}."), markup=False)


@mails.command
def bounces() -> None:
    """Lit la boîte des retours (CONSEILLERS_BOUNCES) et marque les adresses qui n'existent plus."""
    with installation() as container:
        try:
            found = container.read_returns()()
        except BoxBusy:
            raise Conflict("Un autre programme tient la boîte des retours : recommencez.") from None
    others = f"{number(found.others)} {plural(found.others, 'autre')} {plural(found.others, 'message')}"
    unread = f"{counted(found.malformed, 'rapport')} {plural(found.malformed, 'illisible')}"
    out.print(f"{counted(found.reports, 'rapport')} de remise, {others}, {unread}.", markup=False)
    for outcome, times in Counter(found.outcomes).items():
        out.print(typeset(f"  {outcome.label} : {times}"), markup=False)


@jobs.command(name="list")
def list_jobs(*, state: JobState | None = None, limit: int = 25, after: str | None = None) -> None:
    """Dit quelles tâches attendent, sont en cours ou ont été abandonnées, les plus anciennes d'abord.

    Parameters
    ----------
    state
        todo, doing, failed, cancelled ou aborted.
    limit
        combien en montrer.
    after
        la dernière de la page d'avant.
    """
    with installation() as container:
        page = container.list_jobs().page(state, cursor=after, limit=max(1, limit))
    table = Table("Tâche", "Quoi", "Sur", "État", "Essais", "Prévue", box=None, pad_edge=False)
    for line in page.items:
        table.add_row(*_job(line))
    _show(table, page.total, "tâche", page.next)


@jobs.command
def retry(job: str) -> None:
    """Remet en attente une tâche abandonnée, avec tous ses essais devant elle.

    Parameters
    ----------
    job
        son numéro, comme « jobs list » le donne.
    """
    with installation() as container:
        line = container.retry_job().retry(job)
    out.print(typeset(f"Tâche {line.id} : {line.state}."), markup=False)


def _show(table: Table, total: int, what: str, after: str | None) -> None:
    if table.row_count:
        out.print(table, markup=False)
    out.print(typeset(f"{counted(total, what)}."), markup=False)
    if after is not None:
        out.print(typeset(f"La suite : --after {after}"), markup=False)


def _job(line: JobLine) -> tuple[str, ...]:
    due = "" if line.scheduled_at is None else _instant(line.scheduled_at)
    return line.id, line.task, line.subject or "", line.state, str(line.attempts), due


def _refusal(line: MailLine) -> str:
    if line.refusal is None or line.state == Stage.SENT:
        return ""
    code = f" ({line.refusal.code})" if line.refusal.code else ""
    return f"{line.refusal.why_label}{code}"


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z"
