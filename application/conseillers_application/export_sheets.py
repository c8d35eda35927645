"""What exports hold: every figure of every part, or every need with what became of it and nobody's data."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from conseillers_application.exports import Cell, Row, Sheet
from conseillers_application.figure_ground import FigureGround
from conseillers_application.figure_views import By, FiguresPage
from conseillers_domain.calendar import day_of
from conseillers_domain.counting import marks_of
from conseillers_domain.figures import Mark
from conseillers_domain.lives import Life
from conseillers_domain.position import Stance

EVERY_PART: Final = tuple(one for one in By if one is not By.TEAM)
"""What the figures of a file are broken down by unless somebody says."""

_FIGURES: Final = (
    "Détail",
    "Part",
    "Chiffre",
    "Valeur",
    "Nombre",
    "Sur",
    "Unité",
    "Code du détail",
    "Code de la part",
    "Code du chiffre",
    "Définition",
)
_NEEDS: Final = (
    "Demande",
    "Besoin",
    "Reçue le",
    "Thème",
    "Sujet",
    "Région",
    "Page d’atterrissage",
    "Site d’origine",
    "Statut",
    "Équipes",
    "Institutions",
    "Transmis le",
    "Première réponse le",
    "Pris en charge le",
    "Aides apportées",
    "Sans réponse après 45 jours",
)


def sheet_of_figures(page: FiguresPage) -> Sheet:
    """The figures of a page, a line each: of the whole, then of each part."""
    return Sheet(name="Chiffres", columns=_FIGURES, rows=_lines(page))


def _lines(page: FiguresPage) -> Iterator[Row]:
    known = {one.code: one for one in page.figures}
    whole = (("Ensemble", "", None, None, page.figures),)
    parts = (
        (cut.label, one.label, cut.by.value, one.key, one.figures)
        for cut in page.breakdowns
        for one in cut.parts
    )
    for cut, name, by, key, figures in (*whole, *parts):
        for one in figures:
            figure = known[one.code]
            yield (
                cut,
                name,
                figure.label,
                one.value,
                one.numerator,
                one.denominator,
                figure.unit.label,
                by,
                key,
                one.code,
                figure.definition,
            )


def sheet_of_needs(lives: Iterable[Life], ground: FigureGround, at: datetime) -> Sheet:
    """A line a demand: when, on what, where from, what became of it. No name, no number, no free text."""
    return Sheet(name="Besoins", columns=_NEEDS, rows=(_line(life, ground, at) for life in lives))


def _line(life: Life, ground: FigureGround, at: datetime) -> Row:
    marks = marks_of(life, at)
    answers = [move.at for one in life.asked for move in one.moves]
    taken = [first for one in life.asked if (first := one.first(Stance.TAKEN))]
    kinds = dict.fromkeys(kind.label for one in life.asked for kind in one.help)
    institutions = sorted({ground.institution_name(one.team) for one in life.asked})
    return (
        life.demand,
        life.need,
        _day(life.received_at),
        *(ground.called(by, life) for by in (By.THEME, By.SUBJECT, By.REGION, By.LANDING, By.ORIGIN)),
        life.status.label if life.status else f"demande {life.state.label}",
        len(life.asked),
        ", ".join(institutions),
        _day(*(one.sent_at for one in life.asked)),
        _day(*answers),
        _day(*taken),
        ", ".join(kinds),
        "oui" if Mark.ABANDONED in marks else "non",
    )


def _day(*instants: datetime) -> Cell:
    """The day of the first of them, in France."""
    return f"{day_of(min(instants))}" if instants else None
