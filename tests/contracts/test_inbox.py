"""What every store lists under « Besoins reçus », compared with the domain's rules said plainly."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_application.folding import folded_words
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.need import EXPIRY, Need, Tab
from conseillers_domain.position import Stance
from tests.builders import DAY, NOW, TODAY, a_contact, a_demand, a_need, a_referral, an_establishment
from tests.contracts.oracle import SUBJECTS, TEAMS, Put, a_country, keep, lists
from tests.contracts.stores import KINDS, Bench, Store, a_bench

COUNTRY = a_country(seed=47, size=90)
TYPED = (
    "café",
    "CAFE",
    "caf",
    "éte",
    "lete",
    "l'été",
    "mar",
    "oeuvres",
    "Œuv",
    "evry",
    "étienne",
    "000000018",
    "inv",
)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of each kind that holds the same country, read by every test here."""
    with a_bench(request, tmp_path_factory.mktemp("inbox")) as bench:
        with bench.store.begin() as work:
            keep(work, COUNTRY)
        yield bench.store


days = st.integers(-125, 2).map(lambda day: TODAY + day * DAY)
queries = st.builds(
    InboxQuery,
    teams=st.frozensets(st.sampled_from((*TEAMS, "unknown"))),
    tab=st.sampled_from(Tab),
    now=st.sampled_from((NOW, NOW + timedelta(microseconds=999), NOW - DAY, NOW + 30 * DAY)),
    words=st.lists(st.sampled_from(TYPED), max_size=2).map(lambda typed: folded_words(" ".join(typed))),
    subjects=st.none() | st.frozensets(st.sampled_from((*SUBJECTS, "unknown"))),
    since=st.none() | days,
    until=st.none() | days,
)


@settings(max_examples=100, deadline=None)
@given(query=queries)
def test_every_list_is_what_the_domain_says(filled: Store, query: InboxQuery) -> None:
    expected = lists(COUNTRY, query)
    with filled.read() as work:
        counts = work.needs.counts(query)
        page = work.needs.page(evolve(query, limit=1000))
    assert counts == {tab: len(rows) for tab, rows in expected.items()}
    assert list(page) == expected[query.tab]


@settings(max_examples=25, deadline=None)
@given(query=queries, limit=st.integers(1, 7))
def test_pages_cover_every_need_of_a_tab_exactly_once(filled: Store, query: InboxQuery, limit: int) -> None:
    whole = lists(COUNTRY, query)[query.tab]
    with filled.read() as work:
        found: list[InboxRow] = []
        while page := work.needs.page(evolve(query, limit=limit, after=mark(found))):
            assert len(page) <= limit
            found += page
    assert found == whole


def mark(rows: list[InboxRow]) -> tuple[datetime, str] | None:
    return (rows[-1].sent_at, rows[-1].need) if rows else None


@settings(max_examples=10, deadline=None)
@given(teams=st.frozensets(st.sampled_from(TEAMS), min_size=2))
def test_a_need_is_in_one_tab_only_and_in_no_fewer(filled: Store, teams: frozenset[str]) -> None:
    put_before_them = {put.need.id for put in COUNTRY if any(one.team in teams for one in put.need.referrals)}
    with filled.read() as work:
        found = [
            row.need
            for tab in Tab
            for row in work.needs.page(InboxQuery(teams=teams, tab=tab, now=NOW, limit=1000))
        ]
    assert len(found) == len(set(found))
    assert set(found) == put_before_them


def put(need: Need, commune_name: str | None = None, company: str = "", **demand: object) -> Put:
    return Put(
        need, a_demand(id=need.demand, establishment=an_establishment(name=company), **demand), commune_name
    )


def found(bench: Bench, *puts: Put, **asked: object) -> list[str]:
    with bench.store.begin() as work:
        keep(work, list(puts))
    return again(bench, **asked)


def again(bench: Bench, **asked: object) -> list[str]:
    values: dict[str, object] = {"teams": frozenset({"cci"}), "tab": Tab.INBOX, "now": NOW, **asked}
    with bench.store.read() as work:
        rows = work.needs.page(InboxQuery(**values))  # type: ignore[arg-type] # tests say fields by name
    return [row.need for row in rows]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("épicerie", True),
        ("EPICERIE", True),
        ("épi", True),
        ("marche", True),
        ("agen", True),
        ("Zoé", True),
        ("lefevre", True),
        ("00000001800010", True),
        ("000000018", True),
        ("recruter", True),
        ("epi age lef", True),
        ("picerie", False),
        ("gen", False),
        ("épicerie bordeaux", False),
        ("800010", False),
    ],
)
def test_words_are_found_by_how_they_begin_whatever_their_accents(
    bench: Bench, typed: str, is_found: bool
) -> None:
    one = put(a_need(a_referral("cci")), "Agen", "L’Épicerie du Marché")
    assert found(bench, one, words=folded_words(typed)) == (["need"] if is_found else [])


def test_a_need_leaves_the_inbox_after_45_days_to_the_millisecond(bench: Bench) -> None:
    one = put(a_need(a_referral("cci", sent_at=NOW - EXPIRY)))
    just_before = NOW - timedelta(milliseconds=1)
    assert found(bench, one, now=just_before) == ["need"]
    assert again(bench) == []
    assert again(bench, tab=Tab.EXPIRED) == ["need"]
    assert again(bench, expiry=EXPIRY + timedelta(days=1)) == ["need"]


def test_a_need_of_several_teams_is_where_the_first_tab_has_it(bench: Bench) -> None:
    one = put(a_need(a_referral("cci", Stance.REFUSED), a_referral("cma", Stance.TAKEN)))
    assert found(bench, one, teams=frozenset({"cci"}), tab=Tab.REFUSED) == ["need"]
    both = frozenset({"cci", "cma"})
    assert again(bench, teams=both, tab=Tab.REFUSED) == []
    assert again(bench, teams=both, tab=Tab.TAKEN) == ["need"]


def test_a_need_is_shown_for_the_team_it_was_sent_to_last(bench: Bench) -> None:
    with bench.store.begin() as work:
        need = a_need(
            a_referral("cci", sent_at=NOW - DAY), a_referral("region"), a_referral("cma"), a_referral("ville")
        )
        keep(work, [put(need)])
    teams = frozenset({"cci", "region", "cma"})
    with bench.store.read() as work:
        (row,) = work.needs.page(InboxQuery(teams=teams, tab=Tab.INBOX, now=NOW))
    assert (row.team, row.sent_at) == ("cma", NOW)


@pytest.mark.parametrize(
    ("since", "until", "is_found"),
    [
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (date.min, date.max, True),
        (date.max, None, False),
        (None, date.min, False),
    ],
)
def test_days_are_those_of_france_from_the_first_to_the_last_of_the_calendar(
    bench: Bench, since: date | None, until: date | None, is_found: bool
) -> None:
    at = NOW.replace(hour=23, minute=30) - DAY  # half past midnight in France is still yesterday in UTC
    one = put(a_need(a_referral("cci")), deposited_at=at, contact=a_contact())
    assert found(bench, one, since=since, until=until) == (["need"] if is_found else [])


def test_what_is_deposited_at_midnight_is_of_the_day_that_begins(bench: Bench) -> None:
    one = put(a_need(a_referral("cci")), deposited_at=first_instant_of(TODAY))
    assert found(bench, one, since=TODAY) == ["need"]
    assert again(bench, until=TODAY - DAY) == []


def test_who_has_no_team_receives_nothing(bench: Bench) -> None:
    assert found(bench, put(a_need(a_referral("cci"))), teams=frozenset()) == []
    with bench.store.read() as work:
        counts = work.needs.counts(InboxQuery(teams=frozenset(), tab=Tab.INBOX, now=NOW))
    assert counts == dict.fromkeys(Tab, 0)
