"""A company that was helped is asked once, answers once; staff reads it, and shares it if it may."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.mails import SharedSurveyMail, SurveyMail
from conseillers_application.views import Receipt
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.position import Stance
from conseillers_domain.survey import ASKED_AFTER, THANKED, THANKS, SurveyAnswers
from tests.application.service import BASE_URL, Service
from tests.builders import DAY

COMPANY, CCI = "zoe@example.org", "emploi@cci.example"
GLAD = SurveyAnswers(contacted=True, useful=True, mark=5, comment="Parfait", agrees_to_share=True)


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand that one team helped with, ten days ago."""
    receipt = service.deposited()
    for stance in (Stance.TAKEN, Stance.CLOSED_HELPED):
        service.say("ana", receipt, "cci-47", stance)
    service.wait_a_minute()
    service.at += ASKED_AFTER
    service.post.sent.clear()
    return receipt


def ask(service: Service, receipt: Receipt) -> bool:
    """What the clock does at that hour."""
    asked = service.ask_for_survey(service.need(receipt).id)
    service.work()
    return asked


def token(service: Service) -> str:
    """What the company was sent."""
    (mail,) = service.written(to=COMPANY)
    assert isinstance(mail, SurveyMail)
    start, _, token = mail.survey_url.rpartition("/")
    assert start == f"{BASE_URL}/api/surveys"
    return token


@pytest.fixture
def link(service: Service, receipt: Receipt) -> str:
    """The token of a survey that was sent."""
    assert ask(service, receipt)
    return token(service)


def test_a_company_that_was_helped_is_asked_once(service: Service, receipt: Receipt) -> None:
    assert ask(service, receipt)
    assert not ask(service, receipt)
    (mail,) = service.written(to=COMPANY)
    assert isinstance(mail, SurveyMail)
    assert (mail.first_name, mail.subject, mail.institutions) == (
        "Zoé",
        "Recruter",
        ("CCI de Lot-et-Garonne",),
    )


def test_a_company_is_not_asked_before_its_time(service: Service, receipt: Receipt) -> None:
    service.at -= timedelta(minutes=3)
    assert not ask(service, receipt)
    assert service.written(to=COMPANY) == []


def test_opening_the_link_shows_what_is_asked_and_changes_nothing(service: Service, link: str) -> None:
    first = service.read_survey(link)
    assert (first.subject, first.institutions, first.thanks) == ("Recruter", ("CCI de Lot-et-Garonne",), None)
    assert [one.key for one in first.questions] == [
        "contacted",
        "useful",
        "mark",
        "comment",
        "agrees_to_share",
    ]
    assert service.read_survey(link) == first


def test_a_link_that_is_none_of_ours_leads_nowhere(service: Service, link: str) -> None:
    survey = link.partition(".")[0]
    for wrong in ("", "nothing", f"{survey}.", f"{survey}.abc", f"other.{link.partition('.')[2]}", "é.é"):
        with pytest.raises(NotFound):
            service.read_survey(wrong)
        with pytest.raises(NotFound):
            service.answer_survey(wrong, GLAD)


def test_a_company_answers_once_and_is_thanked(service: Service, link: str) -> None:
    assert service.answer_survey(link, GLAD).thanks == THANKS
    with pytest.raises(Conflict) as refusal:
        service.answer_survey(link, evolve(GLAD, mark=1))
    assert (refusal.value.code, refusal.value.sentence) == ("already_answered", THANKED)
    again = service.read_survey(link)
    assert (again.questions, again.thanks) == ((), THANKED)


def test_all_faults_of_an_answer_are_told_at_once(service: Service, link: str) -> None:
    known = (Fault("/contacted", "required", ""),)
    with pytest.raises(Invalid) as refusal:
        service.answer_survey(link, evolve(GLAD, mark=9), known=known)
    assert {fault.pointer for fault in refusal.value.faults} == {"/contacted", "/mark"}
    service.answer_survey(link, GLAD)
    with pytest.raises(Conflict):
        service.answer_survey(link, GLAD, known=known)


def test_staff_reads_the_answers_latest_first(service: Service, link: str) -> None:
    staff = service.person("staff")
    assert service.list_surveys(staff).total == 0
    service.answer_survey(link, GLAD)
    page = service.list_surveys(staff)
    (line,) = page.items
    assert (line.subject.title, line.answers, line.answered_at) == ("Recruter", GLAD, service.at)
    assert (line.shared_at, line.shared_by, page.total, page.next) == (None, None, 1, None)
    with pytest.raises(NotFound):
        service.list_surveys(service.person("ana"))


def test_answers_are_read_a_page_at_a_time(service: Service, receipt: Receipt, link: str) -> None:
    service.answer_survey(link, GLAD)
    service.at += 21 * DAY  # later, it is no doublet
    other = service.deposited()
    for stance in (Stance.TAKEN, Stance.CLOSED_HELPED):
        service.say("ana", other, "cci-47", stance)
    service.at += ASKED_AFTER + DAY  # a Monday
    service.work()
    service.post.sent.clear()
    assert ask(service, other)
    service.answer_survey(token(service), GLAD)
    staff = service.person("staff")
    first = service.list_surveys(staff, limit=1)
    last = service.list_surveys(staff, limit=1, cursor=first.next)
    assert [one.need for one in (*first.items, *last.items)] == [
        service.need(other).id,
        service.need(receipt).id,
    ]
    assert last.next is None


def test_an_answer_is_shared_once_with_the_teams_that_helped(
    service: Service, receipt: Receipt, link: str
) -> None:
    staff = service.person("staff")
    service.answer_survey(link, GLAD)
    (line,) = service.list_surveys(staff).items
    with pytest.raises(NotFound):
        service.share_survey(service.person("ana"), line.id)
    shared = service.share_survey(staff, line.id)
    assert (shared.shared_at, shared.shared_by) == (service.at, "Équipe")
    with pytest.raises(Conflict):
        service.share_survey(staff, line.id)
    assert service.list_surveys(staff).items == (shared,)
    service.post.sent.clear()
    service.work()
    assert {mail.to for mail in service.post.sent} == {CCI}
    (mail,) = service.written(to=CCI)
    assert isinstance(mail, SharedSurveyMail)
    assert (mail.team, mail.subject, mail.company, mail.commune, mail.answers) == (
        "CCI Emploi",
        "Recruter",
        "L’Épicerie du Marché",
        "Agen",
        GLAD,
    )
    sheet = service.open_need_link(service.person("ana"), mail.need_url.rpartition("/")[2])
    assert sheet.id == service.need(receipt).id


def test_an_answer_the_company_keeps_to_itself_is_not_shared(service: Service, link: str) -> None:
    staff = service.person("staff")
    service.answer_survey(link, evolve(GLAD, agrees_to_share=False))
    (line,) = service.list_surveys(staff).items
    with pytest.raises(Conflict):
        service.share_survey(staff, line.id)
    service.at += DAY
    service.post.sent.clear()
    service.work()
    assert service.post.sent == []
