"""A closing is put in better words by its team, or by staff for it; the words replaced are kept (CGU 5.3)."""

import pytest

from conseillers_application.views import CorrectionView, PositionView, Receipt
from conseillers_domain.errors import Conflict, Fault, Forbidden, Invalid, NotFound, Stale
from conseillers_domain.position import Closing, HelpKind, Stance
from conseillers_domain.sources import Source
from tests.application.service import Service
from tests.builders import HOUR, NOW

BETTER = Closing(help=(HelpKind.FINANCIAL,), note="Prêt accordé.")


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand that a team closed."""
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.say("ana", receipt, "cci-47", Stance.CLOSED_HELPED)
    service.at += HOUR
    return receipt


def correct(service: Service, who: str, receipt: Receipt, closing: Closing = BETTER) -> PositionView:
    said = service.correct_closing(service.person(who), service.need(receipt).id, "cci-47", closing)
    return said.referral.positions[-1]


def on_the_sheet(service: Service, who: str, receipt: Receipt) -> PositionView:
    sheet = service.read_sheet(service.person(who), service.need(receipt).id)
    return next(one for one in sheet.referrals if one.team == "cci-47").positions[-1]


def test_the_sheet_shows_the_better_words_and_that_they_replace_others(
    service: Service, receipt: Receipt
) -> None:
    shown = correct(service, "ana", receipt)
    assert (shown.help, shown.note, shown.by, shown.at) == (BETTER.help, BETTER.note, "Ana", NOW)
    assert shown.corrections == (CorrectionView(by="Ana", at=NOW + HOUR, help=None, note=None),)
    assert on_the_sheet(service, "bob", receipt) == shown


def test_staff_reads_what_stood_there_before_and_no_colleague_does(
    service: Service, receipt: Receipt
) -> None:
    correct(service, "ana", receipt)
    correct(service, "staff", receipt, Closing(help=(HelpKind.ADVICE,), note="Conseil"))
    assert on_the_sheet(service, "staff", receipt).corrections == (
        CorrectionView(by="Ana", at=NOW + HOUR, help=(HelpKind.ADVICE,), note=""),
        CorrectionView(by="Équipe", at=NOW + HOUR, help=BETTER.help, note=BETTER.note),
    )
    assert [one.by for one in on_the_sheet(service, "bob", receipt).corrections] == ["Ana", "Équipe"]


def test_the_same_words_again_change_nothing(service: Service, receipt: Receipt) -> None:
    person, need = service.person("ana"), service.need(receipt)
    said = service.correct_closing(person, need.id, "cci-47", Closing(help=(HelpKind.ADVICE,)))
    assert (said.changed, said.version) == (False, need.version)
    assert service.need(receipt) == need


def test_a_correction_writes_to_nobody(service: Service, receipt: Receipt) -> None:
    service.wait_a_minute()
    before = len(service.letters())
    correct(service, "ana", receipt)
    service.wait_a_minute()
    assert len(service.letters()) == before


def test_another_team_corrects_nothing(service: Service, receipt: Receipt) -> None:
    with pytest.raises(Forbidden):
        correct(service, "bob", receipt)
    with pytest.raises(NotFound):
        correct(service, "operator", receipt)


def test_what_is_reopened_has_nothing_to_correct_and_its_present_state_is_told(
    service: Service, receipt: Receipt
) -> None:
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    with pytest.raises(Conflict) as refused:
        correct(service, "ana", receipt)
    assert refused.value.code == "not_closed"
    assert getattr(refused.value.current, "stance", None) is Stance.TAKEN


def test_who_corrects_what_changed_since_is_told_to_read_it_again(service: Service, receipt: Receipt) -> None:
    person, need = service.person("ana"), service.need(receipt)
    with pytest.raises(Stale):
        service.correct_closing(person, need.id, "cci-47", BETTER, expected_version=need.version - 1)
    service.correct_closing(person, need.id, "cci-47", BETTER, expected_version=need.version)


def test_faults_of_shape_are_told_to_who_may_correct(service: Service, receipt: Receipt) -> None:
    fault = Fault("/help", "type", "Une liste est attendue.")
    need = service.need(receipt).id
    with pytest.raises(Invalid) as refused:
        service.correct_closing(service.person("ana"), need, "cci-47", BETTER, known=(fault,))
    assert refused.value.faults == (fault,)


def test_the_sheet_says_whom_each_information_comes_from(service: Service, receipt: Receipt) -> None:
    sheet = service.read_sheet(service.person("ana"), service.need(receipt).id)
    assert [(one.source, one.parts, one.name, one.as_of) for one in sheet.sources] == [
        (Source.COMPANY, ("description", "answers", "contact", "company.siret"), None, NOW),
        (Source.REGISTRY, ("company",), "essai", NOW),
    ]
    assert {one.source for one in sheet.referrals[0].positions} == {Source.ADVISOR}
