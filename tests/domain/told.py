"""A directory whose sentences are read: a chamber of two branches, an OPCO, a catalogue with questions."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import evolve, frozen

from conseillers_adapters.documents import unstructure
from conseillers_domain.company import CompanyFacts
from conseillers_domain.directory import ActivityRule, Directory, Level
from conseillers_domain.explanations import Explainer
from conseillers_domain.routing import Profile
from conseillers_domain.territory import Geography, Zone, ZoneType
from conseillers_domain.verdicts import Reason, SetAside
from tests.builders import SUBJECT, TODAY, Changed, a_branch, a_directory, a_team, an_institution
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, NOUVELLE_AQUITAINE, PARIS_DEPARTEMENT, in_commune
from tests.domain.forms import CATALOGUE

EPCI: Final = Zone(ZoneType.EPCI, "200096956")
NAMES: Final = {
    **COUNTRY.names,
    LOT_ET_GARONNE: "Lot-et-Garonne",
    NOUVELLE_AQUITAINE: "Nouvelle-Aquitaine",
    EPCI: "Agglomération d'Agen",
}
GEOGRAPHY: Final = Geography("2026", COUNTRY.communes, COUNTRY.former, NAMES)

CCI: Final = an_institution("cci", name="CCI", activity_rule=ActivityRule(natures=("COMMERCIALE",)))
DOCUMENT: Final = a_directory(
    a_team("own", SUBJECT, branch="cci-47", name="Agen", zones=(in_commune("47001"), PARIS_DEPARTEMENT)),
    a_team("local", SUBJECT, branch="cci-47", name="Recrutement 47"),
    a_team("lost", SUBJECT, branch="nowhere", name="Perdue"),
    a_team("opco", SUBJECT, name="Opco 2i"),
    branches=[
        a_branch(
            "cci-47",
            institution="cci",
            name="Lot-et-Garonne",
            level=Level.LOCAL,
            zones=(NOUVELLE_AQUITAINE, LOT_ET_GARONNE),
        ),
        a_branch("nowhere", institution="cci", name="Nulle part", level=Level.LOCAL),
        a_branch("opco", institution="opco-2i", name="Siège"),
    ],
    institutions=[
        CCI,
        an_institution("opco-2i", name="Opco 2i", siren="184700017", categories=("opco",)),
        an_institution("atlas", name="Atlas", siren="853000982", categories=("opco",)),
    ],
)
DIRECTORY: Final = Directory(DOCUMENT, "1")


def naf_label(code: str) -> str | None:
    """The label of one code."""
    return "Supérettes" if code == "47.11B" else None


EXPLAINER: Final = Explainer(
    directory=DIRECTORY, geography=GEOGRAPHY, catalogue=CATALOGUE, naf_label=naf_label
)


@frozen(kw_only=True)
class Decision:
    """What sentences look at in a decision."""

    profile: Profile
    on: date = TODAY
    objections: tuple[SetAside, ...] = ()


def a_decision(*objections: SetAside, commune: str = "47001", subject: str = SUBJECT) -> Decision:
    """A decision for a company of that commune."""
    return Decision(
        profile=Profile(subject=subject, facts=CompanyFacts(commune=commune)), objections=objections
    )


def a_verdict(reason: Reason, expected: object, actual: object, **changes: Changed) -> SetAside:
    """The local team is set aside for that reason, by a rule of its own unless another owner is said."""
    values: dict[str, Changed] = {"team": "local", "owner": "local", **changes}
    return SetAside(reason=reason, expected=expected, actual=actual, **values)


def read_back(verdict: SetAside) -> SetAside:
    """The same, as a stored decision gives it: what was expected and found are trees of JSON."""
    kept: Mapping[str, object] = json.loads(json.dumps(unstructure(verdict)))
    return evolve(verdict, expected=kept["expected"], actual=kept["actual"])


def plain(sentence: str) -> str:
    """A sentence with ordinary spaces."""
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")
