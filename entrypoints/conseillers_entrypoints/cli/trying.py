"""Commands that try the routing: one decision, explained."""

import json
from collections.abc import Mapping
from typing import Final

from rich.table import Table

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_application.decisions import told
from conseillers_application.publish_directory import SimulationRequest
from conseillers_domain.explanations import why_set_aside
from conseillers_domain.routing import ABSENT_WITHOUT_DELEGATE, NO_MEMBER, Routing
from conseillers_domain.verdicts import By
from conseillers_entrypoints.cli.data import File, content_of, document_of
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app

WHY_KEPT: Final[Mapping[By, str]] = {
    By.TEAM_ZONE: "son propre territoire couvre la commune",
    By.BRANCH_ZONE: "le territoire de son antenne couvre la commune",
    By.NATIONAL: "elle intervient dans toute la France",
    By.DELEGATE: "elle remplace une équipe absente",
}
NOTICES: Final[Mapping[str, str]] = {
    NO_MEMBER: "aucun conseiller n’en est membre",
    ABSENT_WITHOUT_DELEGATE: "tous ses conseillers sont absents et personne ne les remplace",
}


@app.command
def route(
    subject: str = "",
    commune: str = "",
    *,
    file: File = "",
    naf: str | None = None,
    headcount: str | None = None,
    legal_form: str | None = None,
    everything: bool = False,
    as_json: bool = False,
) -> int:
    """Dit quelles équipes recevraient un besoin, et pourquoi ; rien n'est gardé.

    Parameters
    ----------
    subject: le sujet (son identifiant court).
    commune: code INSEE de l'établissement.
    file: la demande entière en JSON, comme pour l'API de simulation ; « - » pour l'entrée standard.
    naf: code NAF.
    headcount: code de la tranche d'effectif.
    legal_form: code de la forme juridique.
    everything: montre aussi les équipes hors du territoire.
    as_json: écrit la décision comme l'API.
    """
    raw: object = (
        document_of(content_of(file), file)
        if file
        else {
            "subject": subject,
            "company": {
                "commune": commune,
                "naf": naf,
                "headcount": headcount,
                "legal_form": legal_form,
            },
        }
    )
    request, known = read_partly(SimulationRequest, raw)
    with installation() as container:
        routing = container.simulate_routing().simulate(request, known)
    if as_json:
        print(json.dumps(unstructure(told(routing)), ensure_ascii=False, indent=1))  # noqa: T201 - the document
    else:
        _show(routing, everything=everything)
    return 0 if routing.kept else 1


def _show(routing: Routing, *, everything: bool) -> None:
    table = Table("Équipe", "Décision", "Pourquoi", box=None, pad_edge=False)
    for kept in routing.kept:
        table.add_row(kept.team, "retenue", WHY_KEPT[kept.by])
    shown = routing.set_aside if everything else routing.objections
    for one in shown:
        table.add_row(one.team, "écartée", f"{why_set_aside(one)} [{one.owner}]")
    for notice in routing.notices:
        table.add_row(notice.team, "à savoir", NOTICES[notice.code])
    out.print(table, markup=False)
    hidden = len(routing.set_aside) - len(shown)
    if hidden:
        out.print(f"… et {hidden} équipes hors du territoire ou fermées (--everything les montre).")
    versions = routing.versions
    out.print(f"Annuaire {versions.directory}, géographie {versions.geography}, règles {versions.rules}.")
