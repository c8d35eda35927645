"""What a company typed so far: kept, found again, reminded of once, forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from conseillers_application import remind_drafts
from conseillers_application.drafts import DraftKey, DraftView, KeepDraft
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import DraftMail
from conseillers_application.remind_drafts import ForgetDrafts, RemindDrafts
from conseillers_application.repeats import Repeat
from conseillers_domain.demand_form import Origin
from conseillers_domain.draft import DraftForm
from conseillers_domain.errors import Fault, Invalid, NotFound
from conseillers_domain.followup import DEFAULTS
from tests.application.service import BASE_URL, Service
from tests.builders import DAY, HOUR, NOW
from tests.domain.forms import a_form

FORM = DraftForm(subject="recruter", description="Je cherche", email="Zoe@Example.org")
COMPANY = "zoe@example.org"


def keeping(service: Service) -> KeepDraft:
    return KeepDraft(
        begin=service.store.begin,
        read=service.store.read,
        contacts=service.contacts,
        secrets=service.secrets,
        now=service.now,
        new_id=service.new_id,
        base_url=BASE_URL,
        kept=DEFAULTS.draft_kept,
    )


def key(view: DraftView) -> DraftKey:
    return DraftKey(id=view.id, token=view.token)


def remind(service: Service) -> int:
    told = RemindDrafts(begin=service.store.begin, now=service.now, thresholds=DEFAULTS)()
    service.work()
    return told


def test_a_draft_is_found_again_by_its_link_alone(service: Service) -> None:
    keep = keeping(service)
    kept = keep(FORM)
    assert kept.form == FORM
    assert kept.expires_at == NOW + 30 * DAY
    assert kept.url == f"{BASE_URL}/api/drafts/{kept.id}?token={kept.token}"
    assert keep.show(key(kept)) == kept
    for wrong in (DraftKey(id=kept.id, token=""), DraftKey(id="autre", token=kept.token)):
        with pytest.raises(NotFound):
            keep.show(wrong)
        with pytest.raises(NotFound):
            keep.change(wrong, FORM)
        with pytest.raises(NotFound):
            keep.drop(wrong)


def test_a_change_puts_its_end_off(service: Service) -> None:
    keep = keeping(service)
    kept = keep(FORM)
    service.at += 20 * DAY
    changed = keep.change(key(kept), DraftForm(siret="123"))
    assert changed.form == DraftForm(siret="123")
    assert changed.expires_at == service.at + 30 * DAY
    assert keep.show(key(kept)) == changed


def test_a_draft_that_is_over_or_dropped_is_not_found(service: Service) -> None:
    keep = keeping(service)
    kept, other = keep(FORM), keep(FORM)
    keep.drop(key(kept))
    with pytest.raises(NotFound):
        keep.show(key(kept))
    service.at += 30 * DAY
    with pytest.raises(NotFound):
        keep.show(key(other))


def test_everything_wrong_in_a_draft_is_told_at_once_and_nothing_is_kept(service: Service) -> None:
    known = (Fault("/landing", "type", "Texte attendu."),)
    form = DraftForm(phone="0" * 41, origin=Origin(url="h" * 2001))
    with pytest.raises(Invalid) as refused:
        keeping(service)(form, known=known)
    assert [one.pointer for one in refused.value.faults] == ["/landing", "/phone", "/origin/url"]


def test_the_same_request_sent_again_keeps_one_draft(service: Service) -> None:
    repeat = Repeat("drafts k", "digest")
    assert keeping(service)(FORM, repeat=repeat) == keeping(service)(FORM, repeat=repeat)


def test_its_author_is_reminded_once_after_a_day(service: Service) -> None:
    kept = keeping(service)(FORM)
    service.at += 23 * HOUR
    assert remind(service) == 0
    service.at += 2 * HOUR
    assert remind(service) == 1
    assert remind(service) == 0
    assert service.written(to=COMPANY) == [DraftMail(draft_url=kept.url, expires_at=kept.expires_at)]


def test_who_gave_no_address_or_a_wrong_one_is_not(service: Service) -> None:
    for email in ("", "zoe@", "x" * 300):
        if len(email) < 254:
            keeping(service)(DraftForm(email=email))
    service.at += 25 * HOUR
    assert remind(service) == 0
    assert service.post.sent == []


def test_after_two_days_it_is_too_late(service: Service) -> None:
    keeping(service)(FORM)
    service.at += 49 * HOUR
    assert remind(service) == 0


@pytest.mark.parametrize("end", ["drop", "deposit", "empty", "expire"])
def test_nothing_is_said_of_a_draft_that_ended_before_the_morning(service: Service, end: str) -> None:
    keep = keeping(service)
    kept = keep(FORM)
    service.at = NOW + timedelta(hours=34)  # in the evening: it waits for the morning
    assert remind(service) == 1
    if end == "drop":
        keep.drop(key(kept))
    elif end == "deposit":
        service.deposit(a_form(), draft=key(kept))
        with pytest.raises(NotFound):
            keep.show(key(kept))
    elif end == "empty":
        keep.change(key(kept), DraftForm())
    service.at += (33 * DAY if end == "expire" else timedelta(0)) + timedelta(hours=14)
    service.work()
    (letter,) = (one for one in service.letters() if one.kind is LetterKind.DRAFT)
    assert letter.state is LetterState.NEEDLESS
    assert not any(isinstance(one, DraftMail) for one in service.written(to=COMPANY))


def test_a_deposit_with_a_wrong_link_ends_nothing(service: Service) -> None:
    keep = keeping(service)
    kept = keep(FORM)
    service.deposit(a_form(), draft=DraftKey(id=kept.id, token="faux"))
    assert keep.show(key(kept)) == kept


def test_a_reminder_waits_for_a_working_day(service: Service) -> None:
    service.at = datetime(2026, 11, 27, 15, tzinfo=UTC)
    keeping(service)(FORM)
    service.at += 25 * HOUR
    assert remind(service) == 1
    assert service.post.sent == []
    service.at = datetime(2026, 11, 30, 8, tzinfo=UTC)
    service.work()
    assert len(service.post.sent) == 1


def test_many_are_reminded_and_forgotten_in_batches(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remind_drafts, "AT_ONCE", 2)
    for _ in range(5):
        keeping(service)(FORM)
    service.at += 25 * HOUR
    assert remind(service) == 5
    service.at += 30 * DAY
    forget = ForgetDrafts(begin=service.store.begin, now=service.now)
    assert forget() == 5
    assert forget() == 0


def test_an_address_that_refuses_a_reminder_is_that_of_who_deposited_nothing(service: Service) -> None:
    keeping(service)(FORM)
    service.post.refusing.add(COMPANY)
    service.at += 25 * HOUR
    remind(service)
    (line,) = service.refused_addresses(service.person("staff")).items
    assert (line.demand, line.concerns) == (None, "l’auteur d’une demande commencée, qui n’est pas envoyée")
