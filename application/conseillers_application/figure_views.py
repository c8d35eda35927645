"""Figures as they are told: one page of them, whoever reads it and in whatever form."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from attrs import frozen

from conseillers_domain.counting import Tally
from conseillers_domain.figures import Unit


class By(StrEnum):
    """What figures may be broken down by."""

    MONTH = "month"
    THEME = "theme"
    SUBJECT = "subject"
    REGION = "region"
    INSTITUTION = "institution"
    BRANCH = "branch"
    TEAM = "team"
    LANDING = "landing"
    ORIGIN = "origin"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            By.MONTH: "Mois de réception",
            By.THEME: "Thème",
            By.SUBJECT: "Sujet",
            By.REGION: "Région",
            By.INSTITUTION: "Institution",
            By.BRANCH: "Antenne",
            By.TEAM: "Équipe",
            By.LANDING: "Page d’atterrissage",
            By.ORIGIN: "Site d’origine",
        }[self]

    @property
    def of_teams(self) -> bool:
        """Whether a need may be in several parts: it counts in each by what that one made of it."""
        return self in {By.INSTITUTION, By.BRANCH, By.TEAM}


@frozen(kw_only=True)
class FiguresRequest:
    """Which figures are asked for: of demands received on these days, of some only, broken down like that."""

    since: date | None = None
    until: date | None = None
    by: tuple[By, ...] = ()
    theme: str | None = None
    subject: str | None = None
    region: str | None = None
    institution: str | None = None
    branch: str | None = None
    team: str | None = None
    landing: str | None = None
    origin: str | None = None


@frozen(kw_only=True)
class Figured:
    """La valeur d’un chiffre : une part sur rien n’a pas de valeur."""

    code: str
    value: float | None
    numerator: int
    denominator: int | None


@frozen(kw_only=True)
class DefinedFigure(Figured):
    """Un chiffre et sa définition ; `unit` : un nombre, ou une part de 0 à 1."""

    label: str
    unit: Unit
    definition: str


@frozen(kw_only=True)
class Part:
    """Les chiffres d’une part ; `key` est nul pour ce dont on ne sait rien."""

    key: str | None
    label: str
    figures: tuple[Figured, ...]


@frozen(kw_only=True)
class Breakdown:
    """Les mêmes chiffres, part par part ; un besoin transmis à deux institutions compte dans les deux."""

    by: By
    label: str
    parts: tuple[Part, ...]


@frozen(kw_only=True)
class FiguresPage:
    """Les chiffres des demandes reçues du premier au dernier jour, tels qu’ils étaient à `as_of`."""

    since: date
    until: date
    as_of: datetime
    figures: tuple[DefinedFigure, ...]
    breakdowns: tuple[Breakdown, ...]


def defined(tally: Tally) -> tuple[DefinedFigure, ...]:
    """Every figure of these lives, with what it means."""
    return tuple(
        DefinedFigure(
            code=figure.code,
            label=figure.label,
            unit=figure.unit,
            definition=figure.definition,
            value=value.value,
            numerator=value.numerator,
            denominator=value.denominator,
        )
        for figure, value in tally.values()
    )


def part(key: str | None, label: str, tally: Tally) -> Part:
    """Every figure of these lives, under their name."""
    return Part(key=key, label=label, figures=tuple(_figured(tally)))


def _figured(tally: Tally) -> Iterator[Figured]:
    for figure, value in tally.values():
        yield Figured(
            code=figure.code, value=value.value, numerator=value.numerator, denominator=value.denominator
        )
