"""The contract of the files of figures: kept with what was asked, for who asked, as long as they last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.exports import Export, ExportFormat, ExportKind, ExportRequest, ExportState
from conseillers_application.figure_views import By
from conseillers_domain.errors import NotFound
from tests.builders import DAY, HOUR, NOW, TODAY, Changed, an_account
from tests.contracts.stores import Bench
from tests.contracts.strategies import CODES, ON_ONE_STORE, maybe


def an_export(export_id: str = "export", **changes: Changed) -> Export:
    """A file asked for a moment ago."""
    request = ExportRequest(
        kind=ExportKind.NEEDS,
        format=ExportFormat.CSV,
        since=TODAY - DAY,
        until=TODAY,
        by=(By.REGION, By.MONTH),
        origin="exemple.fr",
    )
    return Export(**{"id": export_id, "by": "account", "asked_at": NOW, "request": request, **changes})


def added(bench: Bench, *exports: Export) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account())
        for one in exports:
            work.exports.add(one)


@ON_ONE_STORE
@given(
    request=st.builds(
        ExportRequest,
        kind=st.sampled_from(ExportKind),
        format=st.sampled_from(ExportFormat),
        since=maybe(st.dates()),
        until=maybe(st.dates()),
        by=st.lists(st.sampled_from(By)).map(tuple),
        region=maybe(CODES),
        team=maybe(CODES),
    )
)
def test_an_export_comes_back_as_it_was_asked(bench: Bench, request: ExportRequest) -> None:
    export = an_export(bench.new_id(), request=request)
    with bench.store.begin() as work:
        if work.accounts.by_email(an_account().email) is None:
            work.accounts.add(an_account())
        work.exports.add(export)
    with bench.store.read() as work:
        assert work.exports.find(export.id) == export


def test_a_file_is_there_once_it_is_made(bench: Bench) -> None:
    export, content = an_export(), bytes(range(256))
    added(bench, export)
    with bench.store.read() as work, pytest.raises(NotFound):
        work.exports.content("export")
    with bench.store.begin() as work:
        work.exports.made(export.ready(), content)
    with bench.store.read() as work:
        assert work.exports.find("export") == export.ready()
        assert work.exports.content("export") == content
        assert work.exports.find("another") is None


def test_a_file_is_made_once(bench: Bench) -> None:
    export = an_export()
    added(bench, export)
    with bench.store.begin() as work:
        work.exports.made(export.ready(), b"first")
        work.exports.made(export.ready(), b"second")
        work.exports.made(export.refused("Non."), None)
        work.exports.made(an_export("forgotten").ready(), b"nothing")
    with bench.store.read() as work:
        assert work.exports.content("export") == b"first"
        assert work.exports.find("export") == export.ready()
        assert work.exports.find("forgotten") is None


def test_what_cannot_be_made_says_why(bench: Bench) -> None:
    export = an_export()
    added(bench, export)
    with bench.store.begin() as work:
        work.exports.made(export.refused("Trop de lignes."), None)
    with bench.store.read() as work:
        found = work.exports.find("export")
    assert found is not None
    assert (found.state, found.why) == (ExportState.REFUSED, "Trop de lignes.")


def test_old_files_are_deleted_and_no_others(bench: Bench) -> None:
    old, recent = an_export("old", asked_at=NOW - DAY), an_export("recent")
    added(bench, old, an_export("never-made", asked_at=NOW - DAY - HOUR), recent)
    with bench.store.begin() as work:
        work.exports.made(old.ready(), b"old")
        work.exports.made(recent.ready(), b"recent")
        assert work.exports.forget(NOW - HOUR) == 2
        assert work.exports.forget(NOW - HOUR) == 0
    with bench.store.read() as work:
        assert work.exports.find("old") is None
        assert work.exports.find("never-made") is None
        assert work.exports.content("recent") == b"recent"
        with pytest.raises(NotFound):
            work.exports.content("old")


def test_an_export_is_somebody_s(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.exports.add(an_export())
