"""The rules of routing one by one: who is kept, who is set aside, why and by whom."""

from datetime import date

import pytest

from conseillers_domain.company import CompanyFacts
from conseillers_domain.directory import (
    OPCO,
    ActivityRule,
    AnswerConditions,
)
from conseillers_domain.routing import Kept, Notice, Profile, Versions
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import (
    SUBJECT,
    Changed,
    a_branch,
    a_directory,
    a_routing,
    a_team,
    an_advisor,
    an_institution,
)
from tests.domain.country import (
    LOT_ET_GARONNE,
    NOUVELLE_AQUITAINE,
    PARIS_DEPARTEMENT,
    a_profile,
    decided,
    in_commune,
    verdict,
)


@pytest.mark.parametrize("closed", ["t", "b", "i"])
def test_a_team_is_closed_with_its_branch_or_its_institution(closed: str) -> None:
    document = a_directory(
        a_team("t", SUBJECT, branch="b", closed=closed == "t"),
        branches=[a_branch("b", institution="i", closed=closed == "b")],
        institutions=[an_institution("i", closed=closed == "i")],
    )
    assert verdict(decided(document), "t") == SetAside(
        team="t", reason=Reason.TEAM_CLOSED, expected="open", actual="closed", owner=closed
    )


def test_of_several_closed_the_team_is_told_then_the_branch() -> None:
    institution = an_institution("i", closed=True)
    branch = a_branch("b", institution="i", closed=True)
    both = a_directory(
        a_team("open", SUBJECT, branch="b"),
        a_team("shut", SUBJECT, branch="b", closed=True),
        branches=[branch],
        institutions=[institution],
    )
    routing = decided(both)
    assert [one.owner for one in routing.set_aside] == ["b", "shut"]


def test_a_team_without_the_subject_is_in_neither_list() -> None:
    routing = decided(a_directory(a_team("holder", SUBJECT), a_team("other", "investir")))
    assert routing.kept == (Kept("holder", By.NATIONAL),)
    assert routing.set_aside == ()


def test_a_subject_that_nobody_holds_has_no_verdict() -> None:
    routing = decided(a_directory(a_team("other", "investir")))
    assert (routing.kept, routing.set_aside, routing.teams) == ((), (), ())


def test_a_team_that_holds_a_subject_twice_is_kept_once() -> None:
    assert decided(a_directory(a_team("t", SUBJECT, SUBJECT))).teams == ("t",)


def test_a_team_whose_territory_covers_the_company_twice_is_kept_once() -> None:
    zones = (in_commune("47001"), LOT_ET_GARONNE, LOT_ET_GARONNE, NOUVELLE_AQUITAINE)
    assert decided(a_directory(a_team("t", SUBJECT, zones=zones))).kept == (Kept("t", By.TEAM_ZONE),)


CRAFT = ActivityRule(
    natures=("ARTISANALE", "ARTISANALE_REGLEMENTEE", "INDEPENDANTE", "GESTION_DE_BIENS"), any_nafa=True
)
COMMERCE = ActivityRule(natures=("COMMERCIALE", "AGENT_COMMERCIAL", "INDEPENDANTE", "GESTION_DE_BIENS"))
CRAFT_CODES = ("1071DA",)


@pytest.mark.parametrize(
    ("rule", "natures", "nafa", "kept"),
    [
        (CRAFT, ("ARTISANALE",), None, True),
        (CRAFT, ("COMMERCIALE", "INDEPENDANTE"), (), True),
        (CRAFT, ("COMMERCIALE",), (), False),
        (CRAFT, ("COMMERCIALE",), None, False),
        (CRAFT, ("COMMERCIALE",), CRAFT_CODES, True),
        (CRAFT, None, None, True),
        (CRAFT, (), (), True),
        (COMMERCE, ("COMMERCIALE",), None, True),
        (COMMERCE, ("ARTISANALE",), CRAFT_CODES, False),
        (COMMERCE, ("LIBERALE_REGLEMENTEE",), None, False),
        (COMMERCE, None, CRAFT_CODES, True),
        (ActivityRule(any_nafa=True), ("COMMERCIALE",), (), False),
        (ActivityRule(any_nafa=True), ("COMMERCIALE",), CRAFT_CODES, True),
        (ActivityRule(), ("COMMERCIALE",), (), True),
        (None, ("COMMERCIALE",), (), True),
    ],
)
def test_a_chamber_receives_its_natures_and_whoever_has_none_known(
    rule: ActivityRule | None,
    natures: tuple[str, ...] | None,
    nafa: tuple[str, ...] | None,
    kept: bool,
) -> None:
    document = a_directory(
        a_team("t", SUBJECT, branch="b"),
        branches=[a_branch("b", institution="chamber")],
        institutions=[an_institution("chamber", activity_rule=rule)],
    )
    routing = decided(document, a_profile(natures=natures, nafa=nafa))
    if kept:
        assert routing.teams == ("t",)
    else:
        assert rule is not None
        assert verdict(routing, "t") == SetAside(
            team="t",
            reason=Reason.CHAMBER_ACTIVITY,
            expected=rule.natures,
            actual=natures,
            owner="chamber",
        )


@pytest.mark.parametrize(
    ("commune", "opco", "kept"),
    [
        ("47001", None, ()),
        ("47001", "", ()),
        ("47001", "akto", ("akto",)),
        ("47001", "853000982", ("akto",)),
        ("47001", "ocapiat", ("ocapiat",)),
        ("47001", "opco-mayotte", ("opco-mayotte",)),
        ("47001", "unheard-of", ()),
        ("97611", None, ("opco-mayotte",)),
        ("97611", "akto", ("opco-mayotte",)),
        ("97611", "opco-mayotte", ("opco-mayotte",)),
    ],
)
def test_of_the_skills_operators_only_the_companys_own_and_in_mayotte_only_its_own(
    commune: str, opco: str | None, kept: tuple[str, ...]
) -> None:
    operators: dict[str, dict[str, Changed]] = {
        "akto": {"siren": "853000982"},
        "ocapiat": {},
        "opco-mayotte": {"mayotte_only": True},
    }
    document = a_directory(
        *(a_team(slug, SUBJECT) for slug in operators),
        institutions=[an_institution(slug, categories=(OPCO,), **said) for slug, said in operators.items()],
    )
    routing = decided(document, a_profile(commune=commune, opco=opco))
    assert routing.teams == kept
    for one in routing.set_aside:
        assert one == SetAside(
            team=one.team,
            reason=Reason.OTHER_OPCO,
            expected="mayotte_only" if commune == "97611" else one.team,
            actual=opco,
            owner=one.team,
        )


@pytest.mark.parametrize("commune", ["47001", "97611"])
def test_an_institution_of_another_category_is_no_skills_operator(commune: str) -> None:
    institution = an_institution("i", categories=("chamber",), mayotte_only=commune == "47001")
    document = a_directory(a_team("i", SUBJECT), institutions=[institution])
    assert decided(document, a_profile(commune=commune)).teams == ("i",)


APPRENTICE, TRIAL = {"apprentice": "true"}, {"trial": "true"}
BOTH = APPRENTICE | TRIAL


@pytest.mark.parametrize(
    ("groups", "answers", "kept"),
    [
        ((), BOTH, True),
        (({},), BOTH, True),
        ((APPRENTICE,), {}, True),
        ((APPRENTICE,), APPRENTICE, True),
        ((APPRENTICE,), {"apprentice": "false"}, False),
        ((APPRENTICE,), {"trial": "false"}, True),
        ((BOTH,), {"apprentice": "true", "trial": "false"}, False),
        ((BOTH,), {"trial": "true"}, True),
        ((BOTH,), {"trial": "false"}, False),
        ((APPRENTICE, TRIAL), {"apprentice": "true", "trial": "false"}, True),
        ((APPRENTICE, TRIAL), {"apprentice": "false", "trial": "true"}, True),
        ((APPRENTICE, TRIAL), {"apprentice": "false", "trial": "false"}, False),
        (({}, APPRENTICE), {"apprentice": "false"}, False),
    ],
)
def test_one_group_of_expected_answers_is_enough_and_every_answer_given_of_it_is_needed(
    groups: tuple[dict[str, str], ...], answers: dict[str, str], kept: bool
) -> None:
    conditions = AnswerConditions(subject=SUBJECT, groups=groups)
    document = a_directory(
        a_team("t", SUBJECT), institutions=[an_institution("t", answer_conditions=(conditions,))]
    )
    routing = decided(document, a_profile(answers))
    if kept:
        assert routing.teams == ("t",)
    else:
        assert verdict(routing, "t") == SetAside(
            team="t",
            reason=Reason.ANSWERS,
            expected=tuple(group for group in groups if group),
            actual={key: answers[key] for group in groups for key in group if key in answers},
            owner="t",
        )


def test_conditions_given_several_times_for_a_subject_are_pooled() -> None:
    conditions = (
        AnswerConditions(subject=SUBJECT, groups=(APPRENTICE,)),
        AnswerConditions(subject="investir", groups=({"apprentice": "false"},)),
        AnswerConditions(subject=SUBJECT, groups=(TRIAL,)),
    )
    document = a_directory(
        a_team("t", SUBJECT), institutions=[an_institution("t", answer_conditions=conditions)]
    )
    assert decided(document, a_profile({"apprentice": "false", "trial": "true"})).teams == ("t",)
    refused = decided(document, a_profile({"apprentice": "false", "trial": "false"}))
    assert verdict(refused, "t").expected == (APPRENTICE, TRIAL)


def test_a_need_without_any_answer_is_refused_by_no_expected_one() -> None:
    conditions = AnswerConditions(subject=SUBJECT, groups=(BOTH,))
    institution = an_institution("t", answer_conditions=(conditions,))
    need = Profile(subject=SUBJECT, facts=CompanyFacts(commune="47001"))
    assert decided(a_directory(a_team("t", SUBJECT), institutions=[institution]), need).teams == ("t",)


def test_a_decision_that_is_told_of_no_team_elsewhere_lists_none() -> None:
    assert a_routing("t").set_aside == ()


def test_a_mailbox_without_advisor_is_kept_and_told() -> None:
    routing = decided(a_directory(a_team("t", SUBJECT)))
    assert routing.notices == (Notice("t", "no_member"),)


def test_a_team_with_an_advisor_is_kept_without_a_word() -> None:
    routing = decided(a_directory(a_team("t", SUBJECT), advisors=[an_advisor("ana@example.org", "t")]))
    assert (routing.teams, routing.notices) == (("t",), ())


def test_a_team_whose_every_advisor_is_suspended_is_set_aside() -> None:
    document = a_directory(
        a_team("t", SUBJECT),
        advisors=[an_advisor("Ana@example.org", "t"), an_advisor("bob@example.org", "t")],
    )
    one, all_of_them = ["ana@example.org"], ["ana@example.org", "bob@example.org"]
    assert decided(document, suspended=one).teams == ("t",)
    assert verdict(decided(document, suspended=all_of_them), "t") == SetAside(
        team="t", reason=Reason.SUSPENDED, expected=1, actual=0, owner="t"
    )


def test_both_lists_and_the_notices_are_sorted_by_team() -> None:
    closed = [a_team(code, SUBJECT, closed=True) for code in ("z", "m", "b")]
    far = [a_team(code, SUBJECT, zones=(PARIS_DEPARTEMENT,)) for code in ("y", "l", "a")]
    kept = [a_team(code, SUBJECT) for code in ("x", "k", "c")]
    routing = decided(a_directory(*closed, *far, *kept))
    assert routing.teams == ("c", "k", "x")
    assert [one.team for one in routing.set_aside] == ["a", "b", "l", "m", "y", "z"]
    assert [one.team for one in routing.notices] == ["c", "k", "x"]


def test_a_decision_names_what_it_was_taken_under() -> None:
    profile = a_profile({"apprentice": "true"}, naf="62.02A")
    routing = decided(a_directory(a_team("t", SUBJECT)), profile, on=date(2026, 1, 2))
    assert routing.versions == Versions(directory="7", geography="2026", rules="1")
    assert (routing.profile, routing.on) == (profile, date(2026, 1, 2))


def test_reasons_and_ways_are_stable_codes_in_the_order_of_the_rules() -> None:
    assert [*Reason] == [
        "team_closed",
        "subject_not_offered",
        "outside_territory",
        "chamber_activity",
        "other_opco",
        "criterion",
        "answers",
        "absent",
        "suspended",
    ]
    assert [*By] == ["team_zone", "branch_zone", "national", "delegate"]
