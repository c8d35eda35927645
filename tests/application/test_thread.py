"""The thread of a need: who reads and writes, who is told and of what, what becomes of appointments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from attrs import evolve

from conseillers_application.letter_writers import LINK_LASTS
from conseillers_application.letters import LetterKind, LetterState
from conseillers_application.mails import CommentMail, ThreadNews
from conseillers_application.ports import Work
from conseillers_application.repeats import Repeat
from conseillers_application.views import CommentView, Mentioned, Receipt
from conseillers_domain.accounts import Role
from conseillers_domain.comment_words import Appointment, CommentKind, Correction, NewComment
from conseillers_domain.errors import Conflict, Fault, Forbidden, Invalid, NotFound, Stale
from conseillers_domain.position import Stance
from conseillers_domain.thread import Change
from tests.application.service import BASE_URL, DIRECTORY, Service
from tests.builders import DAY, NOW, an_account

CCI, URSSAF_1, URSSAF_2 = "emploi@cci.example", "un@urssaf.example", "deux@urssaf.example"
SECONDS = timedelta(seconds=1)
TOMORROW = NOW + DAY
INFORMATION = NewComment(kind=CommentKind.INFORMATION, text="Elle a deux salariés.", team="cci-47")
FROM_STAFF = evolve(INFORMATION, team=None)
MEETING = NewComment(
    kind=CommentKind.APPOINTMENT, appointment=Appointment(at=TOMORROW, place="Agen"), team="cci-47"
)


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before its teams; urssaf-1 has taken it, urssaf-2 gave way, cci-47 is pending."""
    receipt = service.deposited()
    service.say("bob", receipt, "urssaf-1", Stance.TAKEN)
    service.wait_a_minute()
    service.post.sent.clear()
    return receipt


@pytest.fixture
def need(service: Service, receipt: Receipt) -> str:
    """Its need."""
    return service.need(receipt).id


def write(service: Service, need: str, new: NewComment = INFORMATION, account: str = "ana") -> CommentView:
    """Somebody writes that."""
    return service.write_comment(service.person(account), need, new)


def correct(service: Service, need: str, comment: str, **changes: object) -> CommentView:
    """Ana corrects that."""
    correction = Correction(**changes)  # type: ignore[arg-type] # whatever of it
    return service.correct_comment(service.person("ana"), need, comment, correction)


def withdraw(service: Service, need: str, comment: str) -> CommentView:
    """Ana takes it back."""
    return service.correct_comment.withdraw(service.person("ana"), need, comment)


def thread(service: Service, need: str, account: str = "bob") -> list[CommentView]:
    """What somebody reads of the thread."""
    return list(service.read_thread(service.person(account), need).items)


def told(service: Service, to: str = URSSAF_1) -> list[CommentMail]:
    """What that mailbox was told of the thread, a minute being over."""
    service.wait_a_minute()
    found = service.written(to=to)
    assert all(isinstance(mail, CommentMail) for mail in found)
    return [mail for mail in found if isinstance(mail, CommentMail)]


def recipients(service: Service) -> set[str]:
    """Who was told of anything, a minute being over."""
    service.wait_a_minute()
    return {mail.to for mail in service.post.sent}


def test_what_is_written_is_read_by_the_teams_of_the_need(service: Service, need: str) -> None:
    wrote = write(service, need, evolve(INFORMATION, mentions=("urssaf-2",)))
    assert wrote == CommentView(
        id=wrote.id,
        kind=CommentKind.INFORMATION,
        kind_label="information recueillie",
        text="Elle a deux salariés.",
        appointment=None,
        mentions=(Mentioned(team="urssaf-2", team_name="Équipe urssaf-2"),),
        team="cci-47",
        team_name="CCI Emploi",
        institution="CCI de Lot-et-Garonne",
        by="Ana",
        at=service.at,
        corrected_at=None,
        withdrawn=False,
        mine=True,
        version=0,
    )
    assert thread(service, need) == [evolve(wrote, mine=False)]
    assert service.read_sheet(service.person("bob"), need).comments == (evolve(wrote, mine=False),)


def test_staff_writes_in_its_own_name(service: Service, need: str) -> None:
    wrote = write(service, need, FROM_STAFF, "staff")
    assert (wrote.team, wrote.team_name, wrote.institution, wrote.by) == (
        None,
        "Équipe du service",
        "",
        "Équipe",
    )


def test_who_may_not_see_a_need_reads_and_writes_nothing_of_it(service: Service, need: str) -> None:
    service.open_account(an_account("stranger", email="nobody@example.org"))
    stranger, wrote = service.person("stranger"), write(service, need, MEETING)
    for act in (
        lambda: service.read_thread(stranger, need),
        lambda: service.read_appointment(stranger, need, wrote.id),
        lambda: service.write_comment(stranger, need, INFORMATION),
        lambda: service.correct_comment(stranger, need, wrote.id, Correction()),
        lambda: service.correct_comment.withdraw(stranger, need, wrote.id),
        lambda: service.read_thread(service.person("ana"), "nothing"),
    ):
        with pytest.raises(NotFound):
            act()


def test_one_writes_for_a_team_of_ones_own_only(service: Service, need: str) -> None:
    for account, team in (("ana", "urssaf-1"), ("ana", None), ("staff", "cci-47")):
        with pytest.raises(Forbidden) as refusal:
            write(service, need, evolve(INFORMATION, team=team), account)
        assert refusal.value.code == "not_your_team"


def test_a_manager_writes_for_a_team_they_supervise(service: Service, need: str) -> None:
    boss = an_account("boss", Role.MANAGER, email="boss@cci.example", branches=("cci",))
    service.open_account(boss)
    assert write(service, need, account="boss").team == "cci-47"


def test_all_faults_of_a_comment_are_told_at_once(service: Service, need: str) -> None:
    ana = service.person("ana")
    new = NewComment(kind=CommentKind.APPOINTMENT, text="x" * 6000, team="cci-47", mentions=("paris",))

    def faults(*known: Fault) -> set[tuple[str, str]]:
        with pytest.raises(Invalid) as refusal:
            service.write_comment(ana, need, new, known=known)
        return {(fault.pointer, fault.code) for fault in refusal.value.faults}

    long, unasked = ("/text", "too_long"), ("/mentions/0", "not_notified")
    assert faults() == {long, unasked, ("/appointment", "required")}
    assert faults(Fault("/kind", "required", "")) == {("/kind", "required"), long, unasked}
    odd = Fault("/team", "type", "")
    assert faults(odd) == {("/team", "type"), long, unasked, ("/appointment", "required")}
    assert thread(service, need) == []


def test_the_same_request_sent_again_writes_once(service: Service, need: str) -> None:
    ana, repeat = service.person("ana"), Repeat("key", "digest")
    first = service.write_comment(ana, need, INFORMATION, repeat=repeat)
    assert service.write_comment(ana, need, INFORMATION, repeat=repeat) == first
    assert len(thread(service, need)) == 1
    with pytest.raises(Invalid):
        service.write_comment(ana, need, INFORMATION, repeat=Repeat("key", "another"))


def test_who_lost_a_need_meanwhile_is_not_shown_what_they_had_written(service: Service, need: str) -> None:
    ana, repeat = service.person("ana"), Repeat("key", "digest")
    service.write_comment(ana, need, INFORMATION, repeat=repeat)
    with pytest.raises(NotFound):
        service.write_comment(evolve(ana, teams=frozenset()), need, INFORMATION, repeat=repeat)


def test_a_thread_is_read_a_page_at_a_time_latest_first(service: Service, need: str) -> None:
    ids = [write(service, need, evolve(INFORMATION, text=f"{rank}")).id for rank in range(30)]
    bob = service.person("bob")
    sheet = service.read_sheet(bob, need)
    assert [one.id for one in sheet.comments] == ids[:4:-1]
    page = service.read_thread(bob, need, cursor=sheet.next_comments, limit=3)
    assert ([one.id for one in page.items], page.total) == (ids[4:1:-1], 30)
    last = service.read_thread(bob, need, cursor=page.next, limit=3)
    assert ([one.id for one in last.items], last.next) == (ids[1::-1], None)
    with pytest.raises(Invalid):
        service.read_thread(bob, need, cursor="ours?")


def test_a_team_that_left_the_directory_is_named_by_its_code(service: Service, need: str) -> None:
    write(service, need, evolve(INFORMATION, mentions=("urssaf-2",)))
    service.without_team("cci-47")
    service.without_team("urssaf-2")
    service.without_team("cci-47")
    (read,) = thread(service, need, "staff")
    assert (read.team_name, read.institution) == ("cci-47", "")


def test_a_correction_is_shown_with_its_date(service: Service, need: str) -> None:
    wrote = write(service, need)
    service.at += DAY
    after = correct(service, need, wrote.id, text="Elle en a trois.")
    assert after == evolve(wrote, text="Elle en a trois.", corrected_at=service.at, version=1)
    assert correct(service, need, wrote.id, text="Elle en a trois.") == after
    with service.store.read() as work:
        texts = [one.words and one.words.text for one in work.threads.get(need, wrote.id).editions]
    assert texts == ["Elle a deux salariés.", "Elle en a trois."]


def test_a_withdrawn_comment_says_that_it_was_and_nothing_else(service: Service, need: str) -> None:
    wrote = write(service, need, evolve(MEETING, text="Oui", mentions=("urssaf-2",)))
    after = withdraw(service, need, wrote.id)
    assert (after.kind, after.kind_label, after.text, after.appointment, after.mentions) == (
        None,
        "commentaire retiré",
        "",
        None,
        (),
    )
    assert (after.withdrawn, after.corrected_at, after.version) == (True, None, 1)
    assert withdraw(service, need, wrote.id) == after
    with pytest.raises(Conflict):
        correct(service, need, wrote.id, text="Non")


def test_only_its_author_changes_a_comment(service: Service, need: str) -> None:
    wrote = write(service, need)
    for account in ("bob", "staff"):
        with pytest.raises(Forbidden):
            service.correct_comment(service.person(account), need, wrote.id, Correction(text="Non"))
        with pytest.raises(Forbidden):
            service.correct_comment.withdraw(service.person(account), need, wrote.id)


def test_who_read_an_older_version_is_told_to_read_again(service: Service, need: str) -> None:
    ana, wrote = service.person("ana"), write(service, need)
    change = Correction(text="Non")
    assert service.correct_comment(ana, need, wrote.id, change, expected_version=0).version == 1
    with pytest.raises(Stale):
        service.correct_comment(ana, need, wrote.id, change, expected_version=0)
    with pytest.raises(Stale):
        service.correct_comment.withdraw(ana, need, wrote.id, expected_version=0)


def test_the_faults_of_a_correction_are_told_at_once(service: Service, need: str) -> None:
    wrote = write(service, need)
    known = (Fault("/mentions", "type", ""),)
    with pytest.raises(Invalid) as refusal:
        service.correct_comment(service.person("ana"), need, wrote.id, Correction(text=""), known=known)
    assert {fault.pointer for fault in refusal.value.faults} == {"/mentions", "/text"}


# Who is told


def test_a_team_is_told_a_minute_later_without_a_word_of_what_was_written(
    service: Service, need: str
) -> None:
    write(service, need)
    service.work(59 * SECONDS)
    assert service.post.sent == []
    (mail,) = told(service)
    assert mail == CommentMail(
        team="Équipe urssaf-1",
        subject="Recruter",
        company="L’Épicerie du Marché",
        commune="Agen",
        news=(
            ThreadNews(
                author="Ana",
                institution="CCI de Lot-et-Garonne",
                change=Change.WRITTEN,
                kind=CommentKind.INFORMATION,
                meets_at=None,
            ),
        ),
        need_url=mail.need_url,
        link_expires_at=mail.link_expires_at,
    )
    start, _, token = mail.need_url.rpartition("/")
    assert start == f"{BASE_URL}/n"
    sheet = service.open_need_link(service.person("bob"), token)
    assert (sheet.id, len(sheet.comments)) == (need, 1)
    assert mail.link_expires_at <= service.at + LINK_LASTS


def test_teams_are_told_by_their_stance_and_never_of_what_they_wrote(service: Service, need: str) -> None:
    write(service, need)
    assert recipients(service) == {URSSAF_1}
    service.post.sent.clear()
    write(service, need, FROM_STAFF, "staff")
    assert recipients(service) == {CCI, URSSAF_1}
    service.post.sent.clear()
    write(service, need, evolve(INFORMATION, team="urssaf-1"), "bob")
    assert recipients(service) == set()


def test_a_mentioned_team_is_told_whatever_its_stance(service: Service, need: str) -> None:
    write(service, need, evolve(INFORMATION, mentions=("urssaf-2", "cci-47")))
    assert recipients(service) == {URSSAF_1, URSSAF_2}


def test_comments_of_a_minute_are_told_in_one_mail(service: Service, need: str) -> None:
    write(service, need)
    service.work(30 * SECONDS)
    write(service, need, FROM_STAFF, "staff")
    (mail,) = told(service)
    assert [(one.author, one.institution) for one in mail.news] == [
        ("Ana", "CCI de Lot-et-Garonne"),
        ("Équipe", None),
    ]
    write(service, need)
    assert [len(one.news) for one in told(service)] == [2, 1]


def test_a_comment_withdrawn_before_it_is_told_is_not(service: Service, need: str) -> None:
    withdraw(service, need, write(service, need, MEETING).id)
    assert told(service) == []
    (letter,) = service.letters(to="urssaf-1")[-1:]
    assert (letter.kind, letter.state) == (LetterKind.COMMENT, LetterState.NEEDLESS)


def test_words_corrected_later_are_told_to_nobody_but_a_team_newly_mentioned(
    service: Service, need: str
) -> None:
    wrote = write(service, need)
    told(service)
    service.post.sent.clear()
    correct(service, need, wrote.id, text="Elle en a trois.", mentions=("urssaf-2",))
    assert recipients(service) == {URSSAF_2}


def test_a_comment_is_dated_once_nobody_else_may_write(service: Service, need: str) -> None:
    begun = list[bool]()

    @contextmanager
    def begin() -> Iterator[Work]:
        with service.store.begin() as work:
            begun.append(True)
            yield work

    def now() -> datetime:
        assert begun, "what a letter told before it would be thought to come after"
        return service.at

    ana = service.person("ana")
    wrote = evolve(service.write_comment, begin=begin, now=now)(ana, need, INFORMATION)
    begun.clear()
    correct_comment = evolve(service.correct_comment, begin=begin, now=now)
    assert correct_comment(ana, need, wrote.id, Correction(text="Non")).version == 1
    begun.clear()
    assert correct_comment.withdraw(ana, need, wrote.id).version == 2


def test_comments_made_while_the_mail_could_not_leave_are_told_as_one(service: Service, need: str) -> None:
    service.post.down = True
    write(service, need)
    service.wait_a_minute()
    write(service, need, FROM_STAFF, "staff")
    service.wait_a_minute()
    service.post.down = False
    for _ in range(3):
        service.wait_a_minute()
    assert [len(one.news) for one in told(service)] == [2]


def test_a_letter_whose_sender_died_tells_again_what_it_told_and_the_next_one_the_rest(
    service: Service, need: str
) -> None:
    write(service, need)
    service.at += 60 * SECONDS
    (letter,) = service.letters(to="urssaf-1")[-1:]
    with service.store.begin() as work:
        work.letters.save(letter.leaving(None, service.at))
    service.at += SECONDS
    write(service, need, FROM_STAFF, "staff")
    assert [[news.author for news in one.news] for one in told(service)] == [["Ana"], ["Équipe"]]


def test_a_team_away_from_the_directory_is_told_when_it_is_back(service: Service, need: str) -> None:
    write(service, need)
    service.without_team("urssaf-1")
    assert told(service) == []
    service.publish(DIRECTORY)
    assert len(told(service)) == 1


def test_an_author_whose_account_is_gone_and_whose_team_left_is_told_by_code(
    service: Service, need: str
) -> None:
    write(service, need)
    service.without_team("cci-47")
    (mail,) = told(service)
    assert mail.news[0].institution == "cci-47"


# Appointments


def lines(file: bytes) -> set[str]:
    """The lines of a calendar file that say what it is about."""
    names = ("METHOD", "SEQUENCE", "DTSTART", "LOCATION", "SUMMARY", "UID")
    return {line for line in file.decode().split("\r\n") if line.startswith(names)}


def test_an_appointment_is_told_with_its_date_and_a_calendar_file(service: Service, need: str) -> None:
    wrote = write(service, need, MEETING)
    (mail,) = told(service)
    assert [(one.kind, one.meets_at) for one in mail.news] == [(CommentKind.APPOINTMENT, TOMORROW)]
    (file,) = mail.attachments
    assert (file.name, file.media_type) == (
        "rendez-vous.ics",
        "text/calendar; charset=utf-8; method=PUBLISH",
    )
    assert lines(file.content) == {
        "METHOD:PUBLISH",
        "SEQUENCE:0",
        "DTSTART:20261124T090000Z",
        "LOCATION:Agen",
        "SUMMARY:Rendez-vous\N{NO-BREAK SPACE}: Recruter (Agen)",
        f"UID:{wrote.id}",
    }
    assert service.read_appointment(service.person("bob"), need, wrote.id) == file.content


def moved_to(service: Service, need: str, comment: str, at: datetime) -> None:
    """Ana moves the appointment."""
    correct(service, need, comment, appointment=Appointment(at=at))


def test_an_appointment_that_moves_updates_calendars(service: Service, need: str) -> None:
    wrote = write(service, need, MEETING)
    told(service)
    moved_to(service, need, wrote.id, TOMORROW + DAY)
    _, mail = told(service)
    assert [(one.change, one.meets_at) for one in mail.news] == [(Change.MOVED, TOMORROW + DAY)]
    (file,) = mail.attachments
    assert lines(file.content) >= {"METHOD:PUBLISH", "SEQUENCE:1", f"UID:{wrote.id}"}


@pytest.mark.parametrize("how", ["withdrawn", "no appointment any more"])
def test_an_appointment_taken_back_is_taken_out_of_calendars(service: Service, need: str, how: str) -> None:
    wrote = write(service, need, MEETING)
    told(service)
    if how == "withdrawn":
        withdraw(service, need, wrote.id)
    else:
        correct(service, need, wrote.id, kind=CommentKind.INFORMATION, text="Plus tard")
    _, mail = told(service)
    assert [(one.change, one.meets_at) for one in mail.news] == [(Change.CANCELLED, TOMORROW)]
    (file,) = mail.attachments
    assert file.media_type.endswith("method=CANCEL")
    assert lines(file.content) >= {"METHOD:CANCEL", "SEQUENCE:1", f"UID:{wrote.id}"}
    with pytest.raises(NotFound):
        service.read_appointment(service.person("bob"), need, wrote.id)


def test_two_appointments_of_a_minute_are_two_files(service: Service, need: str) -> None:
    write(service, need, MEETING)
    write(service, need, evolve(MEETING, appointment=Appointment(at=TOMORROW + DAY)))
    (mail,) = told(service)
    assert [file.name for file in mail.attachments] == ["rendez-vous.ics", "rendez-vous-2.ics"]


def test_the_company_reads_nothing_of_the_thread(service: Service, need: str, receipt: Receipt) -> None:
    write(service, need, MEETING)
    write(service, need, FROM_STAFF, "staff")
    service.wait_a_minute()
    assert service.written(to="zoe@example.org") == []
