"""Commands on retention: what is kept of persons for too long is forgotten, an account signed (CGU 6.2)."""

from typing import Final

from cyclopts import App
from rich.table import Table

from conseillers_adapters.sql.traces_left import compact as write_anew
from conseillers_application.retention_accounts import Certificate, ClassDone
from conseillers_domain.calendar import PARIS
from conseillers_domain.french import number, typeset
from conseillers_domain.journal import COMMAND_LINE, SERVICE
from conseillers_domain.retention import RULES
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import DATA_SAYS_NO, app

retention = App(
    name="retention", help="La durée de conservation des données personnelles, et leur effacement."
)
app.command(retention)

BY: Final = {SERVICE: "le service", COMMAND_LINE: "la ligne de commande"}


@retention.command
def run(*, dry_run: bool = False) -> int:
    """Efface ce qui a été gardé assez longtemps, et signe le compte rendu de ce qui a été fait.

    Parameters
    ----------
    dry_run
        compte ce qui serait effacé, et n'efface rien.
    """
    with installation() as container:
        return _tell(container.run_retention().by_command(dry_run=dry_run))


@retention.command
def certificate(run: str) -> int:
    """Relit le compte rendu d'un passage, et dit si quelqu'un y a touché.

    Parameters
    ----------
    run
        l'identifiant du passage.
    """
    with installation() as container:
        return _tell(container.read_certificates().of(run))


@retention.command
def classes() -> None:
    """Dit ce qui est gardé, depuis quand, combien de temps, et ce que cela devient."""
    with installation() as container:
        kept = container.settings().kept
    table = Table("Quoi", "Depuis", "Jours", "Ensuite", box=None, pad_edge=False)
    for keeping, rule in RULES.items():
        table.add_row(rule.label, rule.since, str(kept[keeping].days) if keeping in kept else "-", rule.then)
    out.print(table, markup=False)


@retention.command
def compact() -> None:
    """Réécrit le fichier SQLite sans rien de ce qui y a été effacé avant qu'il écrase ce qu'il efface.

    Utile une fois, après la mise à jour d'une base ancienne ; les écritures attendent qu'il ait fini.
    """
    with installation() as container:
        write_anew(container.engine())


def _tell(told: Certificate) -> int:
    did = "à blanc" if told.dry_run else "fait"
    ended = told.ended_at.astimezone(PARIS)
    by = BY.get(told.by, f"le compte {told.by}")
    out.print(
        typeset(f"Passage {told.id}, {did} le {ended:%d/%m/%Y à %H:%M} (heure de Paris) par {by}."),
        markup=False,
    )
    table = Table("Quoi", "Depuis", "Avant le", "Nombre", "Lignes", box=None, pad_edge=False)
    for one in told.classes:
        before = "-" if one.before is None else f"{one.before.astimezone(PARIS):%d/%m/%Y}"
        table.add_row(one.label, one.since, before, _number(one), _rows(one))
    out.print(table, markup=False)
    if not told.complete:
        out.print(typeset("Tout n'est pas fait : le prochain passage continue."), markup=False)
    out.print(typeset(f"Signature : {told.signature}"), markup=False)
    if not told.intact:
        out.print(typeset("Ce compte rendu n'est pas celui qui a été signé."), markup=False)
    return 0 if told.intact else DATA_SAYS_NO


def _number(one: ClassDone) -> str:
    return "-" if one.things is None else number(one.things)


def _rows(one: ClassDone) -> str:
    return ", ".join(f"{table} {number(rows)}" for table, rows in one.rows.items())
