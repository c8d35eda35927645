"""Commands on the journal: who did what, and whether anybody touched it since (CGU 6.2)."""

from datetime import date
from typing import Annotated

from cyclopts import App, Parameter
from rich.table import Table

from conseillers_application.read_journal import Asked
from conseillers_application.verify_journal import BookVerified
from conseillers_domain.french import counted, number, typeset
from conseillers_domain.journal import Way
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import DATA_SAYS_NO, app

audit = App(name="audit", help="Le journal : qui a fait quoi, et si quelqu'un y a touché depuis.")
app.command(audit)


@audit.command
def verify(*, expected: Annotated[tuple[str, ...], Parameter(negative=())] = ()) -> int:
    """Relit tout le journal : ce qui y a été changé, ôté ou ajouté depuis est trouvé.

    Parameters
    ----------
    expected
        un sceau noté lors d'une vérification passée, qui doit y être encore.
    """
    with installation() as container:
        verdict = container.verify_journal().verdict(expected)
    for book in verdict.books:
        _tell(book)
    return 0 if verdict.intact else DATA_SAYS_NO


@audit.command(name="list")
def list_acts(
    *,
    who: str | None = None,
    subject: str | None = None,
    way: Way | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 25,
    after: str | None = None,
) -> None:
    """Dit qui a fait quoi, les derniers actes d'abord, sans donnée personnelle.

    Parameters
    ----------
    who
        l'identifiant d'un compte, ou visitor, service, command-line.
    subject
        l'identifiant de ce sur quoi porte l'acte.
    way
        session, link, key, public, job, command ou host.
    since
        premier jour : 2026-11-28.
    until
        dernier jour.
    limit
        combien en montrer.
    after
        la marque de la page d'avant.
    """
    asked = Asked(
        who=who, subject=subject, way=way, since=since, until=until, cursor=after, limit=max(1, limit)
    )
    with installation() as container:
        page = container.read_audit().page(asked)
    table = Table("Quand", "Qui", "Voie", "Quoi", "Sur", "D’où", box=None, pad_edge=False)
    for line in page.items:
        things = " ".join((line.subject, *line.others))
        table.add_row(line.at, line.who, line.way_label, line.operation, things, line.whence)
    if table.row_count:
        out.print(table, markup=False)
    if page.next is not None:
        out.print(typeset(f"La suite : --after {page.next}"), markup=False)


def _tell(book: BookVerified) -> None:
    said = "intact" if book.intact else f"rompu ({counted(book.found, 'anomalie')})"
    sealed = f"{counted(book.lines, 'ligne')}, {counted(book.blocks, 'bloc')}"
    out.print(typeset(f"{book.label.capitalize()} : {said}. {sealed}, sceau {book.head}"), markup=False)
    for breach in book.breaches:
        out.print(typeset(f"  {breach.message}"), markup=False)
    if book.found > len(book.breaches):
        out.print(typeset(f"  et {number(book.found - len(book.breaches))} de plus."), markup=False)
