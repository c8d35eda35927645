"""Several machines on one PostgreSQL: two that serve, two that work; what one does, the others know."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from conseillers_entrypoints.demo.accounts import DEMO_SIRET
from tests.entrypoints.processes import Caller, Installation, end, until
from tests.entrypoints.service import PASSWORD, STAFF, ZOE, a_form, prepare
from tests.entrypoints.test_processes import EACH_ONCE, addressees

pytestmark = pytest.mark.no_cover


@pytest.fixture
def installation(postgres_url: str, tmp_path: Path) -> Installation:
    prepare(postgres_url)
    return Installation(tmp_path, {"CONSEILLERS_DATABASE_URL": postgres_url})


@pytest.fixture
def machines(installation: Installation) -> Iterator[tuple[Caller, Caller]]:
    """Two that serve, the second with two processes."""
    with ExitStack() as running:
        one = running.enter_context(installation.serving())
        other = running.enter_context(installation.serving("--workers", "2"))
        yield one, other


def test_what_one_machine_accepts_another_shows_and_a_third_does(
    installation: Installation, machines: tuple[Caller, Caller]
) -> None:
    one, other = machines
    with installation.started("jobs") as worker, installation.started("jobs"):
        receipt = one.ask("POST", "/api/demands", a_form(siret=DEMO_SIRET))
        assert receipt.status == 201
        until(lambda: len(installation.mails) == 3)
        assert addressees(installation.mails) == EACH_ONCE
        zoe = one.signed_in(ZOE, PASSWORD)
        elsewhere = Caller(other.port, other.process, zoe.cookies)
        (need,) = elsewhere.ask("GET", "/api/needs?q=recruter").body["items"]
        path = f"/api/needs/{need['id']}/referrals/cci-47-rh/positions"
        assert elsewhere.ask("POST", path, {"stance": "taken"}).status == 200
        again = zoe.ask("POST", path, {"stance": "refused", "reason": "no_capacity"})
        assert (again.status, again.body["current"]["stance"]) == (409, "taken")
        until(lambda: len(installation.mails) == 4)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        assert one.ask("POST", "/api/demands", a_form(siret=DEMO_SIRET, email="b@atelier.fr")).status == 201
        until(lambda: len(installation.mails) == 5)  # its receipt: staff looks at a second demand first
    for machine in machines:
        machine.process.send_signal(signal.SIGTERM)
    assert [machine.process.wait(timeout=40) for machine in machines] == [0, 0]


def test_a_version_published_by_one_is_served_by_all_on_their_next_request(
    machines: tuple[Caller, Caller],
) -> None:
    one, other = machines
    staff = one.signed_in(STAFF, PASSWORD)
    elsewhere = Caller(other.port, other.process, staff.cookies)
    document = staff.ask("GET", "/api/admin/directory").body
    for version in range(2, 8):
        # Both processes behind the second port take their share of these.
        known = [elsewhere.ask("GET", "/api/admin/directory/versions?limit=1").body for _ in range(4)]
        assert {page["items"][0]["version"] for page in known} == {str(version - 1)}
        (team,) = (one for one in document["teams"] if one["code"] == "emploi-47")
        changed = team | {"name": f"Entreprises {version}"}
        answer = staff.ask("PATCH", "/api/admin/directory", {"teams": [changed]})
        assert answer.status == 200, answer.body
        for _ in range(4):
            document = elsewhere.ask("GET", "/api/admin/directory").body
            names = {one["code"]: one["name"] for one in document["teams"]}
            assert names["emploi-47"] == f"Entreprises {version}"


def test_a_killed_worker_loses_nothing(installation: Installation, machines: tuple[Caller, Caller]) -> None:
    one, _ = machines
    for rank in range(6):
        form = a_form(siret=DEMO_SIRET, email=f"camille{rank}@atelier.fr")
        assert one.ask("POST", "/api/demands", form).status == 201
    with installation.started("jobs") as worker:
        until(lambda: len(installation.mails) >= 2)
        end(worker)
    with installation.started("jobs"):
        # The jobs that the killed worker was at, up to four, are taken back a minute later only.
        until(lambda: len(installation.mails) >= 6, patience=300.0)
    assert max(addressees(installation.mails).values()) <= 1
