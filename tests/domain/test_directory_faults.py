"""What keeps a directory from being published: every fault alone with its place, then all at once."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    Absence,
    ActivityRule,
    AnswerConditions,
    Competence,
    DirectoryDocument,
)
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.errors import Fault, told_once
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import Changed, a_branch, a_directory, a_team, an_advisor, an_institution
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, in_commune
from tests.domain.forms import CATALOGUE

RIGHT = a_directory(
    a_team("cci", "recruter", "former", delegate="cci-47", zones=(in_commune("75101"), LOT_ET_GARONNE)),
    a_team("cci-47", "ancien", branch="cci-47"),
    a_team("cma", "autre-demande"),
    branches=[
        a_branch("cci", zones=(LOT_ET_GARONNE,)),
        a_branch("cci-47", institution="cci", parent="cci"),
        a_branch("cma"),
    ],
    institutions=[
        an_institution("cci", answer_conditions=(AnswerConditions(subject="former", groups=({},)),)),
        an_institution("cma", activity_rule=ActivityRule(any_nafa=True)),
    ],
    advisors=[
        an_advisor(
            "Ana@example.org",
            "cci",
            "cma",
            absences=(Absence(from_=date(2026, 1, 2), to=date(2026, 1, 2)),),
        ),
        an_advisor("bob@example.org", branch="cma"),
    ],
)


def found(document: DirectoryDocument) -> tuple[Fault, ...]:
    """Every fault, an address needing its sign « @ »."""
    return directory_faults(
        document, CATALOGUE, COUNTRY, lambda text: None if "@" in text else "Il manque le signe @."
    )


def told(document: DirectoryDocument) -> list[tuple[str, str]]:
    """Where and which."""
    return [(one.pointer, one.code) for one in found(document)]


def changed(part: str, rank: int, **changes: Changed) -> DirectoryDocument:
    """The right document with one thing of one part changed."""
    things = list(getattr(RIGHT, part))
    things[rank] = evolve(things[rank], **changes)
    return evolve(RIGHT, **{part: tuple(things)})


def test_a_directory_without_a_fault_may_be_published() -> None:
    assert found(RIGHT) == ()
    assert directory_faults(RIGHT, CATALOGUE, COUNTRY) == ()


def test_an_empty_directory_may_be_published() -> None:
    assert found(DirectoryDocument()) == ()


NAMELESS = [("first_name", "required"), ("last_name", "required")]
FORMER, NOWHERE = in_commune("55273"), Zone(ZoneType.EPCI, "000000000")


@pytest.mark.parametrize(
    ("part", "rank", "changes", "faults"),
    [
        ("institutions", 1, {"name": " "}, [("name", "required")]),
        ("institutions", 1, {"criteria": (Criterion(min_years=-1),)}, [("criteria/0/min_years", "format")]),
        ("branches", 2, {"name": ""}, [("name", "required")]),
        ("branches", 2, {"institution": "nul"}, [("institution", "unknown_institution")]),
        ("branches", 2, {"institution": ""}, [("institution", "required")]),
        ("branches", 2, {"parent": "nul"}, [("parent", "unknown_branch")]),
        ("branches", 2, {"parent": "cci"}, [("parent", "other_institution")]),
        ("branches", 2, {"parent": "cma"}, [("parent", "cycle")]),
        ("branches", 2, {"zones": (LOT_ET_GARONNE, NOWHERE)}, [("zones/1/code", "unknown_zone")]),
        ("branches", 2, {"criteria": (Criterion(max_years=-1),)}, [("criteria/0/max_years", "format")]),
        ("teams", 2, {"name": ""}, [("name", "required")]),
        ("teams", 2, {"branch": "nul"}, [("branch", "unknown_branch")]),
        ("teams", 2, {"branch": ""}, [("branch", "required")]),
        ("teams", 2, {"mailbox": ""}, [("mailbox", "required")]),
        ("teams", 2, {"mailbox": "boite"}, [("mailbox", "format")]),
        ("teams", 2, {"delegate": "nul"}, [("delegate", "unknown_team")]),
        ("teams", 2, {"zones": (in_commune(" "),)}, [("zones/0/code", "required")]),
        ("teams", 2, {"zones": (FORMER,)}, [("zones/0/code", "unknown_zone")]),
        (
            "teams",
            2,
            {"competences": (Competence(subject="recruter"), Competence(subject="nul"))},
            [("competences/1/subject", "unknown_subject")],
        ),
        ("teams", 2, {"competences": (Competence(subject=""),)}, [("competences/0/subject", "required")]),
        (
            "teams",
            2,
            {"criteria": (Criterion(), Criterion(subjects=("recruter", "nul"), min_headcount=-1))},
            [("criteria/1/subjects/1", "unknown_subject"), ("criteria/1/min_headcount", "format")],
        ),
        (
            "teams",
            2,
            {"criteria": (Criterion(excluded_communes=("47001", "55273", "75101", "99999")),)},
            [("criteria/0/excluded_communes/3", "unknown_commune")],
        ),
        (
            "teams",
            2,
            {"criteria": (Criterion(min_years=0, max_headcount=0, accepted_naf=("?",)),)},
            [],
        ),
        ("advisors", 1, {"first_name": ""}, [("first_name", "required")]),
        ("advisors", 1, {"last_name": " "}, [("last_name", "required")]),
        ("advisors", 1, {"branch": ""}, [("branch", "required")]),
        ("advisors", 1, {"branch": "nul"}, [("branch", "unknown_branch")]),
        ("advisors", 1, {"email": ""}, [("email", "required")]),
        ("advisors", 1, {"email": "bob"}, [("email", "format")]),
        ("advisors", 1, {"teams": ("cma", "nul")}, [("teams/1", "unknown_team")]),
        (
            "advisors",
            1,
            {"absences": (Absence(from_=date(2026, 1, 2), to=date(2026, 1, 1)),)},
            [("absences/0/to", "before_start")],
        ),
        ("branches", 2, {"institution": "  "}, [("institution", "required")]),
        ("branches", 2, {"parent": " "}, [("parent", "required")]),
        ("teams", 2, {"branch": " "}, [("branch", "required")]),
        ("teams", 2, {"delegate": ""}, [("delegate", "required")]),
        ("advisors", 1, {"teams": ("cma", " ")}, [("teams/1", "required")]),
        ("teams", 2, {"competences": (Competence(subject=" "),)}, [("competences/0/subject", "required")]),
        ("institutions", 1, {"name": "\u200b"}, [("name", "required")]),
        ("advisors", 1, {"first_name": "\x07", "last_name": "\ufeff"}, NAMELESS),
        ("institutions", 1, {"categories": ("opco", " ")}, [("categories/1", "required")]),
        (
            "institutions",
            1,
            {"activity_rule": ActivityRule(natures=("",))},
            [("activity_rule/natures/0", "required")],
        ),
        ("institutions", 1, {"mail_domains": ("cci.example",)}, []),
        ("institutions", 1, {"mail_domains": ("cci.example", "@cci")}, [("mail_domains/1", "format")]),
        ("institutions", 1, {"siren": "000000018"}, []),
        ("institutions", 1, {"siren": ""}, [("siren", "format")]),
        ("institutions", 1, {"siren": "000000000"}, [("siren", "format")]),
        ("institutions", 1, {"siren": "000000019"}, [("siren", "format")]),
        ("institutions", 1, {"siren": "000 000 018"}, [("siren", "format")]),
        ("institutions", 1, {"slug": "c m a"}, [("slug", "format")]),
        ("institutions", 1, {"slug": " "}, [("slug", "required")]),
        ("branches", 1, {"code": "cci/47"}, [("code", "format")]),
        ("branches", 1, {"code": "cci-47\n"}, [("code", "format")]),
        ("branches", 1, {"code": ".."}, [("code", "format")]),
        ("branches", 1, {"code": "Cci_4.7"}, []),
        ("teams", 0, {"code": "équipe"}, [("code", "format")]),
        ("teams", 0, {"code": "."}, [("code", "format")]),
        ("teams", 2, {"mailbox": " rh@cci.example"}, [("mailbox", "format")]),
        ("teams", 2, {"mailbox": "re..crutement@cci.example"}, [("mailbox", "format")]),
        ("teams", 2, {"mailbox": "rh@cci\u00ad.example"}, [("mailbox", "format")]),
        ("advisors", 1, {"email": "bob@example.org "}, [("email", "format")]),
        (
            "teams",
            2,
            {
                "criteria": (
                    Criterion(
                        accepted_naf=("62.01Z", ""),
                        accepted_legal_forms=("",),
                        excluded_naf=("",),
                        excluded_legal_forms=(" ",),
                        excluded_communes=("47001", " "),
                    ),
                )
            },
            [
                ("criteria/0/accepted_naf/1", "required"),
                ("criteria/0/accepted_legal_forms/0", "required"),
                ("criteria/0/excluded_naf/0", "required"),
                ("criteria/0/excluded_legal_forms/0", "required"),
                ("criteria/0/excluded_communes/1", "required"),
            ],
        ),
        ("institutions", 1, {"slug": "cci"}, [("slug", "duplicate")]),
        ("advisors", 1, {"email": "ana@EXAMPLE.org"}, [("email", "duplicate")]),
    ],
)
def test_each_fault_is_told_alone_at_its_place(
    part: str, rank: int, changes: dict[str, Changed], faults: list[tuple[str, str]]
) -> None:
    kept = [
        (place, code) for place, code in told(changed(part, rank, **changes)) if place.startswith(f"/{part}")
    ]
    assert kept == [(f"/{part}/{rank}/{place}", code) for place, code in faults]


@pytest.mark.parametrize(
    ("part", "twin"),
    [("branches", a_branch("cma")), ("teams", a_team("cma", "recruter"))],
)
def test_a_code_given_twice_is_told_at_the_second(part: str, twin: object) -> None:
    document = evolve(RIGHT, **{part: (*getattr(RIGHT, part), twin)})
    assert told(document) == [(f"/{part}/3/code", "duplicate")]


def test_a_code_left_blank_twice_is_required_twice_and_no_duplicate() -> None:
    document = DirectoryDocument(institutions=(an_institution(""), an_institution("")))
    assert told(document) == [("/institutions/0/slug", "required"), ("/institutions/1/slug", "required")]


def test_nothing_is_said_of_what_a_wrong_shape_hides() -> None:
    document = evolve(
        changed("teams", 2, zones=(NOWHERE,)),
        branches=(*RIGHT.branches[:2], evolve(RIGHT.branches[2], institution="", parent="cci")),
    )
    shape = (
        Fault("/branches/2/institution", "type", "Texte attendu."),
        Fault("/teams/2/zones/0/type", "unknown_option", "Valeur inconnue."),
    )
    assert told_once(shape, found(document)) == shape


@pytest.mark.parametrize(
    ("conditions", "faults"),
    [
        ({"subject": "recruter", "groups": ({"apprentice": "true", "contract": "cdi"}, {})}, []),
        ({"subject": "nul", "groups": ({"nul": "x"},)}, [("subject", "unknown_subject")]),
        ({"subject": "", "groups": ()}, [("subject", "required")]),
        (
            {"subject": "recruter", "groups": ({"apprentice": "true"}, {"nul": "x", "contract": "cdx"})},
            [("groups/1/nul", "unknown_question"), ("groups/1/contract", "unknown_option")],
        ),
    ],
)
def test_expected_answers_are_those_of_the_catalogue(
    conditions: dict[str, Changed], faults: list[tuple[str, str]]
) -> None:
    document = changed("institutions", 1, answer_conditions=(AnswerConditions(**conditions),))
    assert told(document) == [
        (f"/institutions/1/answer_conditions/0/{place}", code) for place, code in faults
    ]


def test_branches_that_turn_in_a_circle_are_each_told() -> None:
    document = a_directory(
        branches=[
            a_branch("a", institution="i", parent="b"),
            a_branch("b", institution="i", parent="c"),
            a_branch("c", institution="i", parent="a"),
            a_branch("below", institution="i", parent="a"),
        ]
    )
    assert told(document) == [(f"/branches/{rank}/parent", "cycle") for rank in range(3)]


def test_a_former_code_names_its_successor_wherever_it_stands() -> None:
    document = evolve(
        changed("teams", 2, zones=(FORMER, NOWHERE)),
        branches=(*RIGHT.branches[:2], evolve(RIGHT.branches[2], zones=(FORMER,))),
    )
    former = (
        "Le code 55273 n’est plus celui d’une commune : la commune actuelle est Nonsard-Lamarche (55386)."
    )
    assert [(one.pointer, one.message) for one in found(document)] == [
        ("/branches/2/zones/0/code", former),
        ("/teams/2/zones/0/code", former),
        (
            "/teams/2/zones/1/code",
            "La zone « EPCI 000000000 » n’existe pas dans le découpage officiel 2026.",
        ),
    ]


def test_every_fault_is_told_at_once_in_the_order_of_the_document() -> None:
    document = DirectoryDocument(
        institutions=(an_institution("cci", name=""),),
        branches=(a_branch("cci", parent="nul", zones=(NOWHERE,)),),
        teams=(a_team("cci", "nul", mailbox="x", delegate="nul"),),
        advisors=(an_advisor("x", "nul", branch="nul"),),
    )
    assert told(document) == [
        ("/institutions/0/name", "required"),
        ("/branches/0/parent", "unknown_branch"),
        ("/branches/0/zones/0/code", "unknown_zone"),
        ("/teams/0/delegate", "unknown_team"),
        ("/teams/0/mailbox", "format"),
        ("/teams/0/competences/0/subject", "unknown_subject"),
        ("/advisors/0/email", "format"),
        ("/advisors/0/branch", "unknown_branch"),
        ("/advisors/0/teams/0", "unknown_team"),
    ]
