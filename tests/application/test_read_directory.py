"""Every version of the directory is listed, read again, and compared with another."""

import pytest

from conseillers_application.read_directory import ReadDirectory, ReadDirectoryHistory
from conseillers_domain.errors import Invalid, NotFound
from tests.application.service import DIRECTORY, Service
from tests.builders import SUBJECT, a_directory, a_team

SMALL = a_directory(a_team("cci-47", SUBJECT, "former"), a_team("neuve", SUBJECT))


@pytest.fixture
def history(service: Service) -> ReadDirectoryHistory:
    for document in (SMALL, DIRECTORY, SMALL):
        service.publish(document)
    return ReadDirectoryHistory(read=service.store.read)


def test_versions_are_read_by_pages_latest_first(history: ReadDirectoryHistory, service: Service) -> None:
    staff = service.person("staff")
    first = history(staff, limit=3)
    assert ([one.version for one in first.items], first.total, first.next) == (["4", "3", "2"], 4, "2")
    assert (first.items[0].by, first.items[0].by_name) == ("staff", "Équipe")
    last = history(staff, limit=3, cursor=first.next)
    assert ([one.version for one in last.items], last.total, last.next) == (["1"], 4, None)


def test_a_page_mark_that_is_not_one_is_refused(history: ReadDirectoryHistory) -> None:
    for mark in ("x", "-1", "01", "٣", "1" * 12):
        with pytest.raises(Invalid):
            history.page(cursor=mark)


def test_an_earlier_version_is_read_again(history: ReadDirectoryHistory, service: Service) -> None:
    assert history.page().total == 4
    reading, staff = ReadDirectory(read=service.store.read), service.person("staff")
    assert (reading(staff, "1").document, reading(staff, "2").document) == (DIRECTORY, SMALL)
    assert reading(staff).version == "4"
    with pytest.raises(NotFound):
        reading(staff, "9")


def test_two_versions_are_compared_by_team(history: ReadDirectoryHistory, service: Service) -> None:
    diff = history.diff(service.person("staff"), "1", "2")
    assert (diff.before, diff.after) == ("1", "2")
    assert [(one.team, one.change) for one in diff.teams] == [
        ("cci-47", "changed"),
        ("neuve", "added"),
        ("paris", "removed"),
        ("urssaf-1", "removed"),
        ("urssaf-2", "removed"),
    ]
    assert {one.part for one in diff.others} == {"institutions", "branches", "advisors"}
    same = history.between("2", "4")
    assert (same.teams, same.others) == ((), ())
    with pytest.raises(NotFound):
        history.between("1", "9")


def test_who_may_not_see_it_finds_nothing(history: ReadDirectoryHistory, service: Service) -> None:
    ana = service.person("ana")
    with pytest.raises(NotFound):
        history(ana)
    with pytest.raises(NotFound):
        history.diff(ana, "1", "2")
