"""Figures of random histories: what the domain counts, what adds up, the same in a page and in a file."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from attrs import define, evolve, field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conseillers_adapters.exports import write_sheet
from conseillers_application.export_sheets import sheet_of_figures
from conseillers_application.exports import ExportFormat
from conseillers_application.figure_ground import month_of
from conseillers_application.figure_views import By, Figured, FiguresPage, FiguresRequest
from conseillers_application.ports import DirectoryVersion
from conseillers_application.read_figures import ReadFigures
from conseillers_domain.counting import Cuts, count
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.demand_form import Origin
from conseillers_domain.figures import FIGURES
from conseillers_domain.lives import Life, life_of
from conseillers_domain.need import Need, NeedStatus, Referral
from conseillers_domain.position import HelpKind, Stance
from conseillers_domain.retention import Keeping
from tests.builders import (
    DAY,
    NOW,
    SUBJECT,
    a_branch,
    a_demand,
    a_directory,
    a_need,
    a_position,
    a_routing,
    a_team,
    an_establishment,
    an_index_of,
)
from tests.contracts.stores import PACKAGED, Bench, a_bench
from tests.domain.lives import TEAMS, branch_of, institution_of

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
GONE = "partie"
"""A team that the directory does not have any more."""

DIRECTORY = a_directory(
    *(a_team(team, SUBJECT, branch=branch_of(team)) for team in TEAMS),
    branches=[a_branch(branch_of(team), institution=institution_of(team)) for team in TEAMS[1:]],
)


@define
class Past:
    """A store, and the lives it was given so far."""

    bench: Bench
    lives: list[Life] = field(factory=list)

    def page(self, **asked: object) -> FiguresPage:
        """Figures of the year."""
        read = ReadFigures(read=self.bench.store.read, geography=PACKAGED, now=lambda: NOW)
        return read.page(FiguresRequest(**{"since": SINCE, "until": UNTIL, **asked}))  # type: ignore[arg-type]


@pytest.fixture(params=["memory", "sqlite", "postgres"], scope="module")
def past(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    with a_bench(request, tmp_path_factory.mktemp("figures")) as bench:
        with bench.store.begin() as work:
            work.directories.publish(
                an_index_of(DIRECTORY), DirectoryVersion(version="1", at=NOW, by="staff", why="")
            )
        yield Past(bench)


HOURS = st.integers(0, 24 * 60).map(lambda hours: timedelta(hours=hours))
PATHS = st.sampled_from(
    [
        (),
        (Stance.TAKEN,),
        (Stance.REFUSED,),
        (Stance.TAKEN, Stance.CLOSED_HELPED),
        (Stance.TAKEN, Stance.CLOSED_NO_HELP),
        (Stance.TAKEN, Stance.CLOSED_UNREACHABLE),
        (Stance.TAKEN, Stance.PENDING, Stance.REFUSED),
    ]
)


@st.composite
def referrals(draw: st.DrawFn, at: datetime) -> tuple[Referral, ...]:
    """A need put before some teams, that said this or that."""
    made = []
    for team in draw(st.lists(st.sampled_from((*TEAMS, GONE)), unique=True, max_size=4)):
        sent_at = said_at = at + draw(HOURS)
        positions = []
        for stance in draw(PATHS):
            said_at += draw(HOURS)
            kinds = st.lists(st.sampled_from(HelpKind), min_size=1, unique=True).map(tuple)
            changes = {"help": draw(kinds)} if stance is Stance.CLOSED_HELPED else {}
            positions.append(a_position(stance, at=said_at, **changes))
        made.append(Referral(team=team, sent_at=sent_at, positions=tuple(positions)))
    return tuple(made)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Demand, Need | None]:
    """A demand of the year, and the need it gave if it did."""
    at = NOW - DAY * draw(st.integers(0, 300)) - draw(HOURS) / 60
    url = draw(st.sampled_from((None, "https://aides.exemple.fr/", "https://ville.exemple.fr/a?b=c")))
    commune = draw(st.sampled_from(("47001", "99999", None)))
    subject = draw(st.sampled_from((SUBJECT, "investir", "retiré")))
    demand = a_demand(
        deposited_at=at,
        subject=subject,
        origin=None if url is None else Origin(url=url),
        establishment=None if commune is None else an_establishment(commune=commune),
    )
    asked = draw(referrals(at))
    if not asked and draw(st.booleans()):
        return evolve(demand, state=DemandState.TO_QUALIFY), None
    return demand, a_need(*asked, created_at=at, subject=subject)


def add(past: Past, histories: list[tuple[Demand, Need | None]]) -> list[str]:
    """Keep these; the ids of their demands."""
    ids = list[str]()
    with past.bench.store.begin() as work:
        for told, born in histories:
            demand = evolve(told, id=past.bench.new_id())
            need = None if born is None else evolve(born, id=past.bench.new_id(), demand=demand.id)
            work.demands.add(demand)
            if need is not None:
                work.needs.add(need, demand, a_routing(), None)
            past.lives.append(life_of(demand, need))
            ids.append(demand.id)
    return ids


def numbers(figures: tuple[Figured, ...]) -> dict[str, int]:
    """How many each counts."""
    return {one.code: one.numerator for one in figures}


def parts(page: FiguresPage, by: By) -> dict[str | None, dict[str, int]]:
    """The same, of each part."""
    (found,) = (one for one in page.breakdowns if one.by is by)
    return {one.key: numbers(one.figures) for one in found.parts}


def summed(parts: dict[str | None, dict[str, int]]) -> dict[str, int]:
    """All parts together."""
    return {figure.code: sum(one[figure.code] for one in parts.values()) for figure in FIGURES}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(new=st.lists(histories(), min_size=1, max_size=6))
def test_whatever_happened_the_figures_hold_together(
    past: Past, new: list[tuple[Demand, Need | None]]
) -> None:
    add(past, new)
    page = past.page(by=tuple(By))
    whole = numbers(page.figures)

    # What is read is what the domain counts.
    by_hand = count(past.lives, Cuts(whole={"month": month_of}), NOW)
    assert whole == {figure.code: value.numerator for figure, value in by_hand.total.values()}

    # Each need has one status; parts of what a demand has once add up to the whole.
    assert sum(whole[f"needs_{status}"] for status in NeedStatus) == whole["needs"]
    for by in (By.MONTH, By.THEME, By.SUBJECT, By.REGION, By.LANDING, By.ORIGIN):
        assert summed(parts(page, by)) == whole

    # A need counts once in an institution, and at least once in its branches, as in its teams.
    institutions, branches, teams = (parts(page, by) for by in (By.INSTITUTION, By.BRANCH, By.TEAM))
    for slug in institutions.keys() - {None}:
        asked = [
            {branch_of(one.team) for one in life.asked if institution_of(one.team) == slug}
            for life in past.lives
        ]
        of_branches = sum(one["needs"] for code, one in branches.items() if institution_of(str(code)) == slug)
        assert institutions[slug]["needs"] == sum(map(bool, asked))
        assert of_branches == sum(map(len, asked))
        assert institutions[slug]["needs"] <= of_branches
    assert summed(branches)["needs"] <= summed(teams)["needs"]

    # A part is what is counted when it alone is asked for.
    for slug, told in institutions.items():
        if slug is not None:
            assert numbers(past.page(institution=slug).figures) == told
    months = [past.page(since=date(2026, month, 1), until=last_day(month)) for month in range(1, 13)]
    year = summed({str(one.since): numbers(one.figures) for one in months})
    assert year == whole

    # A file says the same.
    text = write_sheet(sheet_of_figures(page), ExportFormat.CSV).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {one["Code du chiffre"]: int(one["Nombre"]) for one in lines if not one["Code du détail"]} == whole
    for by in By:
        filed: dict[str, dict[str, int]] = {}
        for one in lines:
            if one["Code du détail"] == by:
                filed.setdefault(one["Code de la part"], {})[one["Code du chiffre"]] = int(one["Nombre"])
        assert filed == {key or "": told for key, told in parts(page, by).items()}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(new=st.lists(histories(), min_size=1, max_size=6), every=st.sampled_from((1, 2)))
def test_every_figure_is_the_same_once_companies_are_forgotten(
    past: Past, new: list[tuple[Demand, Need | None]], every: int
) -> None:
    ids = add(past, new)
    before = past.page(by=tuple(By))
    with past.bench.store.begin() as work:
        work.retention.forget(Keeping.COMPANY, ids[::every], NOW)
    assert past.page(by=tuple(By)) == before


def last_day(month: int) -> date:
    return (date(2026, month, 28) + 4 * DAY).replace(day=1) - DAY
