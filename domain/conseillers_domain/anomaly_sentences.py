"""What coverage found, in sentences that staff reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverHolds, NeverReached
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import plain_code
from conseillers_domain.directory import Directory
from conseillers_domain.territory import Geography, UnknownCommune, Zone, ZoneType

MOST_NAMED: Final = 5
"""Zones, teams or codes named in a sentence; the others are counted."""


def sentence(anomaly: Anomaly, directory: Directory, geography: Geography, catalogue: Catalogue) -> str:
    """What is wrong, where, and for which teams; under the directory, geography and catalogue looked at."""
    words = _Words(anomaly, directory, geography, catalogue)
    said = SENTENCES[anomaly.code](words)
    return f"{said} {words.teams(*TEAMS[anomaly.code])}" if anomaly.teams and anomaly.code in TEAMS else said


@frozen
class _Words:
    """The names that stand in the sentence of an anomaly."""

    anomaly: Anomaly
    directory: Directory
    geography: Geography
    catalogue: Catalogue

    @property
    def institution(self) -> str:
        return f"« {self.directory.institutions[self.anomaly.institution or ''].name} »"

    @property
    def subject(self) -> str:
        return f"le sujet « {self.catalogue.subjects[self.anomaly.subject or ''].title} »"

    def teams(self, one: str, several: str) -> str:
        named = _listed([f"« {self.directory.teams[code].name} »" for code in self.anomaly.teams])
        return f"{one if len(self.anomaly.teams) == 1 else several} : {named}."

    def where(self, everywhere: str) -> str:
        """The zones after a colon, or what is said of the whole country."""
        if self.anomaly.everywhere:
            return f", {everywhere} en France"
        return f" : {_listed(list(map(self.zone, self.anomaly.zones)))}" if self.anomaly.zones else ""

    def zone(self, zone: Zone) -> str:
        """A zone by its official name: « Lot-et-Garonne (département) », « Agen (47001) »."""
        if zone.type is ZoneType.COMMUNE:
            alone = ", sans ses arrondissements" if zone.code in self.anomaly.alone else ""
            return f"{self.geography.commune(zone.code).name} ({zone.code}{alone})"
        return f"{self.geography.names[zone]} ({zone.type.label})"

    def commune(self, code: str) -> str:
        """A commune as a criterion names it, which may be a former one or none."""
        try:
            return f"{self.geography.commune(plain_code(code)).name} ({code})"
        except UnknownCommune:
            return code

    def unknown_zone(self, zone: Zone) -> str:
        fault = self.geography.fault_of(zone)
        if fault is None or fault.successor is None:
            return str(zone)
        return f"{zone} (aujourd’hui {fault.successor.name}, {fault.successor.code})"

    def condition(self, condition: NeverHolds) -> str:
        return (
            f"{CONDITIONS[condition.criterion](condition.expected, self)} ({self.carrier(condition.owner)})"
        )

    def carrier(self, owner: str) -> str:
        teams = self.anomaly.teams
        if owner in teams:
            return f"équipe {owner}"
        branches = {self.directory.teams[code].branch for code in teams}
        return f"antenne {owner}" if owner in branches else f"institution {owner}"


def _listed(names: Sequence[str]) -> str:
    """« a », « a et b », « a, b, c, d, e et 2 autres »."""
    if len(names) > MOST_NAMED:
        others = len(names) - MOST_NAMED
        return f"{', '.join(names[:MOST_NAMED])} et {_count(others, 'autre')}"
    return " et ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _count(number: int, noun: str) -> str:
    """A number and its noun; in French the plural begins at two."""
    return f"{number} {noun}{'s' if abs(number) > 1 else ''}"


def _among(noun: str) -> Callable[[Iterable[str], _Words], str]:
    return lambda codes, _: f"{noun} parmi {_listed(list(codes))}"


def _other_than(noun: str) -> Callable[[Iterable[str], _Words], str]:
    return lambda codes, _: f"{noun} hors {_listed(list(codes))}"


CONDITIONS: Final[Mapping[str, Callable[[Any, _Words], str]]] = {
    "min_years": lambda n, _: f"au moins {_count(n, 'an')}",
    "max_years": lambda n, _: f"moins de {_count(n, 'an')}",
    "min_headcount": lambda n, _: f"au moins {_count(n, 'salarié')}",
    "max_headcount": lambda n, _: f"moins de {_count(n, 'salarié')}",
    "accepted_naf": _among("code NAF"),
    "accepted_legal_forms": _among("forme juridique"),
    "excluded_naf": _other_than("code NAF"),
    "excluded_legal_forms": _other_than("forme juridique"),
    "excluded_communes": lambda codes, words: f"commune hors {_listed(list(map(words.commune, codes)))}",
}
"""What each criterion asks, in words."""


def _no_team(words: _Words) -> str:
    where = words.where("nulle part")
    if words.anomaly.institution is None:
        return f"Aucune institution ne répond sur {words.subject}{where}."
    return f"Aucune équipe ouverte de {words.institution} ne répond sur {words.subject}{where}."


def _missing_communes(words: _Words) -> str:
    where = words.where("partout")
    return (
        f"Sur {words.subject}, le territoire de {words.institution} a des communes qu’aucune équipe ouverte "
        f"ne couvre{where}."
    )


def _no_member(words: _Words) -> str:
    where = words.where("nulle part")
    return f"Aucun conseiller de {words.institution} ne peut agir sur {words.subject}{where}."


def _overlap(words: _Words) -> str:
    return (
        f"Une même entreprise est adressée à plusieurs équipes de {words.institution} sur "
        f"{words.subject}{words.where('partout')}."
    )


def _criterion_never_holds(words: _Words) -> str:
    on = f"Sur {words.subject}" if words.anomaly.subject else "Quel que soit le sujet"
    conditions = words.anomaly.conditions
    which = "cette condition" if len(conditions) == 1 else "ces conditions à la fois"
    said = " ; ".join(map(words.condition, conditions))
    return f"{on}, aucune entreprise ne remplit {which} chez {words.institution} : {said}."


def _unknown_zone(words: _Words) -> str:
    anomaly, directory = words.anomaly, words.directory
    owner = anomaly.owner or ""
    # A branch may have the code of a team of its: that team has no zones of its own then.
    if owner in anomaly.teams and directory.teams[owner].zones:
        carrier = f"L’équipe « {directory.teams[owner].name} »"
    else:
        carrier = f"L’antenne « {directory.branches[owner].name} »"
    zones = _listed(list(map(words.unknown_zone, anomaly.zones)))
    return (
        f"{carrier} de {words.institution} nomme ce que le découpage officiel {words.geography.version} "
        f"ne connaît pas : {zones}."
    )


NEVER_REACHED: Final[Mapping[NeverReached | None, str]] = {
    NeverReached.NO_SUBJECT: "elle ne répond sur aucun sujet du catalogue",
    NeverReached.NO_TERRITORY: "aucune commune n’est dans son territoire",
    NeverReached.OTHER_OPCO: "elle ne couvre que Mayotte, dont son opérateur de compétences n’est pas",
    NeverReached.CRITERION: "aucune entreprise ne remplit ses critères, quel que soit le sujet",
}
"""Why no need can reach a team."""


def _team_never_reached(words: _Words) -> str:
    (code,) = words.anomaly.teams
    team, why = words.directory.teams[code].name, NEVER_REACHED[words.anomaly.why]
    return f"Aucun besoin ne peut arriver à l’équipe « {team} » de {words.institution} : {why}."


SENTENCES: Final[Mapping[AnomalyCode, Callable[[_Words], str]]] = {
    AnomalyCode.NO_TEAM: _no_team,
    AnomalyCode.MISSING_COMMUNES: _missing_communes,
    AnomalyCode.NO_MEMBER: _no_member,
    AnomalyCode.OVERLAP: _overlap,
    AnomalyCode.CRITERION_NEVER_HOLDS: _criterion_never_holds,
    AnomalyCode.UNKNOWN_ZONE: _unknown_zone,
    AnomalyCode.TEAM_NEVER_REACHED: _team_never_reached,
}
"""The sentence of each anomaly."""

_CONCERNED: Final = ("Équipe concernée", "Équipes concernées")
TEAMS: Final[Mapping[AnomalyCode, tuple[str, str]]] = {
    AnomalyCode.NO_TEAM: ("Équipe fermée", "Équipes fermées"),
    AnomalyCode.NO_MEMBER: _CONCERNED,
    AnomalyCode.OVERLAP: _CONCERNED,
    AnomalyCode.CRITERION_NEVER_HOLDS: _CONCERNED,
    AnomalyCode.UNKNOWN_ZONE: _CONCERNED,
}
"""What the teams named after a sentence are to it, one or several; the others name theirs or have none."""
