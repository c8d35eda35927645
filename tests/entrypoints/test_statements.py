"""How much is asked of the database: a request that grows by a question a row would show here."""

from math import inf

import pytest

from conseillers_adapters.sql import patience
from conseillers_adapters.sql.line import heard
from tests.entrypoints.service import SHOPS, STAFF, ZOE, Service

INBOX, SHEET, POSITION, DEPOSIT = 5, 10, 14, 10


@pytest.fixture
def busy(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(patience, "SLOW", inf)  # a slow disk has a write begun again in a thread
    for siret in SHOPS[:5]:
        service.deposit(siret=siret, email=f"{siret}@atelier.fr")
    return service


def test_a_list_asks_five_questions_whatever_it_shows(busy: Service) -> None:
    zoe = busy.signed_in(ZOE)
    counts = set()
    for query in ("limit=1", "limit=100", "q=epicerie&subject=recruter&branch=cci-47", "tab=closed"):
        with heard() as statements:
            assert zoe.get(f"/api/needs?{query}").status_code == 200
        counts.add(len(statements))
    assert max(counts) <= INBOX
    assert len(counts) == 1


def test_a_sheet_asks_as_much_whoever_said_something(busy: Service) -> None:
    zoe, staff = busy.signed_in(ZOE), busy.signed_in(STAFF)
    need = zoe.get("/api/needs").json()["items"][0]["id"]
    with heard() as untouched:
        zoe.get(f"/api/needs/{need}")
    for browser, stance in ((zoe, "taken"), (staff, "pending"), (zoe, "taken")):
        path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
        assert browser.post(path, {"stance": stance}).status_code == 200
    with heard() as talked_over:
        zoe.get(f"/api/needs/{need}")
    assert len(untouched) < len(talked_over) <= SHEET


def test_a_position_asks_as_much_whatever_came_before(busy: Service) -> None:
    zoe = busy.signed_in(ZOE)
    need = zoe.get("/api/needs").json()["items"][0]["id"]
    counts = []
    for stance in ("taken", "pending", "taken"):
        with heard() as statements:
            path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
            assert zoe.post(path, {"stance": stance}).status_code == 200
        counts.append(len(statements))
    assert max(counts) <= POSITION


def test_a_deposit_asks_as_much_whatever_came_before(busy: Service) -> None:
    counts = []
    for siret in SHOPS[5:8]:
        with heard() as statements:
            busy.deposit(siret=siret, email=f"{siret}@atelier.fr")
        counts.append(len(statements))
    assert max(counts) <= DEPOSIT
    assert len(set(counts)) == 1
