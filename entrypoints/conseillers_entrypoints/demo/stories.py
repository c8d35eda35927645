"""What is planted on purpose in the demonstration country, so that each rule has something to show."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import frozen

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Absence, Competence, Team

PLANTED_GAPS: Final[Mapping[str, str]] = {
    "travail": "Aucune antenne en Lozère (48) : personne n’y répond sur `rupture-et-litiges`.",
    "conseils-regionaux": "Aucune antenne en Corse (2A, 2B).",
    "eau": "Aucune antenne à Mayotte (976).",
    "*": "Les collectivités d’outre-mer (975, 977, 978, 986, 987, 988…) n’ont que les équipes nationales.",
}
"""Where a network is missing, by institution: coverage reports find them again."""

BRANCH_CRITERIA: Final[Mapping[str, tuple[Criterion, ...]]] = {
    # Bordeaux, whose own authorities answer there.
    "cci-33": (Criterion(subjects=("trouver-un-local",), excluded_communes=("33063",)),),
    "cma-75": (Criterion(subjects=("ceder-son-entreprise",), max_years=40),),
}
"""Local adaptations of national subjects, by branch (CGU 4.3.A)."""


@frozen(kw_only=True)
class Planted:
    """A person whom the documentation names, and the team where they are found."""

    team: str
    first_name: str
    last_name: str
    absences: tuple[Absence, ...] = ()


_LONG_LEAVE: Final = (Absence(from_=date(2026, 1, 1), to=date(2035, 12, 31)),)

PEOPLE: Final = (
    Planted(team="cci-47-rh", first_name="Zoé", last_name="Marchand"),
    Planted(team="emploi-47-recrutement", first_name="Malik", last_name="Benali"),
    Planted(team="recouvrement-47-embauche", first_name="Anne-Laure", last_name="Castaing"),
    Planted(team="cma-47-dev", first_name="Rémi", last_name="Larrieu", absences=_LONG_LEAVE),
    Planted(team="impots-33-delais", first_name="Odile", last_name="Vernet", absences=_LONG_LEAVE),
)
"""The last two are away for years: the first has a delegate, the second has none."""

DELEGATES: Final[Mapping[str, str]] = {"cma-47-dev": "cma-47-rh"}

MAILBOXES_ONLY: Final = frozenset({"emploi-33-recrutement", "sortie-de-crise-47-conseil"})
"""Teams nobody belongs to: their mailbox is read all the same."""

CLOSED_TEAM: Final = Team(
    code="cci-47-export",
    branch="cci-47",
    name="Export (équipe fermée)",
    mailbox="export-47@cci.example",
    closed=True,
    competences=(Competence(subject="vendre-a-l-etranger"),),
)
"""Its subject went to the regional office."""

HOLIDAYS: Final = (Absence(from_=date(2026, 12, 21), to=date(2027, 1, 3)),)
