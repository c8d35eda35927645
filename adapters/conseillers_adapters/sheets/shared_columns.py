"""The columns that several sheets have alike."""

from typing import Final

from conseillers_adapters.sheets.columns import Column
from conseillers_adapters.sheets.kinds import CODE, YES_NO

CLOSED: Final = Column(
    key="closed",
    label="Fermée",
    help="« oui » si plus aucun besoin ne doit lui être transmis. Vide : non.",
    kind=YES_NO,
    example="non",
)
ZONES_HELP: Final = (
    "Le type de chaque zone (commune, epci, departement ou region) et son code officiel. "
    "La feuille « Zones » donne ceux des intercommunalités, départements et régions."
)


def subject_column(text: str) -> Column:
    """The one that names a subject of the catalogue; `text` says what for."""
    return Column(
        key="subject",
        label="Sujet",
        help=text,
        kind=CODE,
        example="recruter",
        required=True,
        names="subjects",
    )
