"""The document of a country of three communes."""

from typing import Final

from conseillers_domain.geography_document import CommuneColumns, GeographyDocument

COLUMNS: Final = CommuneColumns(
    code=("2A004", "69123", "69381"),
    name=("Ajaccio", "Lyon", "Lyon 1er Arrondissement"),
    departement=("2A", "69", "69"),
    epci=(None, "200046977", "200046977"),
    postal_codes=("20000 20090", "69001", ""),
    population=(7, 519_127, 0),
)
DOCUMENT: Final = GeographyDocument(
    version="2026",
    regions={"84": "Auvergne-Rhône-Alpes", "94": "Corse"},
    departements={"2A": ("Corse-du-Sud", "94"), "69": ("Rhône", "84")},
    epci={"200046977": "Métropole de Lyon"},
    communes=COLUMNS,
    arrondissements={"69381": "69123"},
    former={"69232": "69123"},
)
