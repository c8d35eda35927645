"""The command that tells the figures of a period, all of them or part by part."""

import json
from datetime import date
from typing import Annotated, Final

from cyclopts import Parameter
from rich.table import Table

from conseillers_adapters.documents import unstructure
from conseillers_application.figure_views import Breakdown, By, Figured, FiguresPage, FiguresRequest
from conseillers_domain.errors import Invalid
from conseillers_domain.figures import FIGURES, Unit
from conseillers_domain.french import NO_BREAK, day_in_words, number
from conseillers_entrypoints.cli.data import AsJson
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app, errors
from conseillers_entrypoints.cli.usage import WrongUsage

UNITS: Final = {figure.code: figure.unit for figure in FIGURES}

HEADINGS: Final = {
    "demands_received": "Reçues",
    "share_transmitted": "Transmises",
    "needs": "Besoins",
    "share_positioned": "Répondus",
    "taken_within_5_days": "Pris en 5 j",
    "needs_helped": "Aidés",
    "abandoned": "Abandonnés",
    "refused_by_all": "Refusés",
}
"""The figures that fit on a line, a part a line."""

Filter = Annotated[str | None, Parameter(group="Filtres")]


@app.command
def figures(  # noqa: PLR0913 - one option each
    *,
    since: date | None = None,
    until: date | None = None,
    by: tuple[By, ...] = (),
    theme: Filter = None,
    subject: Filter = None,
    region: Filter = None,
    institution: Filter = None,
    branch: Filter = None,
    team: Filter = None,
    landing: Filter = None,
    origin: Filter = None,
    as_json: AsJson = False,
) -> None:
    """Dit les chiffres des demandes reçues pendant une période, tels que l'équipe les lit.

    Parameters
    ----------
    since
        premier jour ; sans lui, douze mois.
    until
        dernier jour ; aujourd'hui quand il manque.
    by
        un détail, ou plusieurs : month, theme, subject, region, institution, branch, team, landing, origin.
    theme
        seulement ce thème.
    subject
        seulement ce sujet.
    region
        seulement les entreprises de cette région (son code).
    institution
        seulement ce qui fut transmis à cette institution.
    branch
        seulement ce qui fut transmis à cette antenne.
    team
        seulement ce qui fut transmis à cette équipe.
    landing
        seulement ce qui vient de cette page.
    origin
        seulement ce qui vient de ce site.
    as_json
        écrit les chiffres comme l'API.
    """
    asked = FiguresRequest(
        since=since,
        until=until,
        by=by,
        theme=theme,
        subject=subject,
        region=region,
        institution=institution,
        branch=branch,
        team=team,
        landing=landing,
        origin=origin,
    )
    with installation() as container, errors.status("Chiffres"):
        try:
            page = container.read_figures().page(asked)
        except Invalid as refused:
            raise WrongUsage(*(f"--{one.pointer[1:]} : {one.message}" for one in refused.faults)) from None
    if as_json:
        print(json.dumps(unstructure(page), ensure_ascii=False, indent=1))  # noqa: T201 - the document
    else:
        _show(page)


def _show(page: FiguresPage) -> None:
    out.print(f"Demandes reçues du {day_in_words(page.since)} au {day_in_words(page.until)}.", markup=False)
    table = Table("Chiffre", box=None, pad_edge=False)
    for heading in ("Valeur", "Nombre", "Sur"):
        table.add_column(heading, justify="right")
    for one in page.figures:
        among = "" if one.denominator is None else number(one.denominator)
        table.add_row(one.label, _told(one), number(one.numerator), among)
    out.print(table, markup=False)
    for cut in (one for one in page.breakdowns if one.parts):
        out.print()
        out.print(_parts(cut), markup=False)


def _parts(cut: Breakdown) -> Table:
    table = Table(cut.label, box=None, pad_edge=False)
    for heading in HEADINGS.values():
        table.add_column(heading, justify="right")
    for part in cut.parts:
        known = {one.code: one for one in part.figures}
        table.add_row(part.label, *(_told(known[code]) for code in HEADINGS))
    return table


def _told(one: Figured) -> str:
    """A count as it is, a share in hundredths; a dash for a share of nothing."""
    if UNITS[one.code] is Unit.COUNT:
        return number(one.numerator)
    if one.value is None:
        return "—"
    return f"{one.value * 100:.1f}".replace(".", ",") + f"{NO_BREAK}%"
