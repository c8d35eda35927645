"""The figures of the service, each defined once: pages, files and programs read the same numbers (CGU 4.3.B).

A figure counts the lives that bear a mark, among those that bear another; `counting.py` says who bears which.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.need import NeedStatus
from conseillers_domain.position import HelpKind


class Mark(StrEnum):
    """What a life may show."""

    RECEIVED = "received"
    NEED = "need"
    TRANSMITTED = "transmitted"
    WITHIN_72_HOURS = "within_72_hours"
    TO_TRANSMIT = "to_transmit"
    PENDING = "pending"
    TAKEN = "taken"
    HELPED = "helped"
    NO_HELP = "no_help"
    UNREACHABLE = "unreachable"
    REFUSED_BY_ALL = "refused_by_all"
    POSITIONED = "positioned"
    TAKEN_WITHIN_3_DAYS = "taken_within_3_days"
    TAKEN_WITHIN_5_DAYS = "taken_within_5_days"
    HELPED_WITHIN_5_DAYS = "helped_within_5_days"
    ABANDONED = "abandoned"
    ADVICE = "advice"
    ONE_OFF_PROCEDURE = "one_off_procedure"
    FINANCIAL = "financial"
    LONG_TERM_TECHNICAL = "long_term_technical"
    SURVEYED = "surveyed"
    CONTACTED = "contacted"
    USEFUL = "useful"
    SATISFIED = "satisfied"


class Unit(StrEnum):
    """What a figure's value is: so many, or so many out of those it is taken among, from 0 to 1."""

    COUNT = "count"
    SHARE = "share"

    @property
    def label(self) -> str:
        """As people read it."""
        return {Unit.COUNT: "nombre", Unit.SHARE: "part"}[self]


@frozen(kw_only=True)
class Value:
    """A figure of some lives: how many bear its mark, among how many; a share of nothing is no number."""

    numerator: int
    denominator: int | None
    value: float | None


@frozen
class Figure:
    """One figure: its code, for ever; how people call it; what it counts, among what; its definition."""

    code: str
    label: str
    unit: Unit
    counts: Mark
    among: Mark | None
    definition: str

    def of(self, bearing: Callable[[Mark], int]) -> Value:
        """What it is of some lives; `bearing`: how many of them bear a mark."""
        count = bearing(self.counts)
        total = None if self.among is None else bearing(self.among)
        if self.unit is Unit.COUNT:
            return Value(numerator=count, denominator=total, value=count)
        return Value(numerator=count, denominator=total, value=round(count / total, 4) if total else None)


_COUNT, _SHARE = Unit.COUNT, Unit.SHARE

FIGURES: Final = (
    Figure(
        "demands_received",
        "Demandes reçues",
        _COUNT,
        Mark.RECEIVED,
        None,
        "Demandes déposées pendant la période, quoi qu’elles soient devenues.",
    ),
    Figure(
        "share_transmitted",
        "Demandes transmises",
        _SHARE,
        Mark.TRANSMITTED,
        Mark.RECEIVED,
        "Parmi les demandes reçues, celles dont le besoin a été transmis à une équipe au moins.",
    ),
    Figure(
        "transmitted_within_72_hours",
        "Transmises en 72 heures",
        _SHARE,
        Mark.WITHIN_72_HOURS,
        Mark.TRANSMITTED,
        "Parmi les demandes transmises, celles qui l’ont été pour la première fois 72 heures au plus "
        "après leur réception.",
    ),
    Figure(
        "needs",
        "Besoins",
        _COUNT,
        Mark.NEED,
        None,
        "Demandes reçues dont un besoin est né ; chacun compte une fois, quel que soit le nombre d’équipes.",
    ),
    *(
        Figure(
            f"needs_{status}",
            f"Besoins : {status.label}",
            _COUNT,
            Mark(status.value),
            Mark.NEED,
            f"Besoins dont le statut est aujourd’hui « {status.label} ». Chaque besoin a un seul statut.",
        )
        for status in NeedStatus
    ),
    Figure(
        "share_positioned",
        "Besoins avec une réponse",
        _SHARE,
        Mark.POSITIONED,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux sur lesquels une équipe au moins s’est positionnée : "
        "prise en charge, refus ou clôture.",
    ),
    Figure(
        "taken_within_3_days",
        "Pris en charge en 3 jours",
        _SHARE,
        Mark.TAKEN_WITHIN_3_DAYS,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux qu’une équipe a pris en charge pour la première fois au plus tard "
        "le troisième jour après celui où il lui a été transmis.",
    ),
    Figure(
        "taken_within_5_days",
        "Pris en charge en 5 jours",
        _SHARE,
        Mark.TAKEN_WITHIN_5_DAYS,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux qu’une équipe a pris en charge pour la première fois au plus tard "
        "le cinquième jour après celui où il lui a été transmis.",
    ),
    Figure(
        "helped_within_5_days",
        "Aidés en 5 jours",
        _SHARE,
        Mark.HELPED_WITHIN_5_DAYS,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux qu’une équipe a clôturés avec une aide proposée au plus tard le "
        "cinquième jour après celui où il lui a été transmis.",
    ),
    Figure(
        "abandoned",
        "Besoins sans réponse après 45 jours",
        _SHARE,
        Mark.ABANDONED,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux que personne n’a pris en charge, qu’une équipe au moins laisse "
        "sans réponse, et dont la dernière transmission date de 45 jours ou plus.",
    ),
    Figure(
        "refused_by_all",
        "Refusés par toutes les équipes",
        _SHARE,
        Mark.REFUSED_BY_ALL,
        Mark.TRANSMITTED,
        "Parmi les besoins transmis, ceux que chaque équipe a refusés.",
    ),
    *(
        Figure(
            f"help_{kind}",
            f"Aide apportée : {kind.label}",
            _COUNT,
            Mark(kind.value),
            Mark.HELPED,
            f"Besoins clôturés avec une aide proposée, dont cette nature : {kind.label}. "
            "Un besoin peut recevoir plusieurs natures d’aide.",
        )
        for kind in HelpKind
    ),
    Figure(
        "survey_answers",
        "Réponses à l’enquête de satisfaction",
        _COUNT,
        Mark.SURVEYED,
        Mark.HELPED,
        "Besoins dont l’entreprise a répondu à l’enquête de satisfaction.",
    ),
    Figure(
        "survey_contacted",
        "Entreprises contactées, d’après l’enquête",
        _SHARE,
        Mark.CONTACTED,
        Mark.SURVEYED,
        "Parmi les entreprises qui ont répondu à l’enquête, celles qui disent avoir été contactées.",
    ),
    Figure(
        "survey_useful",
        "Aide utile, d’après l’enquête",
        _SHARE,
        Mark.USEFUL,
        Mark.SURVEYED,
        "Parmi les entreprises qui ont répondu à l’enquête, celles dont l’aide a répondu au besoin.",
    ),
    Figure(
        "survey_satisfied",
        "Entreprises satisfaites, d’après l’enquête",
        _SHARE,
        Mark.SATISFIED,
        Mark.SURVEYED,
        "Parmi les entreprises qui ont répondu à l’enquête, celles dont la note est 4 ou 5 sur 5.",
    ),
)
"""Every figure there is, in the order people read them."""
