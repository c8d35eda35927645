"""What every store does with the directory's versions."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_application.ports import DirectoryVersion
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    Absence,
    ActivityRule,
    AnswerConditions,
    Directory,
    DirectoryDocument,
    Level,
)
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import DAY, NOW, a_branch, a_directory, a_team, an_advisor, an_index_of, an_institution
from tests.contracts.stores import Bench, Store, undone

LOT_ET_GARONNE = Zone(ZoneType.DEPARTEMENT, "47")
WHOLE = a_directory(
    a_team(
        "cci-agen",
        "recruter",
        "investir",
        branch="cci-47",
        delegate="cci-nerac",
        zones=(Zone(ZoneType.COMMUNE, "47001"),),
        criteria=(
            Criterion(subjects=("recruter",), min_years=3, max_headcount=250, accepted_naf=("4711B",)),
        ),
    ),
    a_team("cci-nerac", "recruter", branch="cci-47", closed=True),
    branches=[
        a_branch("cci-47", institution="cci", level=Level.LOCAL, zones=(LOT_ET_GARONNE,)),
        a_branch("cci-agence", institution="cci", parent="cci-47"),
    ],
    institutions=[
        an_institution(
            "cci",
            categories=("consulaire",),
            siren="184700017",
            single_taker=True,
            mail_domains=("cci.example",),
            activity_rule=ActivityRule(natures=("COMMERCIALE",), any_nafa=True),
            answer_conditions=(AnswerConditions(subject="recruter", groups=({"apprentice": "true"},)),),
        )
    ],
    advisors=[
        an_advisor(
            "ana@example.org",
            "cci-agen",
            branch="cci-47",
            absences=(Absence(from_=date(2026, 11, 23), to=date(2026, 11, 27)),),
        )
    ],
)
SMALL = a_directory(a_team("cma", "recruter"))


def a_version(number: int) -> DirectoryVersion:
    return DirectoryVersion(version=str(number), at=NOW + number * DAY, by="account", why=f"Été {number}")


def publish(store: Store, document: DirectoryDocument, number: int) -> None:
    with store.begin() as work:
        work.directories.publish(an_index_of(document, str(number)), a_version(number))


def current(store: Store) -> RouteIndex:
    with store.read() as work:
        return work.directories.current()


def test_before_the_first_is_published_the_directory_is_empty(bench: Bench) -> None:
    assert current(bench.store).directory == Directory(DirectoryDocument(), "0")
    with bench.store.read() as work:
        assert work.directories.versions() == ()


def test_a_whole_directory_comes_back_as_it_was_published_ready_for_routing(bench: Bench) -> None:
    publish(bench.store, WHOLE, 1)
    for store in (bench.store, bench.other):
        index = current(store)
        assert index.directory == Directory(WHOLE, "1")
        assert list(index.crews) == ["cci-agen", "cci-nerac"]
        (holder,) = index.near("recruter", [Zone(ZoneType.COMMUNE, "47001").key])
        assert holder.team == "cci-agen"


def test_a_new_version_is_the_one_in_force_for_every_store(bench: Bench) -> None:
    publish(bench.store, SMALL, 1)
    assert current(bench.other).directory.document == SMALL
    publish(bench.store, WHOLE, 2)
    assert current(bench.other).directory == Directory(WHOLE, "2")
    publish(bench.other, SMALL, 3)
    assert current(bench.store).directory == Directory(SMALL, "3")


def test_the_directory_in_force_is_prepared_once(bench: Bench) -> None:
    publish(bench.store, WHOLE, 1)
    assert current(bench.store) is current(bench.store)


def test_versions_are_told_latest_first(bench: Bench) -> None:
    for number in range(1, 12):
        publish(bench.store, SMALL, number)
    with bench.other.read() as work:
        assert work.directories.versions() == tuple(a_version(number) for number in range(11, 0, -1))
    assert current(bench.other).directory.version == "11"


@pytest.mark.parametrize("number", [1, 2])
def test_a_version_that_exists_or_is_past_is_refused(bench: Bench, number: int) -> None:
    publish(bench.store, SMALL, 1)
    publish(bench.store, SMALL, 2)
    with bench.other.begin() as work, pytest.raises(Conflict):
        work.directories.publish(an_index_of(WHOLE, str(number)), a_version(number))
    assert current(bench.other).directory == Directory(SMALL, "2")


def test_a_version_that_is_undone_leaves_nothing_behind(bench: Bench) -> None:
    publish(bench.store, SMALL, 1)
    with undone(bench.store) as work:
        work.directories.publish(an_index_of(WHOLE, "2"), a_version(2))
        assert work.directories.current().directory == Directory(WHOLE, "2")
    other = a_directory(a_team("urssaf", "investir"))
    publish(bench.other, other, 2)
    assert current(bench.store).directory == Directory(other, "2")


def test_a_reader_keeps_the_directory_of_its_state_while_others_are_published(bench: Bench) -> None:
    with bench.store.read() as early:
        assert early.directories.versions() == ()
        publish(bench.store, SMALL, 1)
        with bench.store.read() as later:
            assert later.directories.current().directory == Directory(SMALL, "1")
            publish(bench.store, WHOLE, 2)
            assert current(bench.store).directory == Directory(WHOLE, "2")
            assert later.directories.current().directory == Directory(SMALL, "1")
        assert early.directories.current().directory == Directory(DirectoryDocument(), "0")
    assert current(bench.store).directory == Directory(WHOLE, "2")


def test_an_earlier_version_is_read_again_as_it_was(bench: Bench) -> None:
    publish(bench.store, WHOLE, 1)
    publish(bench.store, SMALL, 2)
    publish(bench.store, WHOLE, 3)
    with bench.other.read() as work:
        assert work.directories.at("1").directory == Directory(WHOLE, "1")
        assert work.directories.at("2").directory == Directory(SMALL, "2")
        assert work.directories.at("3") is work.directories.current()
        assert list(work.directories.at("2").crews) == ["cma"]


@pytest.mark.parametrize("unknown", ["2", "0", "-1", "x", "", "9" * 30])
def test_a_version_that_never_was_is_not_found(bench: Bench, unknown: str) -> None:
    publish(bench.store, WHOLE, 1)
    with bench.store.read() as work:
        with pytest.raises(NotFound):
            work.directories.at(unknown)
        with pytest.raises(NotFound):
            work.directories.version(unknown)


def test_versions_are_told_by_pages_and_counted(bench: Bench) -> None:
    for number in range(1, 12):
        publish(bench.store, SMALL, number)
    with bench.other.read() as work:
        assert work.directories.count() == 11
        assert work.directories.versions(limit=2) == (a_version(11), a_version(10))
        assert work.directories.versions(before="10", limit=2) == (a_version(9), a_version(8))
        assert work.directories.version("7") == a_version(7)


def test_a_version_keeps_why_it_was_forced_and_who_was_suspended(bench: Bench) -> None:
    forced = evolve(a_version(1), forced="Fermeture décidée")
    with bench.store.begin() as work:
        work.directories.publish(an_index_of(WHOLE, "1", ["ana@example.org"]), forced)
        assert work.directories.current().crews["cci-agen"].suspended == {"ana@example.org"}
    publish(bench.store, WHOLE, 2)
    with bench.other.read() as work:
        assert work.directories.version("1") == forced
        assert work.directories.at("1").directory.suspended == {"ana@example.org"}
        assert work.directories.current().directory.suspended == frozenset()
        assert work.directories.current().crews["cci-agen"].suspended == frozenset()


def test_parts_change_leave_come_back_and_move_without_losing_their_order(bench: Bench) -> None:
    one, two, three = (a_team(code, "recruter") for code in ("un", "deux", "trois"))
    documents = [
        a_directory(one, two, three),
        a_directory(three, one),
        a_directory(evolve(one, closed=True), three, two),
        a_directory(two, one, three),
        DirectoryDocument(),
        a_directory(one, two, three),
    ]
    for number, document in enumerate(documents, 1):
        publish(bench.store, document, number)
    with bench.other.read() as work:
        for number, document in enumerate(documents, 1):
            assert work.directories.at(str(number)).directory == Directory(document, str(number))
