"""The territories of several years over HTTP, for staff."""

import pytest
from attrs import evolve

from tests.builders import NOW
from tests.domain.territories import DOCUMENT
from tests.entrypoints.service import OPERATOR, STAFF, ZOE, Service

LIST, REPORT = "/api/admin/geographies", "/api/admin/geographies/2027/report"


@pytest.fixture
def two_years(service: Service) -> Service:
    """A service where another year was imported."""
    service.container.import_geography()(evolve(DOCUMENT, version="2027"), by="essai")
    return service


def test_staff_reads_which_territories_there_are(two_years: Service) -> None:
    answer = two_years.signed_in(STAFF).get(LIST)
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "items": [
                {
                    "version": "2027",
                    "in_force": False,
                    "packaged": False,
                    "at": f"{NOW:%Y-%m-%dT%H:%M:%S}.000Z",
                    "by": "essai",
                },
                {"version": "2026", "in_force": True, "packaged": True, "at": None, "by": None},
            ],
            "total": 2,
            "next": None,
        },
    )


def test_staff_reads_what_another_year_would_break(two_years: Service) -> None:
    answer = two_years.signed_in(STAFF).get(REPORT)
    report = answer.json()
    assert answer.status_code == 200
    assert (report["version"], report["against"], report["directory"]) == ("2027", "2026", "1")
    assert (len(report["broken"]), report["redrawn"]) == (2, [])
    assert report["broken"][0] == {
        "owner": "cci-47",
        "owner_kind": "branch",
        "excluded": False,
        "change": {
            "zone": {"type": "departement", "code": "47"},
            "name": "Lot-et-Garonne",
            "gone": True,
            "sentence": "Le département «\u00a0Lot-et-Garonne\u00a0» (47) n’existe plus dans le découpage "
            "2027\u00a0: 319 communes hors de tout autre.",
            "replaced_by": [],
            "left_out": 319,
            "gained": 0,
            "lost": 0,
        },
    }


def test_a_version_that_nobody_imported_is_not_found(service: Service) -> None:
    answer = service.signed_in(STAFF).get("/api/admin/geographies/1789/report")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("unknown_geography")


@pytest.mark.parametrize("path", [LIST, REPORT])
def test_to_others_they_do_not_exist(two_years: Service, path: str) -> None:
    assert two_years.visitor.get(path).status_code == 401
    for email in (ZOE, OPERATOR):
        assert two_years.signed_in(email).get(path).status_code == 404
