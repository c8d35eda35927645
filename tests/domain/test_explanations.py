"""Why a team receives a need or does not, in sentences an advisor reads."""

import pytest
from attrs import evolve

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Competence, Directory
from conseillers_domain.explanations import Explainer, why_kept, why_set_aside
from conseillers_domain.routing import ABSENT_WITHOUT_DELEGATE, NO_MEMBER, Kept, Notice
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import SUBJECT
from tests.domain.told import DIRECTORY, EXPLAINER, GEOGRAPHY, a_decision, a_verdict, plain

COVERS = "couvre la commune de l’entreprise"
BRANCH = f"Le territoire de son antenne « Lot-et-Garonne » {COVERS}"


def kept(team: str, by: By, commune: str = "47001", *, yours: bool = False) -> tuple[str, ...]:
    told = EXPLAINER.kept(Kept(team, by), a_decision(commune=commune), yours=yours)
    return tuple(map(plain, told))


@pytest.mark.parametrize(
    ("team", "by", "commune", "place"),
    [
        ("Opco 2i", By.NATIONAL, "47001", "Elle intervient dans toute la France."),
        ("Agen", By.TEAM_ZONE, "47001", f"Son territoire {COVERS} (Agen)."),
        ("Agen", By.TEAM_ZONE, "47195", f"Son territoire {COVERS}."),
        (
            "Recrutement 47",
            By.BRANCH_ZONE,
            "47001",
            f"{BRANCH} (département Lot-et-Garonne, région Nouvelle-Aquitaine).",
        ),
        ("Recrutement 47", By.BRANCH_ZONE, "75101", f"{BRANCH}."),
        ("Recrutement 47", By.BRANCH_ZONE, "99999", f"{BRANCH}."),
    ],
)
def test_a_team_kept_answers_on_the_subject_and_covers_the_place(
    team: str, by: By, commune: str, place: str
) -> None:
    code = next(one.code for one in DIRECTORY.document.teams if one.name == team)
    assert kept(code, by, commune) == (f"L’équipe « {team} » répond sur le sujet « Recruter ».", place)


def test_what_a_team_says_of_its_intervention_is_told_with_the_subject() -> None:
    said = Competence(subject=SUBJECT, description="Moins de 10 salariés d'abord")
    teams = (evolve(DIRECTORY.teams["local"], competences=(said,)),)
    directory = Directory(evolve(DIRECTORY.document, teams=teams), "1")
    told = evolve(EXPLAINER, directory=directory).kept(Kept("local", By.BRANCH_ZONE), a_decision())
    assert [plain(one) for one in told[:2]] == [
        "L’équipe « Recrutement 47 » répond sur le sujet « Recruter ».",
        "Elle précise : « Moins de 10 salariés d’abord ».",
    ]


def test_a_member_reads_of_their_own_team() -> None:
    assert kept("local", By.BRANCH_ZONE, yours=True)[0] == (
        "Votre équipe « Recrutement 47 » répond sur le sujet « Recruter »."
    )


@pytest.mark.parametrize(
    ("by", "place"),
    [
        (By.NATIONAL, "Elle intervient dans toute la France."),
        (By.TEAM_ZONE, f"Son territoire {COVERS}."),
        (By.BRANCH_ZONE, f"Le territoire de son antenne {COVERS}."),
    ],
)
def test_a_team_that_has_left_the_directory_is_named_by_its_code(by: By, place: str) -> None:
    assert kept("gone", by) == ("L’équipe « gone » répond sur le sujet « Recruter ».", place)


def test_a_delegate_says_which_teams_it_replaces() -> None:
    absent = [a_verdict(Reason.ABSENT, "own", None, team=team) for team in ("local", "lost")]
    others = [
        a_verdict(Reason.ABSENT, "opco", None, team="gone"),
        a_verdict(Reason.SUSPENDED, "own", None, team="gone"),
    ]

    def told(*objections: SetAside) -> str:
        (sentence,) = EXPLAINER.kept(Kept("own", By.DELEGATE), a_decision(*objections, *others))
        return plain(sentence)

    assert told() == "L’équipe « Agen » remplace une équipe absente de son institution."
    assert told(absent[0]) == (
        "L’équipe « Agen » remplace l’équipe « Recrutement 47 », dont tous les conseillers sont absents."
    )
    assert told(*absent) == (
        "L’équipe « Agen » remplace les équipes « Recrutement 47 » et « Perdue », "
        "dont tous les conseillers sont absents."
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (NO_MEMBER, "aucun conseiller n’en est membre : seule sa boîte aux lettres est prévenue"),
        (ABSENT_WITHOUT_DELEGATE, "tous ses conseillers sont absents et personne ne les remplace"),
        ("later", "later"),
    ],
)
def test_a_notice_says_what_should_be_known_of_a_team_kept_all_the_same(code: str, told: str) -> None:
    sentence = EXPLAINER.notice(Notice("local", code))
    assert plain(sentence) == f"L’équipe « Recrutement 47 » est retenue, mais {told}."
    assert plain(EXPLAINER.notice(Notice("local", code), yours=True)).startswith("Votre équipe « ")


def test_sentences_are_typeset() -> None:
    sentence = EXPLAINER.set_aside(a_verdict(Reason.SUSPENDED, 1, 0), a_decision())
    assert sentence.startswith("L’équipe «\u00a0Recrutement 47\u00a0» n’a pas été retenue\u00a0: les ")


def test_without_a_catalogue_a_subject_is_named_by_its_code() -> None:
    explainer = Explainer(directory=DIRECTORY, geography=GEOGRAPHY, catalogue=Catalogue(themes=()))
    first, _ = explainer.kept(Kept("local", By.NATIONAL), a_decision())
    assert plain(first) == "L’équipe « Recrutement 47 » répond sur le sujet « recruter »."


def test_an_embedder_asks_with_a_title_why_a_team_is_kept() -> None:
    told = why_kept("local", By.BRANCH_ZONE, "Recruter", "47001", DIRECTORY, GEOGRAPHY)
    assert tuple(map(plain, told)) == kept("local", By.BRANCH_ZONE)


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (
            a_verdict(Reason.CRITERION, 10, 6, criterion="min_headcount"),
            (
                "elle n’accompagne que les entreprises d’au moins 10 salariés (règle de l’équipe), "
                "celle-ci en compte 6 à 9"
            ),
        ),
        (
            a_verdict(Reason.CRITERION, 10, None, criterion="min_headcount", owner="cci-47"),
            (
                "elle n’accompagne que les entreprises d’au moins 10 salariés (règle de « cci-47 »), "
                "l’effectif de celle-ci n’est pas connu"
            ),
        ),
        (
            a_verdict(Reason.OUTSIDE_TERRITORY, DIRECTORY.branches["cci-47"].zones, None),
            "son territoire (région 75 et département 47) ne couvre pas la commune de l’entreprise",
        ),
        (
            a_verdict(Reason.SUBJECT_NOT_OFFERED, (), "recruter"),
            "elle ne répond pas sur le sujet « recruter »",
        ),
    ],
)
def test_an_embedder_asks_why_a_team_is_not_and_reads_codes(verdict: SetAside, told: str) -> None:
    assert plain(why_set_aside(verdict)) == f"L’équipe « local » n’a pas été retenue : {told}."


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_its_sentence_even_of_a_verdict_that_says_nothing(reason: Reason) -> None:
    told = why_set_aside(a_verdict(reason, None, None))
    assert plain(told).startswith("L’équipe « local » n’a pas été retenue : ")
    assert told.endswith(".")


def test_no_two_reasons_read_the_same() -> None:
    assert len({why_set_aside(a_verdict(reason, None, None)) for reason in Reason}) == len(Reason)
