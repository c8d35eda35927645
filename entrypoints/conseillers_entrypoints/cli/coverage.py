"""The command that looks for places where nobody answers, and writes the report on them."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from conseillers_adapters.documents import unstructure
from conseillers_application.coverage_page import CoverageRequest
from conseillers_application.coverage_views import ToldAnomaly, ToldCoverage
from conseillers_domain.anomalies import Severity
from conseillers_domain.errors import Invalid
from conseillers_entrypoints.cli.data import AsJson
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app, errors
from conseillers_entrypoints.cli.usage import WrongUsage


@app.command
def coverage(
    *,
    institution: str | None = None,
    subject: str | None = None,
    severity: Severity | None = None,
    html: str | None = None,
    as_json: AsJson = False,
) -> int:
    """Dit où personne ne répond, et ce qu'aucune entreprise ne peut remplir.

    Le code de retour est 1 s'il y a une anomalie de la gravité demandée ou plus grave ; une erreur si rien
    n'est demandé.

    Parameters
    ----------
    institution
        Seulement celle-là (son identifiant court).
    subject
        Seulement ce sujet (son identifiant court).
    severity
        Seulement cette gravité et les plus graves.
    html
        Écrit aussi le rapport, avec ses cartes, dans ce fichier.
    as_json
        Écrit les anomalies comme l'API.
    """
    asked = CoverageRequest(institution=institution, subject=subject, severity=severity)
    with installation() as container, errors.status("Couverture du territoire"):
        try:
            page = container.read_coverage().page(asked)
        except Invalid as refused:
            raise WrongUsage(*(f"--{one.pointer[1:]} : {one.message}" for one in refused.faults)) from None
    if as_json:
        print(json.dumps(unstructure(page.coverage), ensure_ascii=False, indent=1))  # noqa: T201 - the document
    else:
        _show(page.coverage)
    if html is not None:
        from conseillers_adapters.exports import coverage_page

        Path(html).write_text(coverage_page(page), "utf-8")
        errors.print(f"Rapport écrit : {html}", markup=False)
    worst = severity or Severity.ERROR
    return int(any(one.severity.rank >= worst.rank for one in page.coverage.items))


def _show(found: ToldCoverage) -> None:
    from conseillers_adapters.exports.words import SEVERITIES, counted

    if out.is_terminal:
        _table(found.items)
    else:
        for one in found.items:
            teams = f" [{', '.join(one.teams)}]" if one.teams else ""
            out.print(f"{SEVERITIES[one.severity][0]} : {one.sentence}{teams}", markup=False)
    counts = Counter(one.severity for one in found.items)
    detail = ", ".join(counted(counts[one], *SEVERITIES[one]) for one in reversed(Severity) if counts[one])
    total = counted(found.total, "anomalie", "anomalies") if found.total else "Aucune anomalie"
    out.print(f"{total}{f' : {detail}' if detail else ''}.")
    out.print(f"Annuaire {found.versions.directory}, géographie {found.versions.geography}.")


def _table(items: Iterable[ToldAnomaly]) -> None:
    from conseillers_adapters.exports.words import SEVERITIES

    table = Table("Gravité", "Anomalie", "Équipes", box=None, pad_edge=False)
    for one in items:
        table.add_row(SEVERITIES[one.severity][0], one.sentence, ", ".join(one.teams))
    out.print(table, markup=False)
