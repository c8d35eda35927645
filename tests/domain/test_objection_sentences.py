"""What is said of a team set aside: for each rule, what it wants, what it found, who carries it."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_domain.company import CompanyFacts
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import ActivityRule, AnswerConditions, Directory, DirectoryDocument
from conseillers_domain.objection_sentences import OBJECTIONS_SAID
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, route
from conseillers_domain.territory import Zone
from conseillers_domain.verdicts import Reason, SetAside
from tests.builders import SUBJECT, TODAY, Changed, a_branch, a_directory, a_team, an_advisor, an_institution
from tests.domain.country import LOT_ET_GARONNE, NOUVELLE_AQUITAINE, PARIS_DEPARTEMENT, in_commune
from tests.domain.told import (
    CCI,
    DIRECTORY,
    DOCUMENT,
    EPCI,
    EXPLAINER,
    GEOGRAPHY,
    a_decision,
    a_verdict,
    plain,
    read_back,
)

ONLY = "elle n’accompagne que les entreprises"
TERRITORY = "le territoire de son antenne « Lot-et-Garonne »"
CHAMBER = "(règle de l’institution « CCI »)"


def said(verdict: SetAside, *, commune: str = "47001", yours: bool = False) -> str:
    """What is told of the local team, which must not depend on how the verdict was kept."""
    decision = a_decision(commune=commune)
    live = EXPLAINER.set_aside(verdict, decision, yours=yours)
    assert EXPLAINER.set_aside(read_back(verdict), decision, yours=yours) == live
    return plain(live)


def of_local(told: str) -> str:
    return f"L’équipe « Recrutement 47 » n’a pas été retenue : {told}."


def closed(owner: str) -> SetAside:
    return a_verdict(Reason.TEAM_CLOSED, "open", "closed", owner=owner)


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("local", "elle est fermée"),
        ("cci-47", "son antenne « Lot-et-Garonne » est fermée"),
        ("cci", "son institution « CCI » est fermée"),
        ("gone", "son antenne ou son institution (« gone ») est fermée"),
    ],
)
def test_who_is_closed_is_told(owner: str, told: str) -> None:
    assert said(closed(owner)) == of_local(told)


def test_a_team_closed_that_has_left_the_directory_is_told_by_its_code() -> None:
    verdict = evolve(closed("gone"), team="gone")
    assert said(verdict) == "L’équipe « gone » n’a pas été retenue : elle est fermée."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"team": True}, "elle est fermée"),
        ({"branch": True}, "son antenne « Antenne one » est fermée"),
        ({"institution": True}, "son institution « Institution one » est fermée"),
        ({}, "elle est fermée"),
    ],
)
def test_of_three_that_bear_one_code_the_one_that_is_closed_is_named(
    changes: dict[str, bool], told: str
) -> None:
    document = a_directory(
        a_team("one", SUBJECT, closed=changes.get("team", False)),
        branches=[a_branch("one", closed=changes.get("branch", False))],
        institutions=[an_institution("one", closed=changes.get("institution", False))],
    )
    explainer = evolve(EXPLAINER, directory=Directory(document, "1"))
    verdict = evolve(closed("one"), team="one")
    assert (
        plain(explainer.set_aside(verdict, None)) == f"L’équipe « Équipe one » n’a pas été retenue : {told}."
    )


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        ((), ""),
        (("former",), ", seulement sur « Former »"),
        (("former", "tricoter"), ", seulement sur « Former » et « tricoter »"),
    ],
)
def test_a_team_asked_about_by_name_says_what_it_answers_on(offered: tuple[str, ...], told: str) -> None:
    verdict = a_verdict(Reason.SUBJECT_NOT_OFFERED, offered, SUBJECT)
    assert said(verdict) == of_local(f"elle ne répond pas sur le sujet « Recruter »{told}")


COMMUNES = tuple(map(in_commune, ("47001", "47195", "75056", "2A004", "85113", "55386", "55273")))


@pytest.mark.parametrize(
    ("zones", "owner", "told"),
    [
        (
            (LOT_ET_GARONNE, NOUVELLE_AQUITAINE),
            "cci-47",
            f"{TERRITORY} (département Lot-et-Garonne et région Nouvelle-Aquitaine) ne couvre pas Nérac",
        ),
        ((EPCI,), "cci-47", f"{TERRITORY} (Agglomération d’Agen) ne couvre pas Nérac"),
        ((in_commune("47001"),), "local", "son territoire (Agen) ne couvre pas Nérac"),
        (
            COMMUNES,
            "local",
            "son territoire (Agen, Nérac, Paris, Ajaccio, L’Île-d’Yeu et 2 autres) ne couvre pas Nérac",
        ),
        (
            (in_commune("00000"), Zone(PARIS_DEPARTEMENT.type, "20")),
            "gone",
            "le territoire de son antenne « gone » (commune 00000 et département 20) ne couvre pas Nérac",
        ),
        ((), "cci-47", "son antenne « Lot-et-Garonne » n’a pas de territoire"),
        ((), "local", "elle n’a pas de territoire"),
    ],
)
def test_a_territory_is_told_by_its_zones_and_what_it_does_not_cover(
    zones: tuple[Zone, ...], owner: str, told: str
) -> None:
    verdict = a_verdict(Reason.OUTSIDE_TERRITORY, zones, None, owner=owner)
    assert said(verdict, commune="47195") == of_local(told)


def test_a_place_that_no_geography_knows_is_told_by_its_code() -> None:
    verdict = a_verdict(Reason.OUTSIDE_TERRITORY, (LOT_ET_GARONNE,), None)
    assert said(verdict, commune="99999").endswith(
        "(département Lot-et-Garonne) ne couvre pas commune 99999."
    )


def test_of_a_team_and_a_branch_of_one_code_the_one_with_the_zones_is_named() -> None:
    def told(own: tuple[Zone, ...]) -> str:
        document = a_directory(a_team("one", SUBJECT, zones=own), branches=[a_branch("one")])
        explainer = evolve(EXPLAINER, directory=Directory(document, "1"))
        verdict = a_verdict(Reason.OUTSIDE_TERRITORY, (LOT_ET_GARONNE,), None, team="one", owner="one")
        return plain(explainer.set_aside(verdict, None)).partition(" : ")[2]

    covers = "(département Lot-et-Garonne) ne couvre pas la commune de l’entreprise."
    assert told((LOT_ET_GARONNE,)) == f"son territoire {covers}"
    assert told(()) == f"le territoire de son antenne « Antenne one » {covers}"


@pytest.mark.parametrize(
    ("wanted", "found", "told"),
    [
        (
            ("COMMERCIALE",),
            ("ARTISANALE",),
            f"{ONLY} d’activité commerciale {CHAMBER}, celle-ci est d’activité artisanale",
        ),
        (
            ("ARTISANALE_REGLEMENTEE", "GESTION_DE_BIENS", "AGRICOLE"),
            ("LIBERALE_NON_REGLEMENTEE", "AGENT_COMMERCIAL"),
            (
                f"{ONLY} d’activité artisanale réglementée, de gestion de biens ou AGRICOLE {CHAMBER}, "
                "celle-ci est d’activité libérale non réglementée et d’agent commercial"
            ),
        ),
        (
            (),
            ("INDEPENDANTE",),
            (
                f"{ONLY} dotées d’un code d’activité artisanale (NAFA) {CHAMBER}, "
                "celle-ci est d’activité indépendante"
            ),
        ),
    ],
)
def test_natures_of_activity_are_told_in_words(
    wanted: tuple[str, ...], found: tuple[str, ...], told: str
) -> None:
    verdict = a_verdict(Reason.CHAMBER_ACTIVITY, wanted, found, owner="cci")
    assert said(verdict) == of_local(told)


def test_a_chamber_that_takes_any_craft_code_says_so() -> None:
    crafts = evolve(CCI, activity_rule=ActivityRule(natures=("ARTISANALE",), any_nafa=True))
    others = tuple(one for one in DOCUMENT.institutions if one.slug != "cci")
    directory = Directory(evolve(DOCUMENT, institutions=(crafts, *others)), "2")
    verdict = a_verdict(Reason.CHAMBER_ACTIVITY, ("ARTISANALE",), ("COMMERCIALE",), owner="cci")
    assert plain(evolve(EXPLAINER, directory=directory).set_aside(verdict, a_decision())) == of_local(
        f"{ONLY} d’activité artisanale ou dotées d’un code d’activité artisanale (NAFA) {CHAMBER}, "
        "celle-ci est d’activité commerciale"
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("atlas", "celle-ci relève de « Atlas »"),
        ("853000982", "celle-ci relève de « Atlas »"),
        ("inconnu", "celle-ci relève de « inconnu »"),
        (None, "l’opérateur de celle-ci n’est pas connu"),
    ],
)
def test_the_skills_operator_of_the_company_is_named(found: str | None, told: str) -> None:
    verdict = a_verdict(Reason.OTHER_OPCO, "opco-2i", found, owner="opco-2i")
    assert said(verdict) == of_local(f"{ONLY} de l’opérateur de compétences « Opco 2i », {told}")


def test_in_mayotte_operators_are_others() -> None:
    verdict = a_verdict(Reason.OTHER_OPCO, "mayotte_only", "atlas", owner="opco-2i")
    assert said(verdict) == of_local(
        "à Mayotte, les entreprises relèvent des opérateurs de compétences propres à Mayotte"
    )


@pytest.mark.parametrize(
    ("wanted", "found", "told"),
    [
        (
            ({"apprentice": "true"},),
            {"apprentice": "false"},
            (
                "« Oui » à « Cherchez-vous un apprenti ? » {rule}, "
                "celle-ci a répondu « Non » à « Cherchez-vous un apprenti ? »"
            ),
        ),
        (
            ({"apprentice": "true", "contract": "cdi"}, {"contract": "stage"}),
            {"apprentice": "true", "contract": "cdd"},
            (
                "« Oui » à « Cherchez-vous un apprenti ? » et « CDI » à « Quel contrat proposez-vous ? » "
                "ou « stage » à « Quel contrat proposez-vous ? » {rule}, "
                "celle-ci a répondu « Oui » à « Cherchez-vous un apprenti ? » et « CDD » à « Quel contrat "
                "proposez-vous ? »"
            ),
        ),
        (({"hat": "blue"},), {}, "« blue » à « hat » {rule}, celle-ci a répondu autre chose"),
    ],
)
def test_answers_are_told_as_the_form_asks_them(
    wanted: tuple[dict[str, str], ...], found: dict[str, str], told: str
) -> None:
    verdict = a_verdict(Reason.ANSWERS, wanted, found, owner="cci")
    assert said(verdict) == of_local(f"{ONLY} qui ont répondu {told.format(rule=CHAMBER)}")


def test_an_absent_team_names_its_day_and_who_replaces_it() -> None:
    for delegate, name in (("own", "Agen"), ("gone", "gone")):
        verdict = a_verdict(Reason.ABSENT, delegate, date(2026, 12, 1))
        assert said(verdict) == of_local(
            f"tous ses conseillers sont absents le 1er décembre 2026, l’équipe « {name} » la remplace"
        )


def test_a_suspended_team_says_so() -> None:
    assert said(a_verdict(Reason.SUSPENDED, 1, 0)) == of_local(
        "les comptes de tous ses conseillers sont suspendus"
    )


def test_a_member_reads_the_rule_of_their_own_team() -> None:
    verdict = a_verdict(Reason.CRITERION, 3, 1, criterion="min_years")
    assert said(verdict, yours=True) == (
        "Votre équipe « Recrutement 47 » n’a pas été retenue : elle n’accompagne que les entreprises créées "
        "depuis au moins 3 ans (règle de votre équipe), celle-ci a 1 an."
    )


def test_every_reason_has_its_words_in_the_order_of_the_rules() -> None:
    assert [*OBJECTIONS_SAID] == [*Reason]


DECIDED: list[tuple[DirectoryDocument, dict[str, Changed], str]] = [
    (
        a_directory(a_team("t", SUBJECT, zones=(PARIS_DEPARTEMENT,))),
        {},
        "son territoire (département 75) ne couvre pas Agen",
    ),
    (
        a_directory(
            a_team("t", SUBJECT, branch="b"),
            branches=[a_branch("b", name="Agen", criteria=(Criterion(max_headcount=50),))],
        ),
        {"headcount": "21"},
        f"{ONLY} de moins de 50 salariés (règle de l’antenne « Agen »), celle-ci en compte 50 à 99",
    ),
    (
        a_directory(
            a_team("t", SUBJECT, branch="b"),
            branches=[a_branch("b", institution="i")],
            institutions=[
                an_institution(
                    "i",
                    answer_conditions=(AnswerConditions(subject=SUBJECT, groups=({"apprentice": "true"},)),),
                )
            ],
        ),
        {"answers": {"apprentice": "false"}},
        (
            f"{ONLY} qui ont répondu « Oui » à « Cherchez-vous un apprenti ? » "
            "(règle de l’institution « Institution i »), "
            "celle-ci a répondu « Non » à « Cherchez-vous un apprenti ? »"
        ),
    ),
    (
        a_directory(a_team("t", SUBJECT, closed=True)),
        {},
        "elle est fermée",
    ),
]


@pytest.mark.parametrize(("document", "facts", "told"), DECIDED)
def test_a_decision_just_taken_is_told(
    document: DirectoryDocument, facts: dict[str, Changed], told: str
) -> None:
    directory = Directory(document, "1", frozenset())
    answers = facts.get("answers", {})
    company = {key: value for key, value in facts.items() if key != "answers"}
    profile = Profile(subject=SUBJECT, facts=CompanyFacts(commune="47001", **company), answers=answers)
    routing = route(profile, RouteIndex.of(directory), GEOGRAPHY, TODAY)
    (verdict,) = routing.set_aside
    explainer = evolve(EXPLAINER, directory=directory)
    assert (
        plain(explainer.set_aside(verdict, routing)) == f"L’équipe « Équipe t » n’a pas été retenue : {told}."
    )


def test_a_team_suspended_by_a_decision_is_told() -> None:
    document = a_directory(a_team("t", SUBJECT), advisors=[an_advisor("a@example.org", "t")])
    directory = Directory(document, "1", frozenset({"a@example.org"}))
    profile = Profile(subject=SUBJECT, facts=CompanyFacts(commune="47001"))
    routing = route(profile, RouteIndex.of(directory), GEOGRAPHY, TODAY)
    told = evolve(EXPLAINER, directory=directory).set_aside(routing.set_aside[0], routing)
    assert plain(told).endswith("les comptes de tous ses conseillers sont suspendus.")


def test_the_directory_of_these_sentences_holds_together() -> None:
    assert {DIRECTORY.institution_of(team).slug for team in DIRECTORY.teams} == {"cci", "opco-2i"}
