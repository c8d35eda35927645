"""What every store forgets, class by class, and what is left of it: what the domain says, every figure."""

from random import Random

import pytest
from attrs import evolve

from conseillers_application.ports import RetentionRun, Work
from conseillers_domain.errors import NotFound
from conseillers_domain.forgetting import (
    FORMER_NAME,
    forgotten_comment,
    forgotten_demand,
    forgotten_need,
    forgotten_survey,
    forgotten_trace,
    last_activity,
)
from conseillers_domain.position import BY_RULE
from conseillers_domain.referral import Leaving
from conseillers_domain.retention import RULES, Keeping, Old
from conseillers_domain.survey import Survey, SurveyAnswers
from tests.builders import DAY, NOW, a_demand
from tests.contracts.oracle import a_country, keep
from tests.contracts.planted import (
    PLANTED,
    PLANTS,
    a_planted_demand,
    a_planted_need,
    comment_of,
    everything,
    plant_a_life,
    survey_of,
    trace_of,
)
from tests.contracts.stores import Bench

LATER = NOW + 1000 * DAY
EVER = (NOW - 1000 * DAY, LATER)
OWN_JOB = {keeping for keeping, rule in RULES.items() if rule.clock is None} | {Keeping.MAIL_FILES}


def test_every_class_that_stores_keep_is_planted() -> None:
    assert PLANTS.keys() | OWN_JOB == frozenset(Keeping) == RULES.keys()


@pytest.fixture(params=sorted(PLANTS))
def keeping(request: pytest.FixtureRequest) -> Keeping:
    return Keeping(request.param)


def old(bench: Bench, keeping: Keeping) -> tuple[Old, ...]:
    with bench.store.read() as work:
        return work.retention.old(keeping, LATER, "", 100)


def test_what_is_old_is_found_once_and_nothing_is_left_of_its_person(bench: Bench, keeping: Keeping) -> None:
    with bench.store.begin() as work:
        PLANTS[keeping](work)
    assert PLANTED in everything(bench.store)
    found = old(bench, keeping)
    assert found
    assert all(NOW <= one.since <= NOW + 11 * DAY or keeping is Keeping.DIRECTORY for one in found)
    with bench.store.begin() as work:
        rows = work.retention.forget(keeping, [one.id for one in found], LATER)
    assert sum(rows.values()) >= len(found)
    assert PLANTED not in everything(bench.store)
    assert old(bench, keeping) == ()


def test_nothing_is_old_before_its_clock_began(bench: Bench, keeping: Keeping) -> None:
    with bench.store.begin() as work:
        PLANTS[keeping](work)
    with bench.store.read() as work:
        assert work.retention.old(keeping, NOW - 100 * DAY, "", 100) == ()


def test_a_life_forgotten_is_what_the_domain_says_is_left_of_it(bench: Bench) -> None:
    demand = a_planted_demand()
    need = a_planted_need(demand)
    with bench.store.begin() as work:
        lived = plant_a_life(work, demand, need)
    (found,) = old(bench, Keeping.COMPANY)
    told = last_activity(demand, (lived,), (trace_of(demand),), (comment_of(need),), (survey_of(need),))
    assert found.since == told == NOW + 11 * DAY
    with bench.store.begin() as work:
        before = list(work.lives.received(*EVER))
        work.retention.forget(Keeping.COMPANY, ["demand"], LATER)
    with bench.store.read() as work:
        assert work.demands.get("demand") == evolve(forgotten_demand(demand, LATER), version=1)
        assert work.needs.get("need") == evolve(forgotten_need(lived), version=lived.version + 1)
        assert work.threads.get("need", comment_of(need).id) == forgotten_comment(comment_of(need))
        assert work.surveys.get(survey_of(need).id) == forgotten_survey(survey_of(need))
        assert work.traces.of_demand("demand") == (forgotten_trace(trace_of(demand)),)
        assert work.company_answers.get("task on need").text == ""
        assert work.links.find("hash of need") is None
        assert list(work.needs.decisions(*EVER)) == []
        with pytest.raises(NotFound, match="effacée avec les données"):
            work.needs.decision("need")
        assert list(work.lives.received(*EVER)) == before


@pytest.mark.parametrize("last", ["trace", "comment", "survey", "correction", "deposit"])
def test_the_clock_of_a_company_begins_at_whatever_was_done_last(bench: Bench, last: str) -> None:
    demand = a_planted_demand()
    need = a_planted_need(demand)
    late = NOW + 100 * DAY
    with bench.store.begin() as work:
        plant_a_life(work, demand, need)
        if last == "trace":
            work.traces.add(evolve(trace_of(demand), id="late", at=late))
        if last == "comment":
            comment = comment_of(need)
            edition = evolve(comment.editions[0], number=9, at=late)
            work.threads.keep(evolve(comment, id="late", editions=(edition,)))
        if last == "survey":
            work.surveys.save(evolve(survey_of(need), shared_at=late, shared_by="staff"))
        if last == "correction":
            kept = work.needs.get("need")
            (said,) = kept.referrals[0].positions
            said = evolve(said, corrections=(*said.corrections, evolve(said.corrections[0], at=late)))
            work.needs.save(evolve(kept, referrals=(evolve(kept.referrals[0], positions=(said,)),)))
        if last == "deposit":
            work.demands.add(a_demand(id="alone", deposited_at=late))
    assert late in [one.since for one in old(bench, Keeping.COMPANY)]


def test_what_the_service_does_by_itself_begins_no_clock(bench: Bench) -> None:
    demand = a_planted_demand()
    late = NOW + 200 * DAY
    with bench.store.begin() as work:
        plant_a_life(work, demand, a_planted_need(demand))
        work.traces.add(evolve(trace_of(demand), id="rule", by=BY_RULE, at=late))
        left, _ = work.needs.get("need").leave(("cci",), Leaving.ARCHIVED, late)
        work.needs.save(left)
    (found,) = old(bench, Keeping.COMPANY)
    assert found.since == NOW + 11 * DAY


def test_who_asked_for_a_restriction_is_found_and_said_so(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.demands.add(a_demand(restricted_at=NOW))
    (found,) = old(bench, Keeping.COMPANY)
    assert found.restricted
    assert not found.over(LATER, DAY)


def test_things_are_found_in_order_some_at_a_time(bench: Bench) -> None:
    with bench.store.begin() as work:
        for rank in range(5):
            work.demands.add(a_demand(id=f"demand-{rank}", deposited_at=NOW - (rank % 3) * DAY))
    place, ids = "", list[str]()
    with bench.store.read() as work:
        while found := work.retention.old(Keeping.COMPANY, LATER, place, 2):
            ids += [one.id for one in found]
            place = found[-1].place
    assert ids == ["demand-2", "demand-1", "demand-4", "demand-0", "demand-3"]


def test_an_ended_account_keeps_one_author_to_what_it_did_and_frees_its_address(bench: Bench) -> None:
    with bench.store.begin() as work:
        PLANTS[Keeping.ACCOUNTS](work)
        work.retention.forget(Keeping.ACCOUNTS, ["gone"], LATER)
    with bench.store.read() as work:
        assert work.accounts.get("gone").name == FORMER_NAME
        assert work.accounts.by_email("") is None
        assert work.accounts.get("stays").name == "Ana Roux"


def test_a_former_version_of_the_directory_names_nobody_and_the_one_in_force_stays(bench: Bench) -> None:
    with bench.store.begin() as work:
        PLANTS[Keeping.DIRECTORY](work)
    with bench.store.read() as work:
        before = work.directories.current().directory.document
    gone = [one.id for one in old(bench, Keeping.DIRECTORY)]
    assert len(gone) == 1
    with bench.store.begin() as work:
        work.retention.forget(Keeping.DIRECTORY, gone, LATER)
    with bench.other.read() as work:
        assert work.directories.current().directory.document == before
        former = work.directories.at("1").directory
    nobody, zoe = former.document.advisors
    assert (nobody.first_name, nobody.last_name, nobody.teams) == ("", "", ("cci",))
    assert former.suspended == {nobody.email, zoe.email}


def keep_surveys(work: Work, chance: Random, needs: list[str]) -> None:
    """Keep what some companies answered."""
    for need in needs:
        survey = Survey(id=f"of {need}", need=need, subject="recruter", asked_at=NOW)
        answers = SurveyAnswers(
            contacted=chance.random() < 0.5,
            useful=chance.random() < 0.5,
            mark=chance.randint(1, 5),
            comment=PLANTED,
        )
        if chance.random() < 0.5:
            work.surveys.add(survey)
            work.surveys.save(survey.answer(answers, NOW))


@pytest.mark.parametrize("seed", range(4))
def test_the_lives_that_figures_are_counted_from_are_the_same_before_and_after(
    bench: Bench, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same lives at every run
    puts = a_country(seed=seed, size=40)
    with bench.store.begin() as work:
        keep(work, puts)
        keep_surveys(work, chance, [put.need.id for put in puts])
    some = chance.sample([put.demand.id for put in puts], 25)
    with bench.store.read() as work:
        before, counts = list(work.lives.received(*EVER)), work.demand_lists.counts()
    with bench.store.begin() as work:
        work.retention.forget(Keeping.COMPANY, some, LATER)
    with bench.store.read() as work:
        assert list(work.lives.received(*EVER)) == before
        assert work.demand_lists.counts() == counts
        for put in puts:
            assert work.needs.get(put.need.id).status is put.need.status
            assert (work.demands.get(put.demand.id).contact.email == "") is (put.demand.id in some)


def test_the_accounts_of_runs_come_back_as_they_were_signed_latest_first(bench: Bench) -> None:
    runs = [RetentionRun(id=str(rank), at=NOW, text=f"é{rank}", signature="s") for rank in range(3)]
    with bench.store.begin() as work:
        for run in runs:
            work.retention_runs.add(run)
    with bench.store.read() as work:
        assert work.retention_runs.get("1") == runs[1]
        assert work.retention_runs.page("", 2) == (runs[2], runs[1])
        assert work.retention_runs.page("1", 2) == (runs[0],)
        with pytest.raises(NotFound):
            work.retention_runs.get("9")
