"""Stored decisions are taken again under their own versions, whatever the directory became since."""

from collections.abc import Callable

import pytest
from attrs import evolve

from conseillers_application.decisions import KeptDecision
from conseillers_application.replay_routing import Difference, Replay, ReplayRouting
from conseillers_domain.errors import Invalid, NotFound
from conseillers_domain.periods import Period
from conseillers_domain.routing import Kept, Notice, Routing, Versions
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.application.service import DIRECTORY, Service
from tests.builders import DAY, SUBJECT, TODAY, a_demand, a_directory, a_need, a_team
from tests.domain.country import a_profile

THAT_DAY = Period(since=TODAY, until=TODAY)


@pytest.fixture
def replaying(service: Service) -> ReplayRouting:
    return ReplayRouting(read=service.store.read)


def kept_as(service: Service, change: Callable[[KeptDecision], KeptDecision]) -> str:
    """A need whose stored decision is not the one that was taken."""
    need = service.need(service.deposited())
    with service.store.begin() as work:
        found = change(work.needs.decision(need.id))
        demand = a_demand(id="other")
        routing = Routing(
            profile=found.profile,
            on=found.on,
            versions=found.versions,
            kept=found.kept,
            objections=found.objections,
            notices=found.notices,
        )
        work.demands.add(demand)
        work.needs.add(a_need(id="tampered", demand="other", subject=SUBJECT), demand, routing, None)
    return "tampered"


def test_decisions_are_taken_again_as_they_were(service: Service, replaying: ReplayRouting) -> None:
    service.deposited()
    service.publish(a_directory(a_team("autre", "investir")))
    service.publish(evolve(DIRECTORY, teams=tuple(evolve(one, closed=True) for one in DIRECTORY.teams)))
    assert replaying(service.person("staff"), THAT_DAY) == Replay(
        needs=1, same=1, differences=(), undecided=0, unavailable=0, missing=()
    )


def test_those_of_other_days_are_left_alone(service: Service, replaying: ReplayRouting) -> None:
    service.deposited()
    assert replaying.replay(Period(since=TODAY - 9 * DAY, until=TODAY - DAY)).needs == 0


def test_what_differs_is_told(service: Service, replaying: ReplayRouting) -> None:
    def tampered(decision: KeptDecision) -> KeptDecision:
        (_, second, third) = decision.kept
        return evolve(
            decision,
            kept=(Kept("parti", By.NATIONAL), evolve(second, by=By.DELEGATE), third),
            notices=(Notice(third.team, "no_member"),),
        )

    need = kept_as(service, tampered)
    replay = replaying.replay(THAT_DAY)
    assert (replay.needs, replay.same) == (2, 1)
    assert replay.differences == (
        Difference(
            need=need,
            versions=Versions(directory="1", geography="2026"),
            gained=("cci-47",),
            lost=("parti",),
            otherwise=("urssaf-1", "urssaf-2"),
        ),
    )


def test_a_team_set_aside_for_another_reason_differs(service: Service, replaying: ReplayRouting) -> None:
    verdict = SetAside(
        team="paris", reason=Reason.CRITERION, expected=3, actual=1, owner="paris", criterion="min_years"
    )
    kept_as(service, lambda one: evolve(one, objections=(verdict,)))
    (difference,) = replaying.replay(THAT_DAY).differences
    assert (difference.gained, difference.lost, difference.otherwise) == ((), (), ("paris",))


@pytest.mark.parametrize(
    "versions",
    [
        Versions(directory="9", geography="2026"),
        Versions(directory="1", geography="1999"),
        Versions(directory="1", geography="2026", rules="0"),
    ],
)
def test_what_this_installation_has_no_more_is_counted_apart(
    service: Service, replaying: ReplayRouting, versions: Versions
) -> None:
    kept_as(service, lambda one: evolve(one, versions=versions))
    replay = replaying.replay(THAT_DAY)
    assert (replay.needs, replay.same, replay.unavailable, replay.missing) == (2, 1, 1, (versions,))


def test_a_place_that_its_geography_does_not_know_is_counted_apart(
    service: Service, replaying: ReplayRouting
) -> None:
    kept_as(service, lambda one: evolve(one, profile=a_profile(commune="99999")))
    replay = replaying.replay(THAT_DAY)
    assert (replay.same, replay.undecided, replay.unavailable, replay.missing) == (1, 1, 0, ())


def test_a_period_ends_after_it_begins(replaying: ReplayRouting) -> None:
    with pytest.raises(Invalid):
        replaying.replay(Period(since=TODAY, until=TODAY - DAY))


def test_who_may_not_replay_finds_nothing(service: Service, replaying: ReplayRouting) -> None:
    with pytest.raises(NotFound):
        replaying(service.person("ana"), THAT_DAY)
