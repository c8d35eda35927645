"""The sheets of a workbook that nobody fills in: how to, and the codes of subjects, questions and zones."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from conseillers_adapters.sheets.columns import Column
from conseillers_adapters.sheets.layout import SHEETS
from conseillers_application.folding import folded
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography

INSTRUCTIONS: Final = "Mode d’emploi"
SUBJECTS: Final = "Sujets"
QUESTIONS: Final = "Questions"
ZONES: Final = "Zones"

UNREAD: Final = frozenset(map(folded, (INSTRUCTIONS, SUBJECTS, QUESTIONS, ZONES)))
"""What these sheets are called, folded: nothing in them is read back."""

HOW_TO: Final = (
    "Ce classeur décrit l’annuaire des conseillers : une feuille par sorte d’objet, une ligne par objet.",
    "Gardez la première ligne de chaque feuille : elle nomme les colonnes. Leur ordre est libre.",
    "Remplissez toutes les colonnes marquées d’un astérisque (*). Les lignes vides ne comptent pas.",
    "Les codes relient les feuilles : une équipe désigne son antenne par le code de celle-ci.",
    "Une case qui contient plusieurs codes les sépare par des points-virgules.",
    "Un code qui contient lui-même un point-virgule s’écrit entre guillemets.",
    "Rien n’est enregistré si une seule case est fautive.",
    "Chaque faute est alors signalée avec sa feuille, sa ligne et sa colonne.",
)

TITLES: Final = (
    ("Colonne", 30),
    ("Obligatoire", 12),
    ("Ce qu’elle contient", 40),
    ("Explication", 70),
    ("Exemple", 36),
)
"""The titles and widths of what is said of a column."""


@frozen
class Reference:
    """A sheet to look codes up in: its name, the titles and widths of its columns, its rows."""

    label: str
    titles: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def references(catalogue: Catalogue | None, geography: Geography | None) -> Iterator[Reference]:
    """The sheets of codes, of what is known."""
    if catalogue is not None:
        yield Reference(SUBJECTS, (("Code", 40), ("Titre", 60), ("Thème", 40)), tuple(_subjects(catalogue)))
        yield Reference(
            QUESTIONS,
            (("Sujet", 40), ("Code", 40), ("Question", 60), ("Réponses", 60)),
            tuple(_questions(catalogue)),
        )
    if geography is not None:
        yield Reference(
            ZONES,
            (("À écrire", 26), (f"Nom (découpage officiel {geography.version})", 60)),
            tuple((f"{zone.type} {zone.code}", name) for zone, name in geography.names.items()),
        )


def instructions() -> Iterator[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """What is said of each sheet: its name, its purpose, and a line of words a column."""
    for sheet in SHEETS:
        yield sheet.label, sheet.purpose, tuple(map(_explained, sheet.columns))


def _explained(column: Column) -> tuple[str, ...]:
    needed = "oui" if column.required else "non"
    return column.label, needed, column.kind.hint, column.help, column.example


def _subjects(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for subject in catalogue.subjects.values():
        yield subject.slug, subject.title, catalogue.theme_of(subject.slug).title


def _questions(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for subject in catalogue.subjects.values():
        for question in subject.questions:
            answers = " ; ".join(f"{option.value} ({option.label})" for option in question.options)
            yield subject.slug, question.key, question.label, answers
