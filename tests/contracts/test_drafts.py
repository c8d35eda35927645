"""What every store does with drafts."""

import pytest
from attrs import evolve

from conseillers_application.ports import Due
from conseillers_domain.demand_form import Origin
from conseillers_domain.draft import Draft, DraftForm
from conseillers_domain.errors import NotFound
from tests.builders import DAY, HOUR, NOW
from tests.contracts.stores import Bench

FORM = DraftForm(
    description="Je cherche", answers={"a": "é"}, origin=Origin(url="https://partenaire.example")
)
BEGINNING = Due(at=NOW - DAY, need="")


def a_draft(draft_id: str = "draft", **changes: object) -> Draft:
    values = {"form": FORM, "address": "zoe@example.org", "created_at": NOW, "expires_at": NOW + DAY}
    return Draft(id=draft_id, **{**values, **changes})  # type: ignore[arg-type]


def keep(bench: Bench, *drafts: Draft) -> None:
    with bench.store.begin() as work:
        for draft in drafts:
            work.drafts.add(draft)


def test_a_draft_comes_back_as_it_was_typed_then_changed_then_not_at_all(bench: Bench) -> None:
    draft = a_draft()
    keep(bench, draft)
    with bench.other.begin() as work:
        assert work.drafts.get("draft") == draft
        draft = draft.changed(DraftForm(siret="1"), None, NOW + 2 * DAY)
        work.drafts.save(draft)
    with bench.store.begin() as work:
        assert work.drafts.get("draft") == draft
        work.drafts.drop("draft")
        work.drafts.drop("draft")
    with bench.other.begin() as work:
        with pytest.raises(NotFound):
            work.drafts.get("draft")
        with pytest.raises(NotFound):
            work.drafts.save(draft)


def test_drafts_are_found_by_when_they_were_begun(bench: Bench) -> None:
    b, a, c = a_draft("b"), a_draft("a"), a_draft("c", created_at=NOW + HOUR)
    keep(bench, b, a, c)
    with bench.other.read() as work:
        assert work.drafts.begun(BEGINNING, NOW + DAY, 10) == (a, b, c)
        assert work.drafts.begun(BEGINNING, NOW, 10) == (a, b)
        assert work.drafts.begun(Due(at=NOW, need="a"), NOW + DAY, 1) == (b,)


def test_those_that_are_over_are_found(bench: Bench) -> None:
    keep(
        bench,
        a_draft("b"),
        a_draft("a"),
        a_draft("c", expires_at=NOW),
        evolve(a_draft("d"), expires_at=NOW + 2 * DAY),
    )
    with bench.other.read() as work:
        assert work.drafts.expired(NOW + DAY, 10) == ("c", "a", "b")
        assert work.drafts.expired(NOW + DAY, 1) == ("c",)
        assert work.drafts.expired(NOW - HOUR, 10) == ()
