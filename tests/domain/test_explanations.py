"""Why a team receives a need or does not, in sentences an advisor reads."""

import pytest

from conseillers_domain.directory import Directory, Level
from conseillers_domain.explanations import why_kept, why_set_aside
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import SUBJECT, a_branch, a_directory, a_team
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, NOUVELLE_AQUITAINE, PARIS_DEPARTEMENT, in_commune

DIRECTORY = Directory(
    a_directory(
        a_team("national", SUBJECT),
        a_team("own", SUBJECT, branch="office", zones=(in_commune("47001"), PARIS_DEPARTEMENT)),
        a_team("local", SUBJECT, branch="office"),
        branches=[a_branch("office", level=Level.LOCAL, zones=(NOUVELLE_AQUITAINE, LOT_ET_GARONNE))],
    ),
    "1",
)
COVERS = "Son territoire couvre la commune de l’entreprise"


@pytest.mark.parametrize(
    ("team", "by", "commune", "sentences"),
    [
        ("national", By.NATIONAL, "47001", ("national", "Elle intervient dans toute la France.")),
        ("own", By.TEAM_ZONE, "47001", ("own", f"{COVERS} (commune 47001).")),
        ("local", By.BRANCH_ZONE, "47001", ("local", f"{COVERS} (département 47, région 75).")),
        ("local", By.BRANCH_ZONE, "75101", ("local", f"{COVERS}.")),
        ("local", By.BRANCH_ZONE, "99999", ("local", f"{COVERS}.")),
    ],
)
def test_a_team_kept_answers_on_the_subject_and_covers_the_place(
    team: str, by: By, commune: str, sentences: tuple[str, str]
) -> None:
    name, place = sentences
    assert why_kept(team, by, "Recruter", commune, DIRECTORY, COUNTRY) == (
        f"L’équipe « Équipe {name} » répond sur le sujet « Recruter ».",
        place,
    )


def test_a_team_that_stands_in_says_so() -> None:
    assert why_kept("local", By.DELEGATE, "Recruter", "47001", DIRECTORY, COUNTRY) == (
        "L’équipe « Équipe local » remplace une équipe absente de son institution.",
    )


@pytest.mark.parametrize("by", By)
def test_nothing_is_told_of_a_team_that_is_no_longer_there(by: By) -> None:
    assert why_kept("gone", by, "Recruter", "47001", DIRECTORY, COUNTRY) == ()


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_its_sentence(reason: Reason) -> None:
    verdict = SetAside(team="t", reason=reason, expected=None, actual=None, owner="t")
    told = why_set_aside(verdict)
    assert told.startswith("L’équipe n’a pas été retenue : ")
    assert told.endswith(".")


def test_a_criterion_that_fails_is_named() -> None:
    verdict = SetAside(
        team="t", reason=Reason.CRITERION, expected=1, actual=2, owner="t", criterion="max_years"
    )
    assert why_set_aside(verdict) == (
        "L’équipe n’a pas été retenue : l’entreprise ne remplit pas un critère d’intervention (max_years)."
    )


def test_no_two_reasons_read_the_same() -> None:
    verdicts = [SetAside(team="t", reason=reason, expected=None, actual=None, owner="t") for reason in Reason]
    assert len(set(map(why_set_aside, verdicts))) == len(Reason)
