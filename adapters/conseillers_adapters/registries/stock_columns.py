"""The columns INSEE publishes of its stocks, and what the service reads of them."""

from typing import Final

SIRET: Final = "siret"
SIREN: Final = "siren"

ESTABLISHMENTS: Final = (
    SIRET,
    "statutDiffusionEtablissement",
    "dateCreationEtablissement",
    "trancheEffectifsEtablissement",
    "complementAdresseEtablissement",
    "numeroVoieEtablissement",
    "indiceRepetitionEtablissement",
    "typeVoieEtablissement",
    "libelleVoieEtablissement",
    "codePostalEtablissement",
    "libelleCommuneEtablissement",
    "libelleCommuneEtrangerEtablissement",
    "codeCommuneEtablissement",
    "codePaysEtrangerEtablissement",
    "etatAdministratifEtablissement",
    "enseigne1Etablissement",
    "denominationUsuelleEtablissement",
    "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement",
)
"""Read of StockEtablissement: a file without one of them is not that file."""

TREATED: Final = "dateDernierTraitementEtablissement"
"""Read too when it is there: the last of them dates the stock."""

COMPANIES: Final = (
    SIREN,
    "statutDiffusionUniteLegale",
    "dateCreationUniteLegale",
    "trancheEffectifsUniteLegale",
    "etatAdministratifUniteLegale",
    "nomUniteLegale",
    "nomUsageUniteLegale",
    "prenom1UniteLegale",
    "prenomUsuelUniteLegale",
    "denominationUniteLegale",
    "denominationUsuelle1UniteLegale",
    "categorieJuridiqueUniteLegale",
)
"""Read of StockUniteLegale: a file without one of them is not that file."""
