"""Commands that try the routing: one decision, explained."""

import json

from rich.table import Table

from conseillers_adapters.documents import read_partly, unstructure
from conseillers_application.decisions import told
from conseillers_application.simulate_routing import INLINE, SimulationRequest
from conseillers_domain.directory import Directory
from conseillers_domain.explanations import Explainer
from conseillers_domain.routing import Routing
from conseillers_entrypoints.cli.data import AsJson, File, content_of
from conseillers_entrypoints.cli.installation import installation, out
from conseillers_entrypoints.cli.main import app
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.directory_files import tree_of


@app.command
def route(  # noqa: PLR0913 - what one may say of a demand, an option each
    subject: str = "",
    commune: str = "",
    *,
    file: File = "",
    naf: str | None = None,
    headcount: str | None = None,
    legal_form: str | None = None,
    team: str | None = None,
    everything: bool = False,
    as_json: AsJson = False,
) -> int:
    """Dit quelles équipes recevraient un besoin, et pourquoi ; rien n'est gardé.

    Parameters
    ----------
    subject
        le sujet (son identifiant court).
    commune
        code INSEE de l'établissement.
    file
        la demande entière en JSON, comme pour l'API de simulation ; « - » pour l'entrée standard.
    naf
        code NAF.
    headcount
        code de la tranche d'effectif.
    legal_form
        code de la forme juridique.
    team
        la seule équipe dont on demande pourquoi elle reçoit le besoin, ou non.
    everything
        montre aussi les équipes hors du territoire.
    as_json
        écrit la décision comme l'API.
    """
    raw: object = (
        tree_of(content_of(file), file)
        if file
        else {
            "subject": subject,
            "team": team,
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
        explainer = _explainer(container, request)
    if as_json:
        print(json.dumps(unstructure(told(routing)), ensure_ascii=False, indent=1))  # noqa: T201 - the document
    else:
        _show(routing, explainer, everything=everything)
    return 0 if routing.kept else 1


def _explainer(container: Container, request: SimulationRequest) -> Explainer:
    """Names what the decision tells, in the directory it was tried on."""
    given = request.directory
    return Explainer(
        directory=container.read_directory().current() if given is None else Directory(given, INLINE),
        geography=container.geography(),
        catalogue=container.read_catalogue().whole(),
        naf_label=container.label_of_naf(),
    )


def _show(routing: Routing, explainer: Explainer, *, everything: bool) -> None:
    table = Table("Équipe", "Décision", "Pourquoi", box=None, pad_edge=False)
    for kept in routing.kept:
        table.add_row(kept.team, "retenue", explainer.kept(kept, routing)[-1])
    shown = routing.set_aside if everything else routing.objections
    for one in shown:
        table.add_row(one.team, "écartée", explainer.set_aside(one, routing))
    for notice in routing.notices:
        table.add_row(notice.team, "à savoir", explainer.notice(notice))
    out.print(table, markup=False)
    hidden = len(routing.set_aside) - len(shown)
    if hidden:
        out.print(f"… et {hidden} équipes hors du territoire ou fermées (--everything les montre).")
    versions = routing.versions
    out.print(f"Annuaire {versions.directory}, géographie {versions.geography}, règles {versions.rules}.")
