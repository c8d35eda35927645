"""The baskets of staff over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entrypoints.service import OPERATOR, STAFF, ZOE, Service, faults, running

BASKETS = "/api/admin/baskets"


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder) as found:
        yield found


@pytest.fixture
def waiting(service: Service) -> str:
    """A need that waits since nine days, in its basket, and so are its teams."""
    need = service.a_need()
    service.work_off(days=9)
    service.container.fill_baskets()()
    return need


def test_staff_finds_needs_and_teams_in_their_baskets(service: Service, waiting: str) -> None:
    staff = service.signed_in(STAFF)
    counts = {one["name"]: one["count"] for one in staff.get(BASKETS).json()["items"]}
    assert counts == {"many": 0, "medium": 0, "one": 2, "unanswered": 1, "at_risk": 0, "abandoned": 0}
    page = staff.get(f"{BASKETS}/unanswered").json()
    assert (page["total"], page["next"]) == (1, None)
    assert page["items"][0]["subject"] == waiting
    assert staff.get(f"{BASKETS}/inconnu").status_code in {400, 404, 422}


def test_staff_acts_and_every_act_is_kept(service: Service, waiting: str) -> None:
    staff = service.signed_in(STAFF)
    done = staff.post(f"{BASKETS}/one/actions", {"subject": "emploi-47", "kind": "remind"})
    assert done.status_code == 201
    assert done.json()["told"] == "emploi-47"
    service.work_off()
    assert any("attend une" in mail for mail in service.letters())
    past = staff.get(f"{BASKETS}/history/emploi-47").json()
    assert [one["kind"] for one in past["actions"]] == ["remind"]
    assert [one["basket"] for one in past["stays"]] == ["one"]


def test_what_is_wrong_in_an_action_is_told_at_once(service: Service, waiting: str) -> None:
    staff = service.signed_in(STAFF)
    wrong = staff.post(f"{BASKETS}/unanswered/actions", {"subject": waiting, "kind": "done", "note": 3})
    assert faults(wrong) == {"/note": "type", "/until": "required"}
    assert staff.post(f"{BASKETS}/one/actions", {"subject": "x", "kind": "remind"}).status_code == 404


def test_branches_are_watched(service: Service, waiting: str) -> None:
    watched = service.signed_in(STAFF).get(f"{BASKETS}/branches").json()
    assert (watched["items"], watched["least"]) == ([], 10)


@pytest.mark.parametrize("who", [ZOE, OPERATOR])
def test_baskets_do_not_exist_for_others(service: Service, who: str) -> None:
    browser = service.signed_in(who)
    for path in ("", "/one", "/branches", "/history/emploi-47"):
        assert browser.get(BASKETS + path).status_code == 404
    assert browser.post(f"{BASKETS}/one/actions", {}).status_code == 404
