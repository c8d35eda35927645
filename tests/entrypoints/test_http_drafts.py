"""Drafts over HTTP: no account, a link that one alone has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entrypoints.service import Service, a_form, faults, running


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    with running(folder) as found:
        yield found


def link(url: str) -> str:
    return url.partition(":8000")[2]


def test_a_draft_is_kept_found_changed_and_ended_by_its_deposit(service: Service) -> None:
    visitor = service.visitor
    kept = visitor.post("/api/drafts", {"description": "Je cherche", "email": "camille@atelier.fr"})
    assert kept.status_code == 201
    draft = kept.json()
    assert kept.headers["location"] == f"/api/drafts/{draft['id']}"
    assert draft["form"]["description"] == "Je cherche"
    found = visitor.get(link(draft["url"]))
    assert found.json() == draft
    assert found.headers["cache-control"] == "no-store"
    changed = visitor.put(link(draft["url"]), {"subject": "recruter"})
    assert changed.json()["form"]["subject"] == "recruter"
    path = f"/api/demands?draft={draft['id']}&token={draft['token']}"
    assert visitor.post(path, a_form()).status_code == 201
    assert visitor.get(link(draft["url"])).status_code == 404


def test_a_draft_may_be_dropped(service: Service) -> None:
    url = link(service.visitor.post("/api/drafts", {}).json()["url"])
    assert service.visitor.ask("DELETE", url).status_code == 204
    assert service.visitor.ask("DELETE", url).status_code == 404


def test_without_its_link_it_does_not_exist(service: Service) -> None:
    draft = service.visitor.post("/api/drafts", {}).json()
    for path in (f"/api/drafts/{draft['id']}", f"/api/drafts/{draft['id']}?token=faux"):
        assert service.visitor.get(path).status_code == 404
        assert service.visitor.put(path, {}).status_code == 404


def test_a_draft_is_strict_in_what_it_holds_and_partial_in_how_much(service: Service) -> None:
    wrong = service.visitor.post("/api/drafts", {"phone": 5, "email": "x" * 255, "terms_version": "1"})
    assert wrong.status_code == 422
    assert faults(wrong) == {"/phone": "type", "/email": "too_long", "/terms_version": "unknown_field"}


def test_the_same_request_sent_again_keeps_one_draft(service: Service) -> None:
    headers = {"idempotency-key": "k"}
    first, second = (service.visitor.post("/api/drafts", {"siret": "1"}, headers=headers) for _ in range(2))
    assert first.json() == second.json()


def test_its_author_is_reminded_the_day_after(service: Service) -> None:
    service.visitor.post("/api/drafts", {"email": "camille@atelier.fr"})
    service.clock.forward(hours=25)
    service.container.remind_drafts()()
    service.work_off()
    (mail,) = service.letters()
    assert "camille@atelier.fr" in mail
