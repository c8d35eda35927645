"""What each criterion says when it fails: whom it wants, the fact found, the fact unknown."""

import pytest
from attrs import evolve

from conseillers_domain.company import HEADCOUNTS
from conseillers_domain.criteria import CONDITIONS, Criterion
from conseillers_domain.criterion_sentences import SAYINGS
from conseillers_domain.directory import Directory
from conseillers_domain.verdicts import Reason
from tests.builders import SUBJECT, a_branch, a_directory, a_team, an_institution
from tests.domain.told import EXPLAINER, a_decision, a_verdict, plain, read_back

ONLY, NEVER = "elle n’accompagne que les entreprises", "elle n’accompagne pas les entreprises"
RULE = "(règle de l’équipe)"
NO_AGE, NO_STAFF = "l’âge de celle-ci n’est pas connu", "l’effectif de celle-ci n’est pas connu"
NO_NAF = "le code NAF de celle-ci n’est pas connu"
NO_FORM = "la forme juridique de celle-ci n’est pas connue"
SHOPS = "47.11B « Supérettes »"


def said(criterion: str, expected: object, found: object, owner: str = "local") -> str:
    """What is told, which must not depend on how the verdict was kept."""
    verdict = a_verdict(Reason.CRITERION, expected, found, criterion=criterion, owner=owner)
    live = EXPLAINER.set_aside(verdict, a_decision())
    assert EXPLAINER.set_aside(read_back(verdict), a_decision()) == live
    return plain(live).removeprefix("L’équipe « Recrutement 47 » n’a pas été retenue : ")


@pytest.mark.parametrize(
    ("criterion", "expected", "found", "told"),
    [
        ("min_years", 3, 1, f"{ONLY} créées depuis au moins 3 ans {RULE}, celle-ci a 1 an."),
        ("min_years", 1, 0, f"{ONLY} créées depuis au moins 1 an {RULE}, celle-ci a moins d’un an."),
        ("min_years", 0, -1, f"{ONLY} créées depuis au moins 0 an {RULE}, celle-ci n’est pas encore créée."),
        ("min_years", 3, None, f"{ONLY} créées depuis au moins 3 ans {RULE}, {NO_AGE}."),
        ("max_years", 5, 12, f"{ONLY} créées depuis moins de 5 ans {RULE}, celle-ci a 12 ans."),
        ("max_years", 5, None, f"{ONLY} créées depuis moins de 5 ans {RULE}, {NO_AGE}."),
        ("min_headcount", 10, 1, f"{ONLY} d’au moins 10 salariés {RULE}, celle-ci en compte 1 à 2."),
        ("min_headcount", 1, 0, f"{ONLY} d’au moins 1 salarié {RULE}, celle-ci n’en compte aucun."),
        ("min_headcount", 10, None, f"{ONLY} d’au moins 10 salariés {RULE}, {NO_STAFF}."),
        ("min_headcount", 10, 7, f"{ONLY} d’au moins 10 salariés {RULE}, celle-ci en compte 7."),
        ("max_headcount", 50, 99, f"{ONLY} de moins de 50 salariés {RULE}, celle-ci en compte 50 à 99."),
        (
            "max_headcount",
            250,
            99_999,
            f"{ONLY} de moins de 250 salariés {RULE}, celle-ci en compte 10 000 à 99 999.",
        ),
        ("max_headcount", 50, None, f"{ONLY} de moins de 50 salariés {RULE}, {NO_STAFF}."),
        (
            "accepted_naf",
            ("47.11B", "62.02A"),
            "56.10A",
            f"{ONLY} de code NAF {SHOPS} ou 62.02A {RULE}, celle-ci a le code 56.10A.",
        ),
        ("accepted_naf", ("62.02A",), None, f"{ONLY} de code NAF 62.02A {RULE}, {NO_NAF}."),
        (
            "accepted_naf",
            ("1", "2", "3", "4", "5", "6", "7"),
            "47.11B",
            f"{ONLY} de code NAF 1, 2, 3, 4, 5 ou 2 autres {RULE}, celle-ci a le code {SHOPS}.",
        ),
        (
            "accepted_legal_forms",
            ("5499", "5710"),
            "1000",
            f"{ONLY} de forme juridique 5499 ou 5710 {RULE}, celle-ci a la forme 1000.",
        ),
        ("accepted_legal_forms", ("5710",), None, f"{ONLY} de forme juridique 5710 {RULE}, {NO_FORM}."),
        (
            "excluded_naf",
            ("47.11B",),
            "47.11B",
            f"{NEVER} de code NAF {SHOPS} {RULE}, celle-ci a le code {SHOPS}.",
        ),
        ("excluded_naf", ("47.11B",), None, f"{NEVER} de code NAF {SHOPS} {RULE}, {NO_NAF}."),
        (
            "excluded_legal_forms",
            ("1000",),
            "1000",
            f"{NEVER} de forme juridique 1000 {RULE}, celle-ci a la forme 1000.",
        ),
        ("excluded_legal_forms", ("1000",), None, f"{NEVER} de forme juridique 1000 {RULE}, {NO_FORM}."),
        (
            "excluded_communes",
            ("47001",),
            "47001",
            f"elle n’intervient pas dans la commune Agen {RULE}, celle de l’entreprise est Agen.",
        ),
        (
            "excluded_communes",
            ("47195", "75056"),
            "75101",
            (
                f"elle n’intervient pas dans les communes Nérac et Paris {RULE}, "
                "celle de l’entreprise est Paris 1er Arrondissement."
            ),
        ),
        (
            "excluded_communes",
            ("47001",),
            None,
            f"elle n’intervient pas dans la commune Agen {RULE}, celle de l’entreprise n’est pas connue.",
        ),
    ],
)
def test_a_criterion_says_whom_it_wants_and_what_was_found(
    criterion: str, expected: object, found: object, told: str
) -> None:
    assert said(criterion, expected, found) == told


def test_every_criterion_has_its_words() -> None:
    assert [*SAYINGS] == [*CONDITIONS]


@pytest.mark.parametrize("bound", [0, 1])
def test_a_bracket_is_known_by_either_end(bound: int) -> None:
    ends = {ends for ends in HEADCOUNTS.values() if ends[1]}
    assert len({one[bound] for one in ends}) == len(ends)


@pytest.mark.parametrize(
    ("owner", "whose"),
    [
        ("local", "de l’équipe"),
        ("cci-47", "de l’antenne « Lot-et-Garonne »"),
        ("cci", "de l’institution « CCI »"),
        ("gone", "de « gone »"),
    ],
)
def test_who_carries_the_rule_is_named(owner: str, whose: str) -> None:
    assert f"(règle {whose})" in said("min_years", 3, 1, owner)


@pytest.mark.parametrize(
    ("carrier", "whose"),
    [
        ("team", "de l’équipe"),
        ("branch", "de l’antenne « Antenne one »"),
        ("institution", "de l’institution « Institution one »"),
    ],
)
def test_of_three_that_bear_one_code_the_one_with_the_criterion_is_named(carrier: str, whose: str) -> None:
    rule = (Criterion(min_years=5), Criterion(accepted_naf=("47.11B",)))
    criteria = {carrier: rule}
    document = a_directory(
        a_team("one", SUBJECT, criteria=criteria.get("team", ())),
        branches=[a_branch("one", criteria=criteria.get("branch", ()))],
        institutions=[an_institution("one", criteria=criteria.get("institution", ()))],
    )
    explainer = evolve(EXPLAINER, directory=Directory(document, "1"))
    verdict = a_verdict(
        Reason.CRITERION, ("47.11B",), None, team="one", owner="one", criterion="accepted_naf"
    )
    for one in (verdict, read_back(verdict)):
        assert f"(règle {whose})" in plain(explainer.set_aside(one, None))


def test_a_criterion_that_is_not_named_is_told_as_such() -> None:
    verdict = a_verdict(Reason.CRITERION, 1, 2)
    assert plain(EXPLAINER.set_aside(verdict, None)).endswith(
        "l’entreprise ne remplit pas un critère d’intervention (règle de l’équipe)."
    )
