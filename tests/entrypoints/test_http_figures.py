"""Figures over HTTP: who may read which, on what, and what strangers are not told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from conseillers_domain.accounts import Role
from conseillers_domain.figures import FIGURES
from tests.entrypoints.service import (
    EMMA,
    LOZERE,
    MANAGER,
    OPERATOR,
    PASSWORD,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    faults,
    running,
)

PILOT, PARTNER = "pilote@cci.fr", "site@partenaire.fr"
TAKEN = {"stance": "taken"}
HELPED = {"stance": "closed_helped", "help": ["advice", "financial"]}
REFUSED = {"stance": "refused", "reason": "out_of_scope"}


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder) as found:
        add = found.container.add_account()
        pilot, partner = frozenset({Role.PILOT}), frozenset({Role.PARTNER})
        add(email=PILOT, name="Pilote", password=PASSWORD, roles=pilot, institution="cci")
        add(email=PARTNER, name="Site", password=PASSWORD, roles=partner, landings=("accueil",))
        yield found


@pytest.fixture
def busy(service: Service) -> Service:
    """Three needs and a demand that nobody receives: one helped by the chamber, which refused another.

    That was yesterday.
    """
    zoe, emma = service.signed_in(ZOE), service.signed_in(EMMA)
    first, second, _ = (
        service.a_need(siret=one, email=f"{one}@a.fr", origin={"url": "https://aides.exemple.fr/x?nom=Roux"})
        for one in SHOPS[:3]
    )
    service.deposit(siret=LOZERE, email="lozere@a.fr")
    say(zoe, first, "cci-47-rh", TAKEN)
    service.clock.forward(days=4)
    zoe, emma = service.signed_in(ZOE), service.signed_in(EMMA)
    say(zoe, first, "cci-47-rh", HELPED)
    say(zoe, second, "cci-47-rh", REFUSED)
    say(emma, second, "emploi-47", TAKEN)
    service.clock.forward(days=1)
    return service


def say(who: Browser, need: str, team: str, position: Document) -> None:
    answer = who.post(f"/api/needs/{need}/referrals/{team}/positions", position)
    assert answer.status_code == 200, answer.text


def numbers(answer: Response) -> dict[str, int]:
    """How many each figure counts, those that count none left out."""
    assert answer.status_code == 200, answer.text
    return {one["code"]: one["numerator"] for one in answer.json()["figures"] if one["numerator"]}


def parts(answer: Response, by: str) -> dict[str | None, dict[str, int]]:
    """The same, of each part of a breakdown."""
    assert answer.status_code == 200, answer.text
    (found,) = (one["parts"] for one in answer.json()["breakdowns"] if one["by"] == by)
    return {
        one["label"]: {each["code"]: each["numerator"] for each in one["figures"] if each["numerator"]}
        for one in found
    }


WHOLE = {
    "demands_received": 4,
    "share_transmitted": 3,
    "transmitted_within_72_hours": 3,
    "needs": 3,
    "needs_helped": 1,
    "needs_taken": 1,
    "needs_pending": 1,
    "share_positioned": 2,
    "taken_within_3_days": 1,
    "taken_within_5_days": 2,
    "helped_within_5_days": 1,
    "help_advice": 1,
    "help_financial": 1,
}


def test_staff_reads_every_figure_with_its_definition(busy: Service) -> None:
    answer = busy.signed_in(STAFF).get("/api/admin/figures")
    assert numbers(answer) == WHOLE
    told = answer.json()
    assert (told["since"], told["until"], told["breakdowns"]) == ("2025-12-01", "2026-11-28", [])
    assert [one["code"] for one in told["figures"]] == [one.code for one in FIGURES]
    assert told["figures"][1] == {
        "code": "share_transmitted",
        "label": "Demandes transmises",
        "unit": "share",
        "value": 0.75,
        "numerator": 3,
        "denominator": 4,
        "definition": FIGURES[1].definition,
    }


def test_staff_breaks_figures_down_and_filters_them(busy: Service) -> None:
    staff = busy.signed_in(STAFF)
    answer = staff.get(
        "/api/admin/figures?by=month&by=region&by=institution&by=branch&by=team&by=theme&by=subject"
        "&by=landing&by=origin&by=region"
    )
    assert [one["by"] for one in answer.json()["breakdowns"]] == [
        "month",
        "region",
        "institution",
        "branch",
        "team",
        "theme",
        "subject",
        "landing",
        "origin",
    ]
    assert parts(answer, "month") == {"novembre 2026": WHOLE}
    assert {key: one["demands_received"] for key, one in parts(answer, "region").items()} == {
        "Nouvelle-Aquitaine": 3,
        "Occitanie": 1,
    }
    by_institution = parts(answer, "institution")
    assert by_institution["CCI"]["needs_refused_by_all"] == 1
    assert {key: one["needs"] for key, one in by_institution.items()} == {"CCI": 3, "Agence de l’emploi": 3}
    assert parts(answer, "origin").keys() == {"aides.exemple.fr", "Site non précisé"}
    assert "Roux" not in answer.text
    for key, filtered in (
        ("CCI", "institution=cci"),
        ("CCI", "branch=cci-47"),
        ("CCI", "team=cci-47-rh"),
        ("CCI", "institution=cci&branch=cci-47&region=75"),
    ):
        assert numbers(staff.get(f"/api/admin/figures?{filtered}")) == by_institution[key]
    assert numbers(staff.get("/api/admin/figures?region=76")) == {"demands_received": 1}
    assert numbers(staff.get("/api/admin/figures?subject=contrat-de-travail")) == {}
    assert numbers(staff.get("/api/admin/figures?institution=cci&branch=emploi-47")) == {}
    assert numbers(staff.get("/api/admin/figures?origin=aides.exemple.fr&landing=accueil"))["needs"] == 3
    assert numbers(staff.get("/api/admin/figures?since=2026-11-24")) == {}
    assert numbers(staff.get("/api/admin/figures?until=2026-11-22")) == {}


def test_a_name_that_nothing_bears_is_refused(service: Service) -> None:
    staff = service.signed_in(STAFF)
    answer = staff.get("/api/admin/figures?institution=rien&theme=rien&origin=rien")
    assert answer.status_code == 422
    assert faults(answer) == {"/institution": "unknown_institution", "/theme": "unknown_theme"}
    assert faults(staff.get("/api/admin/figures?by=rien")).keys() == {"/by"}
    turned = staff.get("/api/admin/figures?since=2026-02-01&until=2026-01-01")
    assert faults(turned) == {"/until": "before_start"}


def test_each_reads_the_figures_of_what_is_theirs_and_of_nothing_else(busy: Service) -> None:
    chamber = numbers(busy.signed_in(STAFF).get("/api/admin/figures?institution=cci"))
    assert numbers(busy.signed_in(ZOE).get("/api/figures?scope=teams")) == chamber
    assert numbers(busy.signed_in(MANAGER).get("/api/figures?scope=teams")) == chamber
    assert numbers(busy.signed_in(PILOT).get("/api/figures?scope=institution")) == chamber
    assert numbers(busy.signed_in(PARTNER).get("/api/figures?scope=landings")) == WHOLE
    emma = busy.signed_in(EMMA)
    assert numbers(emma.get("/api/figures?scope=teams"))["needs_taken"] == 1
    assert numbers(emma.get("/api/figures?scope=teams&institution=cci")) == {}


@pytest.mark.parametrize(
    ("email", "path"),
    [
        (ZOE, "/api/admin/figures"),
        (PILOT, "/api/admin/figures"),
        (OPERATOR, "/api/admin/figures"),
        (ZOE, "/api/figures?scope=institution"),
        (ZOE, "/api/figures?scope=landings"),
        (PILOT, "/api/figures?scope=teams"),
        (PILOT, "/api/figures?scope=landings"),
        (PARTNER, "/api/figures?scope=institution"),
        (STAFF, "/api/figures?scope=teams"),
    ],
)
def test_what_one_has_no_figures_of_does_not_exist(service: Service, email: str, path: str) -> None:
    assert service.signed_in(email).get(path).status_code == 404


def test_a_stranger_reads_public_figures_only(service: Service) -> None:
    assert service.visitor.get("/api/figures").status_code == 200
    assert service.visitor.get("/api/figures?scope=teams").status_code == 401
    assert service.visitor.get("/api/admin/figures").status_code == 401


def test_public_figures_are_of_whole_months_as_they_stood_at_midnight(busy: Service) -> None:
    answer = busy.visitor.get("/api/figures?since=2026-10-15&by=month")
    assert numbers(answer) == WHOLE
    told = answer.json()
    assert (told["since"], told["until"]) == ("2026-10-01", "2026-11-30")
    assert told["as_of"] == "2026-11-27T23:00:00.000Z"
    assert parts(answer, "month") == {"novembre 2026": WHOLE}
    busy.deposit(siret=SHOPS[3], email="quatre@a.fr")
    assert numbers(busy.visitor.get("/api/figures")) == WHOLE
    busy.clock.forward(days=1)
    assert numbers(busy.visitor.get("/api/figures"))["demands_received"] == 5


def test_public_figures_tell_nothing_of_a_few_companies(service: Service) -> None:
    for rank in range(11):
        service.deposit(siret=SHOPS[rank % 10], email=f"{rank}@a.fr")
    for rank in range(3):
        service.deposit(siret=LOZERE, email=f"lozere-{rank}@a.fr")
    service.clock.forward(days=1)
    few = "Autres, trop peu nombreux pour être distingués"
    answer = service.visitor.get("/api/figures?by=region&by=institution")
    # The three of Occitanie would be told by subtraction: the next smallest part goes with them.
    assert {key: one["demands_received"] for key, one in parts(answer, "region").items()} == {few: 14}
    assert {key: one["needs"] for key, one in parts(answer, "institution").items()} == {
        "CCI": 10,
        "Agence de l’emploi": 10,
    }
    assert [one["key"] for one in answer.json()["breakdowns"][0]["parts"]] == ["others"]


@pytest.mark.parametrize("asked", ["region=75", "theme=investir", "origin=a.fr", "team=cci-47-rh"])
def test_public_figures_are_not_filtered(service: Service, asked: str) -> None:
    answer = service.visitor.get(f"/api/figures?{asked}")
    assert faults(answer) == {f"/{asked.partition('=')[0]}": "not_public"}


def test_public_figures_are_not_told_by_team(service: Service) -> None:
    assert faults(service.visitor.get("/api/figures?by=team")) == {"/by": "not_public"}
