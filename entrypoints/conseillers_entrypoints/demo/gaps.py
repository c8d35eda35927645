"""What is wrong on purpose in the demonstration country, so that coverage finds something of each kind."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from conseillers_domain.anomalies import AnomalyCode
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Branch, Competence, Level, Team
from conseillers_domain.territory import Zone, ZoneType
from conseillers_entrypoints.demo.stories import Planted

BORDEAUX: Final = Zone(ZoneType.EPCI, "243300316")
AROUND_THE_CREUSE: Final = ("16", "17", "19", "24", "33", "40", "47", "64", "79", "86", "87")


@frozen(kw_only=True)
class PlantedGap:
    """An anomaly that coverage finds in the demonstration, and why it is there."""

    code: AnomalyCode
    institution: str | None
    subject: str | None
    teams: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    why: str


BRANCHES: Final = (
    Branch(
        code="banque-centrale-itinerant",
        institution="banque-centrale",
        name="Correspondants de la banque centrale — permanence itinérante",
        level=Level.LOCAL,
    ),
)

TEAMS: Final = (
    Team(
        code="banque-centrale-itinerant-diagnostic",
        branch="banque-centrale-itinerant",
        name="Diagnostic financier — permanence itinérante",
        mailbox="diagnostic-itinerant@banque-centrale.example",
        competences=(Competence(subject="tresorerie-tendue"),),
    ),
    Team(
        code="cma-75-anciennes",
        branch="cma-75",
        name="Cession des maisons anciennes — Paris",
        mailbox="anciennes-75@cma.example",
        criteria=(Criterion(subjects=("ceder-son-entreprise",), min_years=40),),
        competences=(Competence(subject="ceder-son-entreprise"),),
    ),
    Team(
        code="cma-75-reprise",
        branch="cma-75",
        name="Reprise d’entreprise — Paris",
        mailbox="reprise-75@cma.example",
        competences=(Competence(subject="reprendre-une-entreprise"),),
    ),
    Team(
        code="communes-47001-numerique",
        branch="communes-47001",
        name="Boutiques en ligne — Agen (équipe fermée)",
        mailbox="numerique-47001@communes.example",
        closed=True,
        competences=(Competence(subject="vendre-en-ligne"),),
    ),
)

PEOPLE: Final = (
    Planted(team="banque-centrale-itinerant-diagnostic", first_name="Hervé", last_name="Soulier"),
    Planted(team="cma-75-anciennes", first_name="Béatrice", last_name="Collet"),
    Planted(team="cma-75-reprise", first_name="Yann", last_name="Le Goff"),
)

ZONES: Final[Mapping[str, tuple[Zone, ...]]] = {
    "passerelle-r75-cession": tuple(Zone(ZoneType.DEPARTEMENT, code) for code in AROUND_THE_CREUSE),
    "recouvrement-33-embauche": (BORDEAUX,),
}
"""Teams given zones of their own, narrower than their branch's."""

PLANTED: Final = (
    PlantedGap(
        code=AnomalyCode.NO_TEAM,
        institution=None,
        subject="rupture-et-litiges",
        zones=(Zone(ZoneType.DEPARTEMENT, "48"),),
        why="Le service du droit du travail n’a pas d’antenne en Lozère, et lui seul répond sur ce sujet.",
    ),
    PlantedGap(
        code=AnomalyCode.NO_TEAM,
        institution="communes",
        subject="vendre-en-ligne",
        teams=("communes-47001-numerique",),
        why="La ville d’Agen a fermé la seule équipe des communes qui aidait à vendre en ligne.",
    ),
    PlantedGap(
        code=AnomalyCode.MISSING_COMMUNES,
        institution="passerelle",
        subject="ceder-son-entreprise",
        zones=(Zone(ZoneType.DEPARTEMENT, "23"),),
        why="La Creuse a été oubliée dans la liste des départements de l’équipe de Nouvelle-Aquitaine.",
    ),
    PlantedGap(
        code=AnomalyCode.MISSING_COMMUNES,
        institution="recouvrement",
        subject="recruter",
        why="En Gironde, l’équipe de la première embauche s’est limitée à Bordeaux Métropole.",
    ),
    PlantedGap(
        code=AnomalyCode.NO_MEMBER,
        institution="emploi",
        subject="recruter",
        teams=("emploi-33-recrutement",),
        zones=(Zone(ZoneType.DEPARTEMENT, "33"),),
        why="L’équipe de Gironde est une boîte aux lettres dont personne n’est membre.",
    ),
    PlantedGap(
        code=AnomalyCode.OVERLAP,
        institution="cma",
        subject="reprendre-une-entreprise",
        teams=("cma-75-reprise", "cma-75-transmission"),
        zones=(Zone(ZoneType.DEPARTEMENT, "75"),),
        why="À Paris, une équipe de plus a reçu le sujet sans qu’on l’ait retiré à la première.",
    ),
    PlantedGap(
        code=AnomalyCode.CRITERION_NEVER_HOLDS,
        institution="cma",
        subject=None,
        teams=("cma-75-anciennes",),
        why="L’équipe veut des entreprises de 40 ans ou plus, son antenne de moins de 40 ans.",
    ),
    PlantedGap(
        code=AnomalyCode.TEAM_NEVER_REACHED,
        institution="banque-centrale",
        subject=None,
        teams=("banque-centrale-itinerant-diagnostic",),
        why="La permanence itinérante attend qu’on lui donne un territoire.",
    ),
)
"""One at least of each code, but for zones that the geography does not know: nobody can publish those."""
