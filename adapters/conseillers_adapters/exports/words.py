"""The French words of reports: labels, and counts of what has a plural of its own."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from conseillers_application.coverage_places import Lack
from conseillers_domain.anomalies import AnomalyCode, Severity
from conseillers_domain.french import NO_BREAK, number

SEVERITIES: Final[Mapping[Severity, tuple[str, str]]] = {
    Severity.ERROR: ("erreur", "erreurs"),
    Severity.WARNING: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}
"""One of each and several, the worst first."""

SIGNS: Final[Mapping[Severity, str]] = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.INFO: "●"}
"""Told apart without colour."""

CODES: Final[Mapping[AnomalyCode, tuple[str, str]]] = {
    AnomalyCode.NO_TEAM: ("Aucune équipe", "Aucune équipe ouverte ne répond."),
    AnomalyCode.MISSING_COMMUNES: (
        "Communes oubliées",
        "Elles sont du territoire d’une institution, et aucune de ses équipes n’y répond sur le sujet.",
    ),
    AnomalyCode.NO_MEMBER: (
        "Équipes sans conseiller",
        "La boîte aux lettres reçoit le besoin, personne ne peut se positionner.",
    ),
    AnomalyCode.OVERLAP: (
        "Chevauchements",
        "Plusieurs équipes d’une institution reçoivent le même besoin.",
    ),
    AnomalyCode.CRITERION_NEVER_HOLDS: (
        "Critères impossibles",
        "Aucune entreprise ne remplit ces conditions ensemble.",
    ),
    AnomalyCode.UNKNOWN_ZONE: ("Zones inconnues", "Le découpage officiel ne les connaît pas, ou plus."),
    AnomalyCode.TEAM_NEVER_REACHED: ("Équipes hors d’atteinte", "Aucun besoin ne peut leur parvenir."),
}
"""What each code is called, and what it means."""


@frozen
class LackWords:
    """How what companies lack somewhere is told: its map's title, and each case in two or three words."""

    title: str
    explanation: str
    one: str
    several: str

    def cases(self, count: int) -> str:
        """So many cases: `3 sujets sans réponse`."""
        return counted(count, self.one, self.several)


LACKS: Final[Mapping[Lack, LackWords]] = {
    Lack.NOBODY: LackWords(
        "Personne ne répond",
        "Sur un sujet au moins, aucune équipe d’aucune institution ne couvre la commune.",
        "sujet sans réponse",
        "sujets sans réponse",
    ),
    Lack.TEAM: LackWords(
        "Une institution manque",
        "La commune est du territoire d’une institution dont aucune équipe n’y répond, alors qu’elle propose "
        "le sujet.",
        "sujet sans équipe",
        "sujets sans équipe",
    ),
    Lack.MEMBER: LackWords(
        "Équipes sans conseiller",
        "Sur un sujet, aucune des équipes d’une institution qui couvrent la commune n’a de conseiller.",
        "sujet sans conseiller",
        "sujets sans conseiller",
    ),
    Lack.CHOICE: LackWords(
        "Chevauchements",
        "Plusieurs équipes d’une institution reçoivent le même besoin dans la commune.",
        "sujet à plusieurs équipes",
        "sujets à plusieurs équipes",
    ),
}


def counted(count: int, one: str, several: str) -> str:
    """A number and its noun: `1 commune`, `34 969 communes`; none is singular."""
    return f"{number(count)}{NO_BREAK}{several if count > 1 else one}"
