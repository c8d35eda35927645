"""What coverage finds, in sentences that staff reads; no-break spaces are written `~` here."""

import pytest

from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverHolds, NeverReached
from conseillers_domain.anomaly_sentences import CONDITIONS, NEVER_REACHED, SENTENCES, sentence
from conseillers_domain.criteria import CONDITIONS as CRITERIA
from conseillers_domain.directory import Directory
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import SUBJECT, Changed, a_branch, a_catalogue, a_directory, a_team
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, NOUVELLE_AQUITAINE, in_commune

TEAMS = ("cci-47-rh", *(f"t{rank}" for rank in range(1, 8)))
DIRECTORY = Directory(
    a_directory(
        *(a_team(code, SUBJECT, branch="cci-47") for code in TEAMS),
        a_team("same", SUBJECT, branch="same"),
        a_team("own", SUBJECT, branch="cci-47", zones=(in_commune("55273"),)),
        branches=[a_branch("cci-47", institution="cci"), a_branch("same", institution="cci")],
    ),
    "1",
)
CATALOGUE = a_catalogue(SUBJECT)
EPCI = Zone(ZoneType.EPCI, "200096956")


def said(code: AnomalyCode, **changes: Changed) -> str:
    values = {"institution": "cci", "subject": SUBJECT, **changes}
    return sentence(Anomaly(code=code, **values), DIRECTORY, COUNTRY, CATALOGUE).replace("\u00a0", "~")


CCI = "«~Institution cci~»"
ON = "le sujet «~Recruter~»"
RH = "Équipe concernée~: «~Équipe cci-47-rh~»."


@pytest.mark.parametrize(
    ("code", "anomaly", "expected"),
    [
        (
            AnomalyCode.NO_TEAM,
            {"zones": (LOT_ET_GARONNE, in_commune("75101")), "teams": ("t1",)},
            (
                f"Aucune équipe ouverte de {CCI} ne répond sur {ON}~: 47 (département) et "
                "Paris 1er Arrondissement (75101). Équipe fermée~: «~Équipe t1~»."
            ),
        ),
        (
            AnomalyCode.NO_TEAM,
            {"teams": ("t1", "t2")},
            (
                f"Aucune équipe ouverte de {CCI} ne répond sur {ON}. "
                "Équipes fermées~: «~Équipe t1~» et «~Équipe t2~»."
            ),
        ),
        (
            AnomalyCode.NO_TEAM,
            {"institution": None, "zones": (NOUVELLE_AQUITAINE,)},
            f"Aucune institution ne répond sur {ON}~: 75 (région).",
        ),
        (
            AnomalyCode.NO_TEAM,
            {"institution": None, "zones": (in_commune("75056"),), "alone": ("75056",)},
            f"Aucune institution ne répond sur {ON}~: Paris (75056, sans ses arrondissements).",
        ),
        (
            AnomalyCode.NO_TEAM,
            {"institution": None, "zones": (NOUVELLE_AQUITAINE,), "everywhere": True},
            f"Aucune institution ne répond sur {ON}, nulle part en France.",
        ),
        (
            AnomalyCode.MISSING_COMMUNES,
            {"zones": (EPCI,)},
            (
                f"Sur {ON}, le territoire de {CCI} a des communes qu’aucune équipe ouverte ne couvre~: "
                "200096956 (EPCI)."
            ),
        ),
        (
            AnomalyCode.NO_MEMBER,
            {"zones": tuple(map(in_commune, ("47001", "47195", "75056", "75101", "2A004", "85113")))},
            (
                f"Aucun conseiller de {CCI} ne peut agir sur {ON}~: Agen (47001), Nérac (47195), "
                "Paris (75056), Paris 1er Arrondissement (75101), Ajaccio (2A004) et 1~autre."
            ),
        ),
        (
            AnomalyCode.OVERLAP,
            {"zones": (LOT_ET_GARONNE,), "everywhere": True, "teams": TEAMS},
            (
                f"Une même entreprise est adressée à plusieurs équipes de {CCI} sur {ON}, partout en France. "
                "Équipes concernées~: «~Équipe cci-47-rh~», «~Équipe t1~», «~Équipe t2~», «~Équipe t3~», "
                "«~Équipe t4~» et 3~autres."
            ),
        ),
        (
            AnomalyCode.UNKNOWN_ZONE,
            {"owner": "own", "teams": ("own",), "zones": (in_commune("55273"), Zone(ZoneType.REGION, "99"))},
            (
                f"L’équipe «~Équipe own~» de {CCI} nomme ce que le découpage officiel 2026 ne connaît pas~: "
                "commune 55273 (aujourd’hui Nonsard-Lamarche, 55386) et région 99. "
                "Équipe concernée~: «~Équipe own~»."
            ),
        ),
        (
            AnomalyCode.UNKNOWN_ZONE,
            {"owner": "same", "teams": ("same",), "zones": (in_commune("00000"),)},
            (
                f"L’antenne «~Antenne same~» de {CCI} nomme ce que le découpage officiel 2026 "
                "ne connaît pas~: commune 00000. Équipe concernée~: «~Équipe same~»."
            ),
        ),
        (
            AnomalyCode.UNKNOWN_ZONE,
            {"owner": "cci-47", "zones": (in_commune("00000"),)},
            (
                f"L’antenne «~Antenne cci-47~» de {CCI} nomme ce que le découpage officiel 2026 "
                "ne connaît pas~: commune 00000."
            ),
        ),
        (
            AnomalyCode.TEAM_NEVER_REACHED,
            {"teams": ("t1",), "why": NeverReached.NO_TERRITORY},
            (
                f"Aucun besoin ne peut arriver à l’équipe «~Équipe t1~» de {CCI}~: aucune commune n’est "
                "dans son territoire."
            ),
        ),
    ],
)
def test_an_anomaly_says_what_is_wrong_and_where_and_for_whom(
    code: AnomalyCode, anomaly: dict[str, Changed], expected: str
) -> None:
    assert said(code, **anomaly) == expected


def of_the_team(criterion: str, expected: object, owner: str = "cci-47-rh") -> NeverHolds:
    return NeverHolds(owner=owner, criterion=criterion, expected=expected)


def contradiction(*conditions: NeverHolds, subject: str | None = SUBJECT) -> str:
    return said(
        AnomalyCode.CRITERION_NEVER_HOLDS, subject=subject, teams=("cci-47-rh",), conditions=conditions
    )


def test_a_contradiction_says_its_conditions_and_who_carries_each() -> None:
    told = contradiction(
        of_the_team("min_years", 10),
        of_the_team("max_years", 5, "cci-47"),
        of_the_team("max_years", 1, "cci"),
    )
    assert told == (
        f"Sur {ON}, aucune entreprise ne remplit ces conditions à la fois chez {CCI}~: au moins 10~ans "
        f"(équipe cci-47-rh)~; moins de 5~ans (antenne cci-47)~; moins de 1~an (institution cci). {RH}"
    )


@pytest.mark.parametrize(
    ("criterion", "expected", "words"),
    [
        ("min_years", 1, "au moins 1~an"),
        ("min_years", 2, "au moins 2~ans"),
        ("max_years", 0, "moins de 0~an"),
        ("min_headcount", 10001, "au moins 10001~salariés"),
        ("max_headcount", 1, "moins de 1~salarié"),
        ("max_headcount", -5, "moins de -5~salariés"),
        ("accepted_naf", ("62.02A",), "code NAF parmi 62.02A"),
        ("accepted_naf", tuple("abcdefg"), "code NAF parmi a, b, c, d, e et 2~autres"),
        ("accepted_legal_forms", ("5710", "5499"), "forme juridique parmi 5710 et 5499"),
        ("excluded_naf", ("62.02A",), "code NAF hors 62.02A"),
        ("excluded_legal_forms", ("5710",), "forme juridique hors 5710"),
        (
            "excluded_communes",
            ("47001", "2a004", "00000"),
            "commune hors Agen (47001), Ajaccio (2a004) et 00000",
        ),
    ],
)
def test_a_condition_alone_is_said_in_words(criterion: str, expected: object, words: str) -> None:
    assert contradiction(of_the_team(criterion, expected), subject=None) == (
        f"Quel que soit le sujet, aucune entreprise ne remplit cette condition chez {CCI}~: {words} "
        f"(équipe cci-47-rh). {RH}"
    )


def test_every_anomaly_every_reason_and_every_criterion_has_its_words() -> None:
    assert set(SENTENCES) == set(AnomalyCode)
    assert set(NEVER_REACHED) == set(NeverReached)
    assert set(CONDITIONS) == set(CRITERIA)
