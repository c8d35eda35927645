"""Who acts, what is said of it, and who may read it."""

from datetime import date
from threading import Thread

import pytest
from attrs import evolve

from conseillers_application.acting import NOBODY_SAID, Acting, acting, identified, known_account, now_acting
from conseillers_application.journal import Attributed
from conseillers_application.read_journal import Asked, ReadAccessLog, ReadAudit
from conseillers_application.referral_views import SOMEBODY
from conseillers_application.seal_journal import SealJournal
from conseillers_application.verify_journal import VerifyJournal
from conseillers_domain.errors import Invalid, NotFound
from conseillers_domain.journal import Way
from conseillers_domain.maintenance import Maintenance
from tests.application.service import Service
from tests.builders import DAY, NOW

SAID = Acting(who="visitor", way=Way.PUBLIC, operation="deposit", subjects=("zoe@cci.fr", "need"))


@pytest.fixture
def service() -> Service:
    return Service()


def verify(service: Service) -> VerifyJournal:
    seal = SealJournal(begin=service.store.begin, secrets=service.secrets, now=service.now)
    return VerifyJournal(seal=seal, read=service.store.read, secrets=service.secrets, now=service.now)


def act(service: Service) -> None:
    with Attributed(service.store.begin, service.scribe)() as work:
        work.maintenance.begin(Maintenance(message=service.new_id(), since=NOW, by="ops"))


def test_who_acts_is_what_the_border_said_and_nobody_outside_it() -> None:
    assert now_acting() == NOBODY_SAID
    identified("ana")  # nobody to say it of
    assert known_account() is None
    with acting(SAID):
        assert now_acting() == SAID
        assert known_account() is None
        with acting(evolve(SAID, operation="other")):
            identified("bob")
            assert now_acting() == evolve(SAID, operation="other", who="bob")
        identified("ana")
        assert (now_acting(), known_account()) == (evolve(SAID, who="ana"), "ana")
    assert now_acting() == NOBODY_SAID


def test_a_journal_in_which_nothing_was_ever_put_is_intact(service: Service) -> None:
    verdict = verify(service).as_it_is()
    assert (verdict.intact, [one.blocks for one in verdict.books]) == (True, [0, 0])


def test_who_acts_may_be_looked_up_when_something_is_written_only() -> None:
    asked = []

    def tell() -> Acting:
        asked.append(1)
        return SAID

    with acting(tell):
        assert asked == []
        assert now_acting() == SAID
    assert asked == [1]


def test_another_thread_acts_for_nobody() -> None:
    seen = []
    with acting(SAID):
        thread = Thread(target=lambda: seen.append(now_acting()))
        thread.start()
        thread.join()
    assert seen == [NOBODY_SAID]


def test_staff_searches_who_read_what(service: Service) -> None:
    ana, staff = service.person("ana"), service.person("staff")
    read = ReadAccessLog(read=service.store.read)
    assert read(staff, Asked()).items == ()
    with acting(evolve(SAID, way=Way.SESSION, whence="192.0.2.0/24")):
        service.note_reading(ana, "need-1")
        service.at += DAY
        service.note_reading(staff, "need-1")
        service.note_reading(evolve(ana, id="gone"), "need-2")
    page = read(staff, Asked(limit=2))
    assert [(one.person, one.person_name, one.subject) for one in page.items] == [
        ("gone", SOMEBODY, "need-2"),
        ("staff", "Équipe", "need-1"),
    ]
    (last,) = read(staff, Asked(limit=2, cursor=page.next)).items
    assert (last.person_name, last.way_label, last.operation, last.whence, last.at) == (
        "Ana",
        "session",
        "deposit",
        "192.0.2.0/24",
        "2026-11-23T09:00:00.000Z",
    )
    assert read(staff, Asked(limit=2, cursor=page.next)).next is None
    found = read(
        staff, Asked(who="ana", subject="need-1", since=date(2026, 11, 23), until=date(2026, 11, 23))
    )
    assert found.items == (last,)
    assert read(staff, Asked(until=date(2026, 11, 22))).items == ()
    with pytest.raises(NotFound):
        read(ana, Asked())
    with pytest.raises(Invalid):
        read(staff, Asked(cursor="nowhere"))


def test_who_runs_the_machines_searches_who_did_what_by_identifiers(service: Service) -> None:
    operator, read = service.person("operator"), ReadAudit(read=service.store.read)
    with acting(SAID):
        act(service)
    act(service)
    latest, first = read(operator, Asked()).items
    assert (first.who, first.subject, first.others, first.way_label) == (
        "visitor",
        "need",
        (),
        "sans s’identifier",
    )
    assert (latest.who, latest.subject, latest.way) == ("service", "", "host")
    assert read(operator, Asked(way=Way.PUBLIC)).items == (first,)
    with pytest.raises(NotFound):
        read(service.person("staff"), Asked())


def test_a_line_that_somebody_changed_is_shown_all_the_same(service: Service) -> None:
    changed = service.scribe.act(SAID)
    with service.store.begin() as work:
        work.journal.add(evolve(changed, entry=evolve(changed.entry, way="telepathy", at="one day")))
    (line,) = ReadAudit(read=service.store.read)(service.person("operator"), Asked()).items
    assert (line.way_label, line.at) == ("telepathy", "one day")


def test_a_job_put_back_is_an_act_outside_the_store(service: Service) -> None:
    with acting(evolve(SAID, subjects=())):
        service.note_act("12")
    (line,) = ReadAudit(read=service.store.read).page(Asked()).items
    assert (line.operation, line.subject) == ("deposit", "12")


def test_the_verification_is_asked_by_who_runs_the_machines(service: Service) -> None:
    act(service)
    verdict = verify(service)(service.person("operator"))
    assert (verdict.intact, verdict.at) == (True, service.at)
    with pytest.raises(NotFound):
        verify(service)(service.person("staff"))


def test_what_is_in_no_book_or_no_block_is_found(service: Service) -> None:
    act(service)
    verify(service).verdict()
    line = service.scribe.act(SAID)
    for strange in (
        evolve(line, block=7),
        evolve(line, entry=evolve(line.entry, id="other", book="others")),
    ):
        with service.store.begin() as work:
            work.journal.add(strange)
    _, acts = verify(service).verdict().books
    assert sorted(one.where for one in acts.breaches) == sorted((line.entry.id, "other"))
