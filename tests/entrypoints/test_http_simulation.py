"""Routing tried on a whole directory given inline: every rule of the domain, as programs read it."""

from typing import Final

import pytest

from tests.entrypoints.service import STAFF, Browser, Document, Service, faults

AGEN, PARIS_2, MAMOUDZOU = "47001", "75102", "97611"
VERSIONS: Final = {"directory": "inline", "geography": "2026", "rules": "1"}


@pytest.fixture(scope="module")
def staff(shared: Service) -> Browser:
    return shared.signed_in(STAFF)


def zone(kind: str, code: str) -> Document:
    return {"type": kind, "code": code}


LOT_ET_GARONNE: Final = zone("departement", "47")


def country(
    *teams: Document, institution: Document | None = None, branch: Document | None = None, **more: object
) -> Document:
    """One institution `i`, one branch `b` in Lot-et-Garonne, these teams; `t` when none is given."""
    return {
        "institutions": [{"slug": "i", "name": "I", "nature": "public_body", **(institution or {})}],
        "branches": [
            {
                "code": "b",
                "institution": "i",
                "name": "B",
                "level": "local",
                "zones": [LOT_ET_GARONNE],
                **(branch or {}),
            }
        ],
        "teams": [a_team("t", **one) if "code" not in one else one for one in teams or ({},)],
        "advisors": [],
        **more,
    }


def a_team(code: str, **more: object) -> Document:
    return {
        "code": code,
        "branch": "b",
        "name": code.upper(),
        "mailbox": f"{code}@i.fr",
        "competences": [{"subject": "recruter"}],
        **more,
    }


def an_advisor(name: str, *teams: str, **more: object) -> Document:
    return {
        "email": f"{name}@i.fr",
        "first_name": name,
        "last_name": "N",
        "branch": "b",
        "teams": list(teams),
        **more,
    }


def decided(
    staff: Browser,
    directory: Document,
    *,
    subject: str = "recruter",
    on: str = "2026-11-23",
    answers: Document | None = None,
    **company: object,
) -> Document:
    """The decision, members' notices aside."""
    answer = staff.post(
        "/api/admin/routing/simulations",
        {
            "subject": subject,
            "on": on,
            "answers": answers or {},
            "company": {"commune": AGEN, **company},
            "directory": directory,
        },
    )
    assert answer.status_code == 200, answer.text
    decision: Document = answer.json()
    assert decision["versions"] == VERSIONS
    for part in ("kept", "set_aside", "notices"):
        assert decision[part] == sorted(decision[part], key=lambda one: one["team"])
    return decision


def kept(decision: Document) -> list[tuple[str, str]]:
    assert all(one.keys() == {"team", "by"} for one in decision["kept"])
    return [(one["team"], one["by"]) for one in decision["kept"]]


def objection(decision: Document) -> Document:
    (verdict,) = decision["set_aside"]
    assert decision["kept"] == []
    found: Document = verdict
    return found


def test_a_team_is_kept_by_its_branch(staff: Browser) -> None:
    assert decided(staff, country()) == {
        "kept": [{"team": "t", "by": "branch_zone"}],
        "set_aside": [],
        "notices": [{"team": "t", "code": "no_member"}],
        "versions": VERSIONS,
    }


@pytest.mark.parametrize(
    ("directory", "by"),
    [
        (country({"zones": [zone("commune", AGEN)]}), "team_zone"),
        (country({"zones": [zone("epci", "200096956")]}), "team_zone"),
        (country(branch={"zones": [zone("region", "75")]}), "branch_zone"),
        (country(branch={"zones": [], "level": "national"}), "national"),
        (
            country({"zones": [LOT_ET_GARONNE]}, branch={"zones": [], "level": "national"}),
            "team_zone",
        ),
    ],
)
def test_a_team_is_kept_by_what_covers_the_company(staff: Browser, directory: Document, by: str) -> None:
    assert kept(decided(staff, directory)) == [("t", by)]


@pytest.mark.parametrize(
    ("directory", "owner"),
    [
        (country({"closed": True}), "t"),
        (country(branch={"closed": True}), "b"),
        (country(institution={"closed": True}), "i"),
        (country({"closed": True}, branch={"closed": True, "zones": [zone("region", "11")]}), "t"),
    ],
)
def test_what_is_closed_receives_nothing(staff: Browser, directory: Document, owner: str) -> None:
    assert objection(decided(staff, directory)) == {
        "team": "t",
        "reason": "team_closed",
        "expected": "open",
        "actual": "closed",
        "owner": owner,
    }


def test_a_team_without_the_subject_is_in_neither_list(staff: Browser) -> None:
    decision = decided(staff, country({"competences": [{"subject": "contrat-de-travail"}]}))
    assert (decision["kept"], decision["set_aside"]) == ([], [])


@pytest.mark.parametrize(
    ("directory", "owner", "expected"),
    [
        (country(branch={"zones": [zone("departement", "48")]}), "b", [zone("departement", "48")]),
        (country({"zones": [zone("commune", "33063")]}), "t", [zone("commune", "33063")]),
        (
            country({"zones": [zone("region", "11")]}, branch={"level": "national", "zones": []}),
            "t",
            [zone("region", "11")],
        ),
        (country(branch={"zones": [], "level": "regional"}), "b", []),
    ],
)
def test_a_team_elsewhere_is_set_aside(
    staff: Browser, directory: Document, owner: str, expected: list[Document]
) -> None:
    assert objection(decided(staff, directory)) == {
        "team": "t",
        "reason": "outside_territory",
        "expected": expected,
        "actual": AGEN,
        "owner": owner,
    }


@pytest.mark.parametrize(
    ("commune", "covering"),
    [
        (PARIS_2, zone("commune", PARIS_2)),
        (PARIS_2, zone("commune", "75056")),
        (PARIS_2, zone("epci", "200054781")),
        ("69385", zone("commune", "69123")),
        ("13205", zone("departement", "13")),
        ("2A004", zone("departement", "2A")),
        ("01018", zone("commune", "01033")),
        ("01018", zone("departement", "01")),
        (MAMOUDZOU, zone("region", "06")),
    ],
)
def test_a_company_is_covered_by_all_that_contains_its_commune(
    staff: Browser, commune: str, covering: Document
) -> None:
    assert kept(decided(staff, country({"zones": [covering]}), commune=commune)) == [("t", "team_zone")]


CRAFT: Final = {"activity_rule": {"natures": ["ARTISANALE", "GESTION_DE_BIENS"], "any_nafa": True}}


def test_a_chamber_receives_the_activities_of_its_rule(staff: Browser) -> None:
    assert objection(decided(staff, country(institution=CRAFT), natures=["COMMERCIALE"], nafa=[])) == {
        "team": "t",
        "reason": "chamber_activity",
        "expected": ["ARTISANALE", "GESTION_DE_BIENS"],
        "actual": ["COMMERCIALE"],
        "owner": "i",
    }


@pytest.mark.parametrize(
    "company",
    [
        {"natures": ["COMMERCIALE", "ARTISANALE"]},
        {"natures": ["COMMERCIALE"], "nafa": ["1071CC"]},
        {"natures": []},
        {"natures": None},
        {},
    ],
)
def test_a_chamber_receives_what_it_cannot_tell(staff: Browser, company: Document) -> None:
    assert kept(decided(staff, country(institution=CRAFT), **company)) == [("t", "branch_zone")]


@pytest.mark.parametrize(
    ("opco", "actual", "commune", "expected", "own"),
    [
        ({}, "autre", AGEN, "i", False),
        ({}, None, AGEN, "i", False),
        ({}, "i", AGEN, "i", True),
        ({"siren": "123456789"}, "123456789", AGEN, "i", True),
        ({}, "i", MAMOUDZOU, "mayotte_only", False),
        ({"mayotte_only": True}, None, MAMOUDZOU, "mayotte_only", True),
        ({"mayotte_only": True}, "i", AGEN, "i", True),
        ({"mayotte_only": True}, "autre", AGEN, "i", False),
    ],
)
def test_a_company_has_one_skills_operator(
    staff: Browser, opco: Document, actual: str | None, commune: str, expected: str, own: bool
) -> None:
    directory = country(
        institution={"categories": ["opco"], **opco}, branch={"zones": [], "level": "national"}
    )
    decision = decided(staff, directory, commune=commune, opco=actual)
    if own:
        assert kept(decision) == [("t", "national")]
    else:
        assert objection(decision) == {
            "team": "t",
            "reason": "other_opco",
            "expected": expected,
            "actual": actual,
            "owner": "i",
        }


@pytest.mark.parametrize(
    ("criterion", "expected", "company", "actual"),
    [
        ("min_years", 3, {"created_on": "2023-11-24"}, 2),
        ("min_years", 3, {"created_on": None}, None),
        ("max_years", 3, {"created_on": "2023-11-23"}, 3),
        ("max_years", 3, {}, None),
        ("min_headcount", 20, {"headcount": "11"}, 10),
        ("min_headcount", 20, {"headcount": "ZZ"}, None),
        ("max_headcount", 49, {"headcount": "12"}, 49),
        ("max_headcount", 49, {}, None),
        ("max_headcount", 0, {"headcount": "NN"}, 0),
        ("accepted_naf", ["62.02A"], {"naf": "62.01Z"}, "62.01Z"),
        ("accepted_naf", ["62.02A"], {}, None),
        ("accepted_legal_forms", ["5710"], {"legal_form": "5499"}, "5499"),
        ("accepted_legal_forms", ["5710"], {}, None),
        ("excluded_naf", ["6202a"], {"naf": "62.02A"}, "62.02A"),
        ("excluded_legal_forms", ["5710"], {"legal_form": "5710"}, "5710"),
        ("excluded_communes", ["47001"], {}, AGEN),
    ],
)
@pytest.mark.parametrize("owner", ["t", "b", "i"])
def test_a_criterion_that_does_not_hold_is_told_with_its_owner(
    staff: Browser, owner: str, criterion: str, expected: object, company: Document, actual: object
) -> None:
    rule = {"criteria": [{criterion: expected}]}
    directory = {
        "t": country(rule),
        "b": country(branch=rule),
        "i": country(institution=rule),
    }[owner]
    assert objection(decided(staff, directory, **company)) == {
        "team": "t",
        "reason": "criterion",
        "criterion": criterion,
        "expected": expected,
        "actual": actual,
        "owner": owner,
    }


@pytest.mark.parametrize(
    ("criterion", "company"),
    [
        ({"min_years": 3}, {"created_on": "2023-11-23"}),
        ({"min_years": 1}, {"created_on": "2024-02-29"}),
        ({"max_years": 3}, {"created_on": "2023-11-24"}),
        ({"min_headcount": 0, "max_headcount": 1}, {"headcount": "NN"}),
        ({"min_headcount": 20, "max_headcount": 50}, {"headcount": "12"}),
        ({"accepted_naf": ["6202a"], "excluded_naf": ["62.01Z"]}, {"naf": "62.02A"}),
        ({"accepted_legal_forms": ["5710"]}, {"legal_form": "5710"}),
        ({"accepted_naf": [], "accepted_legal_forms": []}, {}),
        ({"excluded_naf": ["62.02A"], "excluded_legal_forms": ["1"], "excluded_communes": ["33063"]}, {}),
        ({"subjects": ["contrat-de-travail"], "min_headcount": 5_000}, {}),
        ({"subjects": ["recruter"], "max_headcount": 50}, {"headcount": "03"}),
    ],
)
def test_a_criterion_that_holds_lets_the_need_through(
    staff: Browser, criterion: Document, company: Document
) -> None:
    assert kept(decided(staff, country({"criteria": [criterion]}), **company)) == [("t", "branch_zone")]


def test_the_first_criterion_that_fails_is_told_team_first(staff: Browser) -> None:
    directory = country(
        {"criteria": [{"min_years": 0}, {"accepted_naf": ["1"], "max_years": 2}]},
        branch={"criteria": [{"min_headcount": 3}]},
        institution={"criteria": [{"min_headcount": 4}]},
    )
    verdict = objection(decided(staff, directory, created_on="2000-01-01"))
    assert (verdict["owner"], verdict["criterion"]) == ("t", "max_years")


ANSWERED: Final = {
    "answer_conditions": [
        {"subject": "recruter-en-alternance", "groups": [{}]},
        {
            "subject": "recruter-en-alternance",
            "groups": [{"alternance_contrat": "apprentissage", "alternance_candidat": "true"}],
        },
    ]
}
APPRENTICES: Final = {"competences": [{"subject": "recruter-en-alternance"}]}


def test_answers_that_are_not_those_expected_set_aside(staff: Browser) -> None:
    given = {"alternance_contrat": "professionnalisation"}
    decision = decided(
        staff,
        country(APPRENTICES, institution=ANSWERED),
        subject="recruter-en-alternance",
        answers=given,
    )
    assert objection(decision) == {
        "team": "t",
        "reason": "answers",
        "expected": [{"alternance_contrat": "apprentissage", "alternance_candidat": "true"}],
        "actual": given,
        "owner": "i",
    }


@pytest.mark.parametrize(
    "given",
    [{}, {"alternance_contrat": "apprentissage"}, {"alternance_candidat": "true"}],
)
def test_a_question_left_open_never_excludes(staff: Browser, given: Document) -> None:
    decision = decided(
        staff, country(APPRENTICES, institution=ANSWERED), subject="recruter-en-alternance", answers=given
    )
    assert kept(decision) == [("t", "branch_zone")]


AWAY: Final = {"absences": [{"from": "2026-11-20", "to": "2026-11-23"}]}


def test_an_absent_team_is_replaced_by_its_delegate(staff: Browser) -> None:
    directory = country(
        a_team("t", delegate="d"),
        a_team("d", competences=[{"subject": "contrat-de-travail"}], zones=[zone("region", "11")]),
        advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "d")],
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("d", "delegate")]
    assert decision["set_aside"] == [
        {"team": "t", "reason": "absent", "expected": "d", "actual": "2026-11-23", "owner": "t"}
    ]
    assert decision["notices"] == []
    assert kept(decided(staff, directory, on="2026-11-24")) == [("t", "branch_zone")]


def test_a_delegate_that_holds_the_subject_is_kept_in_its_own_right(staff: Browser) -> None:
    directory = country(
        a_team("t", delegate="d"),
        a_team("d"),
        advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "d")],
    )
    assert kept(decided(staff, directory)) == [("d", "branch_zone")]


@pytest.mark.parametrize(
    ("delegate", "advisors"),
    [
        (None, []),
        ("d", [an_advisor("alan", "d", **AWAY)]),
        ("d", []),
    ],
)
def test_an_absent_team_nobody_can_replace_is_kept_and_noticed(
    staff: Browser, delegate: str | None, advisors: list[Document]
) -> None:
    directory = country(
        a_team("t", delegate=delegate),
        a_team("d", competences=[{"subject": "contrat-de-travail"}]),
        advisors=[an_advisor("zoe", "t", **AWAY), *advisors],
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("t", "branch_zone")]
    assert decision["notices"] == [{"team": "t", "code": "absent_without_delegate"}]


def test_a_team_of_which_somebody_is_there_is_kept(staff: Browser) -> None:
    directory = country(advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "t")])
    decision = decided(staff, directory)
    assert kept(decision) == [("t", "branch_zone")]
    assert decision["notices"] == []


def test_the_rules_are_met_in_their_order(staff: Browser) -> None:
    everything: Document = {
        "closed": True,
        "zones": [zone("region", "11")],
        "criteria": [{"min_years": 99}],
    }
    chamber = {**CRAFT, "categories": ["opco"], **ANSWERED}
    reasons = []
    mendings: list[Document] = [{}, {"closed": False}, {"zones": []}]
    for mended in mendings:
        everything |= mended
        verdict = objection(decided(staff, country(everything, institution=chamber), natures=["COMMERCIALE"]))
        reasons.append(verdict["reason"])
    reasons.append(objection(decided(staff, country(everything, institution=chamber)))["reason"])
    reasons.append(objection(decided(staff, country(everything, institution=chamber), opco="i"))["reason"])
    assert reasons == ["team_closed", "outside_territory", "chamber_activity", "other_opco", "criterion"]


def test_every_team_that_holds_the_subject_is_in_one_list(staff: Browser) -> None:
    directory = country(
        a_team("c"),
        a_team("a", closed=True),
        a_team("b", zones=[zone("region", "11")]),
        a_team("d", competences=[{"subject": "recruter"}, {"subject": "recruter"}]),
        a_team("z", competences=[{"subject": "contrat-de-travail"}]),
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("c", "branch_zone"), ("d", "branch_zone")]
    assert [one["team"] for one in decision["set_aside"]] == ["a", "b"]


def test_the_directory_in_force_is_tried_when_none_is_given(staff: Browser) -> None:
    answer = staff.post(
        "/api/admin/routing/simulations", {"subject": "recruter", "company": {"commune": AGEN}}
    ).json()
    assert kept(answer) == [("cci-47-rh", "branch_zone"), ("emploi-47", "branch_zone")]
    assert answer["versions"] == {"directory": "1", "geography": "2026", "rules": "1"}


def test_nothing_is_kept_of_a_simulation(shared: Service, staff: Browser) -> None:
    with shared.statements() as statements:
        decided(staff, country())
    assert all(one.startswith("SELECT") for one in statements.said)


REFUSED: Final[list[tuple[Document, dict[str, str]]]] = [
    ({}, {"/subject": "required", "/company": "required"}),
    ({"subject": "", "company": {"commune": ""}}, {"/subject": "required", "/company/commune": "required"}),
    ({"subject": "tricot", "company": {"commune": AGEN}}, {"/subject": "unknown_subject"}),
    (
        {"subject": "recruter", "company": {"commune": "47000"}},
        {"/company/commune": "unknown_commune"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "answers": {"autre": "true"}},
        {"/answers/autre": "unknown_question"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "answers": {"recrutement_premier": "bof"}},
        {"/answers/recrutement_premier": "unknown_option"},
    ),
    (
        {
            "subject": "recruter",
            "company": {"commune": AGEN},
            "directory": country({"zones": [zone("departement", "47"), zone("departement", "20")]}),
        },
        {"/directory/teams/0/zones/1/code": "unknown_zone"},
    ),
    (
        {
            "subject": "recruter",
            "company": {"commune": AGEN},
            "directory": country({"branch": "nulle"}),
        },
        {"/directory/teams/0/branch": "unknown_branch"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "on": "demain"},
        {"/on": "format"},
    ),
    (
        {
            "subject": "tricot",
            "on": 3,
            "company": {"commune": "00000", "naf": 1, "couleur": "bleu", "natures": "ARTISANALE"},
            "directory": country(
                a_team("t", competences=[{"subject": "tricot"}], delegate="nulle"),
                institution={"nature": "x"},
            ),
        },
        {
            "/subject": "unknown_subject",
            "/on": "type",
            "/company/commune": "unknown_commune",
            "/company/naf": "type",
            "/company/couleur": "unknown_field",
            "/company/natures": "type",
            "/directory/institutions/0/nature": "unknown_option",
            "/directory/teams/0/competences/0/subject": "unknown_subject",
            "/directory/teams/0/delegate": "unknown_team",
        },
    ),
]


@pytest.mark.parametrize(("body", "wrong"), REFUSED)
def test_a_simulation_that_makes_no_sense_is_refused(
    staff: Browser, body: Document, wrong: dict[str, str]
) -> None:
    answer = staff.post("/api/admin/routing/simulations", body)
    codes = set(wrong.values())
    assert (answer.status_code, faults(answer)) == (422, wrong)
    expected = codes.pop() if len(codes) == 1 else "invalid"
    assert answer.json()["type"] == f"/problems/{expected}"
