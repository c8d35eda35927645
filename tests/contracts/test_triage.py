"""What every store does with the demands staff looks for, the texts it writes, and whom it does not hear."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.ports import Unwanted
from conseillers_application.triage import queries
from conseillers_application.triage.queries import QUEUES, DemandQuery
from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand, DemandState
from conseillers_domain.errors import Conflict
from conseillers_domain.position import Stance
from conseillers_domain.setting_aside import AsideReason, SettingAside
from conseillers_domain.templates import Template
from tests.builders import DAY, NOW, SIRET, a_contact, a_demand, a_need, a_referral, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import ON_ONE_STORE, TEMPLATES

OTHER_SIRET = Siret("00000002600021")


def keep(bench: Bench, *demands: Demand) -> None:
    with bench.store.begin() as work:
        for demand in demands:
            work.demands.add(demand)


def merged(demand_id: str, into: str, **changes: object) -> Demand:
    aside = SettingAside(reason=AsideReason.DUPLICATE, by="staff", at=NOW, into=into)
    return a_demand(id=demand_id, state=DemandState.SET_ASIDE, aside=aside, **changes)


@pytest.mark.parametrize("tab", DemandState)
def test_a_tab_is_paged_from_end_to_end_each_demand_once(bench: Bench, tab: DemandState) -> None:
    keep(
        bench,
        *(a_demand(id=f"{rank}", state=tab, deposited_at=NOW + (rank % 3) * DAY) for rank in range(7)),
        *(a_demand(id=f"other-{one}", state=one) for one in DemandState if one is not tab),
    )
    latest_last = ["0", "3", "6", "1", "4", "2", "5"]
    wanted = latest_last if tab in QUEUES else latest_last[::-1]
    found: list[Demand] = []
    with bench.store.read() as work:
        while True:
            after = (found[-1].deposited_at, found[-1].id) if found else None
            page = work.demand_lists.page(DemandQuery(tab=tab, after=after, limit=3))
            found += page
            if len(page) < 3:
                break
        assert work.demand_lists.counts() == {one: 7 if one is tab else 1 for one in DemandState}
    assert [one.id for one in found] == wanted


def test_nothing_is_counted_of_an_empty_store(bench: Bench) -> None:
    with bench.store.read() as work:
        assert work.demand_lists.counts() == dict.fromkeys(DemandState, 0)


def test_a_demand_is_found_with_those_of_its_siret_or_its_e_mail(bench: Bench) -> None:
    mine, yours = a_contact(email="mine@example.org"), a_contact(email="yours@example.org")
    demand = a_demand(contact=mine)
    keep(
        bench,
        demand,
        a_demand(id="1", contact=yours, deposited_at=NOW + DAY),
        a_demand(id="2", contact=mine, siret=OTHER_SIRET),
        a_demand(id="3", contact=yours, siret=OTHER_SIRET),
    )
    with bench.store.read() as work:
        assert [one.id for one in work.demand_lists.alike(demand, 5)] == ["1", "2"]
        assert [one.id for one in work.demand_lists.alike(demand, 1)] == ["1"]


def test_the_demands_merged_into_one_are_told_oldest_first_and_are_no_past(bench: Bench) -> None:
    keep(
        bench,
        a_demand(id="main"),
        merged("1", "main", deposited_at=NOW + DAY),
        merged("2", "main"),
        merged("3", "other"),
    )
    with bench.store.read() as work:
        assert [one.id for one in work.demand_lists.merged_into("main")] == ["2", "1"]
        assert len(work.demands.past(SIRET, "")) == 1
        assert work.demands.past(SIRET, "", "main") == ()


def test_the_demands_of_several_needs_are_told_at_once(bench: Bench) -> None:
    with bench.store.begin() as work:
        for demand in (a_demand(id="a"), a_demand(id="b")):
            work.demands.add(demand)
            work.needs.add(a_need(id=f"of {demand.id}", demand=demand.id), demand, a_routing(), None)
    with bench.other.read() as work:
        assert work.demand_lists.of_needs(["of a", "of b", "unknown"]) == {"of a": "a", "of b": "b"}
        assert work.demand_lists.of_needs([]) == {}


def test_a_need_goes_to_another_subject_with_its_decision_and_its_words(bench: Bench) -> None:
    demand, need = a_demand(), a_need(a_referral("cci", Stance.TAKEN))
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(need, demand, a_routing("cci"), "Agen")
    with bench.store.begin() as work:
        need, _ = work.needs.get("need").requalified("investir", ("cma",), NOW + DAY)
        saved = work.needs.reroute(need, demand, a_routing("cma", subject="investir"), "Agen")
    with bench.other.read() as work:
        assert work.needs.get("need") == saved == evolve(need, version=1)
        decision = work.needs.decision("need")
        assert (decision.profile.subject, [one.team for one in decision.kept]) == ("investir", ["cma"])
    with bench.store.begin() as work, pytest.raises(Conflict):
        work.needs.reroute(need, demand, a_routing("cma"), "Agen")


@ON_ONE_STORE
@given(drawn=TEMPLATES)
def test_a_text_comes_back_as_it_was_written(bench: Bench, drawn: Template) -> None:
    template = evolve(drawn, name=bench.new_id())
    with bench.store.begin() as work:
        work.templates.add(template)
    with bench.store.read() as work:
        assert work.templates.versions(template.name) == (template,)
        assert work.templates.current()[template.name] == template


def a_template(version: int) -> Template:
    return Template(name="a", title="A", subject="A", body="A", version=version, at=NOW, by="staff")


def test_the_latest_version_of_a_text_is_in_force_and_all_are_kept(bench: Bench) -> None:
    with bench.store.begin() as work:
        for version in (2, 1, 10):
            work.templates.add(a_template(version))
    with bench.store.read() as work:
        assert work.templates.current() == {"a": a_template(10)}
        assert work.templates.versions("a") == (a_template(10), a_template(2), a_template(1))


def test_a_version_is_written_once(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.templates.add(a_template(1))
    with pytest.raises(Conflict), bench.other.begin() as work:
        work.templates.add(a_template(1))


def unwanted(kind: str, value: str, **changes: object) -> Unwanted:
    values = {"kind": kind, "value": value, "by": "staff", "at": NOW, **changes}
    return Unwanted(**values)  # type: ignore[arg-type] # tests say fields by name


def test_who_is_unwanted_is_known_by_a_siret_or_an_e_mail(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.spam.add(unwanted("email", "a@b.fr"))
        work.spam.add(unwanted("siret", SIRET))
        assert work.spam.holds(OTHER_SIRET, "a@b.fr")
        assert work.spam.holds(SIRET, "c@d.fr")
        assert not work.spam.holds(OTHER_SIRET, SIRET)
        assert work.spam.remove("siret", SIRET)
        assert not work.spam.remove("siret", SIRET)
    with bench.store.read() as work:
        assert not work.spam.holds(SIRET, "c@d.fr")


def test_who_is_put_twice_on_the_list_stays_as_they_were(bench: Bench) -> None:
    first = unwanted("email", "a@b.fr", reason="Première")
    with bench.store.begin() as work:
        work.spam.add(first)
        work.spam.add(unwanted("email", "a@b.fr", reason="Seconde", at=NOW + timedelta(days=1)))
    with bench.store.read() as work:
        assert work.spam.page(None, 5) == (first,)


@ON_ONE_STORE
@given(limit=st.integers(1, 4))
def test_the_list_is_read_page_by_page(bench: Bench, limit: int) -> None:
    whole = [unwanted("email", "a@b.fr"), unwanted("email", "c@d.fr"), unwanted("siret", "1")]
    with bench.store.begin() as work:
        for one in whole[::-1]:
            work.spam.add(one)
    found: list[Unwanted] = []
    with bench.store.read() as work:
        while page := work.spam.page((found[-1].kind, found[-1].value) if found else None, limit):
            found += page
    assert found == whole


def test_nobody_needs_a_tab_counted_to_the_last() -> None:
    assert queries.MOST_COUNTED == 10_000
