"""INSEE's « API Sirene » and the State's « API Entreprise », as small servers on this machine write them."""

import json
import re
from collections.abc import Iterable
from datetime import date

from conseillers_application.folding import folded, folded_words
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.company import Establishment
from tests.adapters.registry_api import Behaviour, Exchange


def a_unit(establishment: Establishment, **other: object) -> dict[str, object]:
    """A company as API Sirene writes it."""
    return {
        "statutDiffusionUniteLegale": "O",
        "etatAdministratifUniteLegale": "A",
        "dateCreationUniteLegale": _day(establishment.created_on),
        "categorieJuridiqueUniteLegale": establishment.legal_form,
        "denominationUniteLegale": establishment.name,
        "denominationUsuelle1UniteLegale": None,
        "nomUniteLegale": None,
        "nomUsageUniteLegale": None,
        "prenom1UniteLegale": None,
        "prenomUsuelUniteLegale": None,
        "trancheEffectifsUniteLegale": None,
        **other,
    }


def an_address(establishment: Establishment, **other: object) -> dict[str, object]:
    """Its address, cut into parts: « 1 PLACE DES LAITIERS 47000 AGEN »."""
    number, kind, rest = (establishment.address or "  ").split(" ", 2)
    street, _, town = rest.partition(f" {establishment.postal_code} ")
    return {
        "complementAdresseEtablissement": None,
        "numeroVoieEtablissement": number,
        "indiceRepetitionEtablissement": None,
        "typeVoieEtablissement": kind,
        "libelleVoieEtablissement": street,
        "codePostalEtablissement": establishment.postal_code,
        "libelleCommuneEtablissement": town,
        "libelleCommuneEtrangerEtablissement": None,
        "codeCommuneEtablissement": establishment.commune,
        "codePaysEtrangerEtablissement": None,
        "libellePaysEtrangerEtablissement": None,
        **other,
    }


def a_period(establishment: Establishment, **other: object) -> dict[str, object]:
    """The period that runs."""
    return {
        "dateFin": None,
        "dateDebut": "2020-01-01",
        "etatAdministratifEtablissement": "A" if establishment.open else "F",
        "enseigne1Etablissement": None,
        "denominationUsuelleEtablissement": None,
        "activitePrincipaleEtablissement": establishment.naf,
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
        **other,
    }


FORMER = {
    "dateFin": "2019-12-31",
    "dateDebut": "2008-01-01",
    "etatAdministratifEtablissement": "A",
    "activitePrincipaleEtablissement": "52.1B",
    "nomenclatureActivitePrincipaleEtablissement": "NAFRev1",
}
"""A period that is over, told after the present one."""


def a_place(establishment: Establishment, **other: object) -> dict[str, object]:
    """An establishment as API Sirene writes it."""
    return {
        "siren": establishment.siren,
        "nic": establishment.siret[9:],
        "siret": establishment.siret,
        "statutDiffusionEtablissement": "O",
        "dateCreationEtablissement": "2024-02-03",
        "trancheEffectifsEtablissement": establishment.headcount,
        "uniteLegale": a_unit(establishment),
        "adresseEtablissement": an_address(establishment),
        "periodesEtablissement": [a_period(establishment), FORMER],
        **other,
    }


def sirene_knowing(establishments: Iterable[Establishment]) -> Behaviour:
    """Answers as API Sirene does, about these."""
    known = {one.siret: one for one in sorted(establishments, key=lambda one: one.siret)}

    def behave(exchange: Exchange) -> None:
        question = exchange.server.asked[-1].get("q")
        if question is None:
            one = known.get(exchange.server.paths[-1].rpartition("/")[2])  # type: ignore[call-overload]
            _say(exchange, one and {"etablissement": a_place(one)})
        else:
            found = [a_place(one) for one in known.values() if _meant(one, question)]
            _say(exchange, {"etablissements": found} if found else None)

    return behave


def _say(exchange: Exchange, content: dict[str, object] | None) -> None:
    status, message = (200, "OK") if content else (404, "Aucun élément trouvé")
    header = {"statut": status, "message": message}
    exchange.answer(status, json.dumps({"header": header, **(content or {})}).encode())


def _meant(establishment: Establishment, question: str) -> bool:
    if question.startswith("siren:"):
        return establishment.siren == question.removeprefix("siren:")
    starts = [folded(found) for found in re.findall(r"denominationUniteLegale:([A-Z0-9]+)\*", question)]
    words = folded_words(establishment.name)
    return all(any(word.startswith(start) for word in words) for start in starts)


def a_data(establishment: Establishment, **other: object) -> dict[str, object]:
    """An establishment as API Entreprise writes it."""
    parts = an_address(establishment)
    return {
        "siret": establishment.siret,
        "siege_social": True,
        "etat_administratif": "A" if establishment.open else "F",
        "activite_principale": {"code": establishment.naf, "nomenclature": "NAFRev2", "libelle": "…"},
        "tranche_effectif_salarie": {"code": establishment.headcount, "de": None, "a": None},
        "diffusable_commercialement": True,
        "status_diffusion": "diffusible",
        "enseigne": None,
        "date_creation": an_instant(date(2024, 2, 3)),
        "unite_legale": an_organisation(establishment),
        "adresse": {
            "numero_voie": parts["numeroVoieEtablissement"],
            "indice_repetition_voie": None,
            "type_voie": parts["typeVoieEtablissement"],
            "libelle_voie": parts["libelleVoieEtablissement"],
            "complement_adresse": None,
            "code_postal": establishment.postal_code,
            "libelle_commune": parts["libelleCommuneEtablissement"],
            "code_commune": establishment.commune,
            "code_pays_etranger": None,
        },
        **other,
    }


def an_organisation(establishment: Establishment, **other: object) -> dict[str, object]:
    """A company as API Entreprise writes it."""
    return {
        "siren": establishment.siren,
        "type": "personne_morale",
        "personne_morale_attributs": {"raison_sociale": establishment.name, "sigle": None},
        "personne_physique_attributs": {"prenom_usuel": None, "nom_naissance": None},
        "status_diffusion": "diffusible",
        "forme_juridique": {"code": establishment.legal_form, "libelle": "…"},
        "tranche_effectif_salarie": {"code": None},
        "date_creation": an_instant(establishment.created_on),
        **other,
    }


def an_instant(day: date | None) -> int | None:
    """A day as API Entreprise writes it: its first instant in France, in seconds."""
    return None if day is None else int(first_instant_of(day).timestamp())


def api_entreprise_knowing(establishments: Iterable[Establishment]) -> Behaviour:
    """Answers as API Entreprise does, about these; the first of a company is its head office."""
    known = sorted(establishments, key=lambda one: one.siret)

    def behave(exchange: Exchange) -> None:
        parts = exchange.server.paths[-1].split("/")
        number = parts[5] if parts[-1] == "siege_social" else parts[-1]
        found = next((one for one in known if number in (one.siren, one.siret)), None)
        if found is None:
            exchange.answer(
                404, json.dumps({"errors": [{"code": "01003", "title": "Entité non trouvée"}]}).encode()
            )
        else:
            exchange.answer(200, json.dumps({"data": a_data(found), "links": {}, "meta": {}}).encode())

    return behave


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
