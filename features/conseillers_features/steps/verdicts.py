"""Why each team does or does not receive a need: tried on a demand, or read in the decision that was kept."""

from collections.abc import Mapping
from typing import Any, Final

from pytest_bdd import given, then, when

from conseillers_adapters.documents import unstructure
from conseillers_application.explain_routing import DecisionTold
from conseillers_domain.demand import DemandState
from conseillers_domain.verdicts import By, Reason
from conseillers_features.steps.criteria import criterion
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import listed, plain, rows, worded

VERDICTS: Final[Mapping[str, str]] = {
    "son territoire": By.TEAM_ZONE,
    "le territoire de son antenne": By.BRANCH_ZONE,
    "la France entière": By.NATIONAL,
    "remplaçante": By.DELEGATE,
    "fermée": Reason.TEAM_CLOSED,
    "sujet non proposé": Reason.SUBJECT_NOT_OFFERED,
    "hors territoire": Reason.OUTSIDE_TERRITORY,
    "nature d’activité": Reason.CHAMBER_ACTIVITY,
    "autre opérateur": Reason.OTHER_OPCO,
    "critère": Reason.CRITERION,
    "réponses": Reason.ANSWERS,
    "absente": Reason.ABSENT,
    "suspendue": Reason.SUSPENDED,
}
"""Each reason in a word or two, and its code."""


@then(worded("sur « {title} », l’équipe du service lit pour « {company} »"))
def verdicts(story: Story, title: str, company: str, datatable: list[list[str]]) -> None:
    """One verdict and its reason for each team that holds the subject; a criterion is named."""
    decision = story.world.simulate(simulation(story, title, company))
    assert _verdicts(story, decision) == _wanted(datatable)


@then(worded("sur « {title} », interrogée seule pour « {company} », l’équipe « {team} » est {rest}"))
def one_verdict(story: Story, title: str, company: str, team: str, rest: str) -> None:
    """A team asked about by name has one verdict, even on a subject it does not hold."""
    asked = {**simulation(story, title, company), "team": story.teams[team]}
    verdict, _, reason = rest.partition(" : ")
    assert _verdicts(story, story.world.simulate(asked)) == {team: (verdict, VERDICTS[reason])}


@then(worded("« {company} » est hors du champ de « {owner} » sur « {title} » : {rest}"))
def out_of_field(story: Story, company: str, owner: str, title: str, rest: str) -> None:
    """The verdict names the criterion, who carries it and what was expected."""
    decision = story.world.simulate(simulation(story, title, company))
    (verdict,) = decision["set_aside"]
    ((key, expected),) = criterion(rest).items()
    assert verdict["reason"] == Reason.CRITERION
    assert (verdict["owner"], verdict["criterion"]) == (slug(owner), key)
    assert verdict["expected"] == expected


@then(worded("la décision gardée avec le besoin de « {company} » dit"))
def the_decision_says(story: Story, company: str, datatable: list[list[str]]) -> None:
    """One verdict, its reason and its sentence for each team that holds the subject or stands in."""
    decision = read_by_staff(story, company)
    found = {one.team_name: ("retenue", str(one.by), plain(one.sentence)) for one in decision.kept}
    found |= {one.team_name: ("écartée", str(one.reason), plain(one.sentence)) for one in decision.set_aside}
    assert found == {
        line["équipe"]: (line["verdict"], VERDICTS[line["raison"]], line["phrase"])
        for line in rows(datatable)
    }


@then(worded("la décision gardée avec le besoin de « {company} » dit : « {rest} »"))
def the_decision_says_that(story: Story, company: str, rest: str) -> None:
    """One of its sentences."""
    decision = read_by_staff(story, company)
    sentences = [*(one.sentence for one in decision.kept), *(one.sentence for one in decision.set_aside)]
    assert rest in map(plain, sentences)


@then(worded("la décision gardée avec le besoin de « {company} » signale : « {rest} »"))
def the_decision_warns(story: Story, company: str, rest: str) -> None:
    """The only thing staff should know of the teams kept."""
    (notice,) = read_by_staff(story, company).notices
    assert plain(notice.sentence) == rest


@then(worded("la décision gardée avec le besoin de « {company} » ne signale rien"))
def the_decision_does_not_warn(story: Story, company: str) -> None:
    """Nothing that staff should know."""
    assert read_by_staff(story, company).notices == ()


@given(worded("{reader} lit la décision gardée avec le besoin de « {company} »"))
@when(worded("{reader} lit la décision gardée avec le besoin de « {company} »"))
def reads_the_decision(story: Story, reader: str, company: str) -> None:
    """Ask for a decision, which one may not see."""
    need = story.need(company)
    story.attempt(lambda: story.world.decision(story.reader(reader), need))


@then("chaque besoin est transmis à ces équipes, et à elles seules")
def each_need_goes_to(story: Story, datatable: list[list[str]]) -> None:
    """The teams kept for each company; with none, its demand waits for staff."""
    for line in rows(datatable):
        company, teams = line["entreprise"], listed(line["équipes"])
        if teams:
            kept = read_by_staff(story, company).kept
            assert sorted(one.team_name for one in kept) == sorted(teams), company
        else:
            assert story.receipts[company].state == DemandState.TO_QUALIFY, company


def read_by_staff(story: Story, company: str) -> DecisionTold:
    """The decision that a company's need was born of."""
    return story.world.decision(story.world.staff, story.need(company))


def simulation(story: Story, title: str, company: str) -> dict[str, Any]:
    """The same demand as that company's, not deposited."""
    known = story.companies[company].facts()
    form = story.forms.get(company)
    return {
        "subject": story.subject(title).slug,
        "company": unstructure(known),
        "answers": dict(form.answers) if form else {},
    }


def _verdicts(story: Story, decision: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    names = {code: name for name, code in story.teams.items()}
    found = {names[one["team"]]: ("retenue", one["by"]) for one in decision["kept"]}
    return found | {names[one["team"]]: ("écartée", one["reason"]) for one in decision["set_aside"]}


def _wanted(datatable: list[list[str]]) -> dict[str, tuple[str, str]]:
    return {line["équipe"]: (line["verdict"], VERDICTS[line["raison"]]) for line in rows(datatable)}
