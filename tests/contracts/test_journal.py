"""What every store keeps of the journal, and that anything touched in it is found (CGU 6.2)."""

from contextlib import suppress

import pytest
from attrs import evolve

from conseillers_application.acting import Acting, acting
from conseillers_application.ports import JournalQuery
from conseillers_domain.errors import Conflict, Invalid
from conseillers_domain.events import NeedTransmitted
from conseillers_domain.journal import Book, Entry, Way
from tests.builders import DAY, NOW, Changed
from tests.contracts.journals import ACTING, ANA, YEAR, Journals
from tests.contracts.stores import Bench, Undone, undone


@pytest.fixture
def journals(bench: Bench) -> Journals:
    return Journals(bench.store)


def lines(journals: Journals, book: Book = Book.ACTS, **asked: Changed) -> tuple[Entry, ...]:
    query = evolve(JournalQuery(book=book, limit=100), **asked)
    with journals.store.read() as work:
        return work.journal.page(query)


def subjects(entries: tuple[Entry, ...]) -> list[str]:
    return [one.subject for one in entries]


def test_an_act_leaves_a_line_in_its_transaction(journals: Journals) -> None:
    journals.act()
    (line,) = lines(journals)
    assert line == Entry(
        id="line-0001",
        book="acts",
        at="2026-11-23T09:00:01.000Z",
        who="ana",
        way="session",
        operation="pause",
        subject="need",
        others="team",
        whence="192.0.2.0/24",
    )


def test_an_act_that_changes_nothing_or_is_undone_leaves_none(journals: Journals) -> None:
    with journals.begin() as work:
        assert work.maintenance.current() is None
        work.maintenance.end()
    with suppress(Undone), journals.begin() as work:
        work.outbox.put(NeedTransmitted(need="need", teams=(), at=NOW))
        raise Undone
    assert lines(journals) == ()


def test_a_line_names_what_the_facts_of_its_transaction_are_about(journals: Journals) -> None:
    told = Acting(who="staff", way=Way.SESSION, operation="transmit", subjects=("demand",))
    with acting(told), journals.begin() as work:
        work.outbox.put(NeedTransmitted(need="need", teams=("cci", "urssaf"), at=NOW))
    (line,) = lines(journals)
    assert (line.subject, line.others) == ("demand", "need cci urssaf")


def test_a_line_is_undone_with_its_transaction(journals: Journals) -> None:
    with undone(journals.store) as work:
        work.journal.add(journals.scribe.act(ACTING))
        assert work.journal.changed()
    assert lines(journals) == ()


def test_a_sheet_read_is_in_the_other_book(journals: Journals) -> None:
    with acting(ACTING):
        journals.note_reading(ANA, "need-1")
        journals.note_reading(ANA, "need-2", Way.LINK)
    assert lines(journals) == ()
    latest, first = lines(journals, Book.ACCESS)
    assert (first.who, first.subject, first.way, first.operation) == ("ana", "need-1", "session", "pause")
    assert (latest.subject, latest.way, latest.whence) == ("need-2", "link", "192.0.2.0/24")


def test_lines_are_found_by_person_thing_way_and_time_a_page_at_a_time(journals: Journals) -> None:
    for number in range(5):
        who = "ana" if number % 2 else "bob"
        journals.act(evolve(ACTING, who=who, subjects=(f"need-{number}",), way=Way.JOB))
    whole = lines(journals)
    assert subjects(whole) == ["need-4", "need-3", "need-2", "need-1", "need-0"]
    assert subjects(lines(journals, who="ana")) == ["need-3", "need-1"]
    assert subjects(lines(journals, subject="need-2")) == ["need-2"]
    assert subjects(lines(journals, way="session")) == []
    assert subjects(lines(journals, way="job", who="bob", subject="need-0")) == ["need-0"]
    middle = journals.at - (journals.at - NOW) / 2
    late, early = lines(journals, since=middle), lines(journals, until=middle)
    assert late + early == whole
    assert late
    assert early
    page = lines(journals, limit=2)
    assert page + lines(journals, after=(page[-1].at, page[-1].id)) == whole


def test_a_journal_as_it_was_written_is_found_whole(journals: Journals) -> None:
    assert journals.verdict().intact  # empty, too
    journals.live(acts=3, readings=2)
    verdict = journals.verdict()
    assert verdict.intact
    access, acts = verdict.books
    assert (acts.book, acts.lines, acts.blocks, acts.unsealed) == (Book.ACTS, 3, 1, 0)
    assert (access.book, access.lines, access.blocks, access.unsealed) == (Book.ACCESS, 2, 1, 0)
    assert acts.since is not None


def test_a_verification_seals_what_was_not_yet(journals: Journals) -> None:
    journals.act()
    _, acts = journals.verdict().books
    assert (acts.lines, acts.blocks, acts.unsealed) == (1, 1, 0)


def test_what_is_sealed_in_several_blocks_follows(journals: Journals) -> None:
    for _ in range(3):
        journals.live(acts=2, readings=0)
    access, acts = journals.verdict().books
    assert (acts.lines, acts.blocks, acts.intact) == (6, 3, True)
    assert (access.lines, access.blocks, access.since, access.intact) == (0, 0, None, True)


def test_another_key_recognises_nothing(journals: Journals) -> None:
    journals.live()
    stranger = Journals(journals.store)
    stranger.secrets = type(stranger.secrets)("une autre clé")
    assert stranger.told() == {"line", "block", "end"}
    with pytest.raises(Conflict, match="rompue"):
        stranger.seal()


def test_a_seal_noted_elsewhere_is_found_again_or_missed(journals: Journals) -> None:
    journals.live()
    heads = [book.head for book in journals.verdict().books]
    journals.live()
    assert journals.verdict(*heads).intact
    book, number, seal = heads[1].split(":")
    for other in (f"{book}:{number}:{seal[::-1]}", f"{book}:9:{seal}"):
        _, acts = journals.verdict(other).books
        assert [(one.code, one.where) for one in acts.breaches] == [("head", other)]


@pytest.mark.parametrize("wrong", ["", "acts", "acts:x:seal", "others:1:seal", "acts:-1:seal"])
def test_what_is_no_seal_is_refused(journals: Journals, wrong: str) -> None:
    with pytest.raises(Invalid, match="n’est pas un sceau"):
        journals.verdict(wrong)


def test_what_is_too_old_goes_and_the_rest_is_still_verified(journals: Journals) -> None:
    journals.live(acts=3, readings=2)
    former, _ = journals.verdict().books
    journals.at += 2 * YEAR
    journals.live(acts=1, readings=1)
    assert journals.prune() == 2
    access, acts = journals.verdict().books
    assert (access.lines, access.intact) == (1, True)
    assert (acts.lines, acts.intact) == (5, True)  # with the line of the pruning itself
    assert subjects(lines(journals, Book.ACCESS)) == ["need-0"]
    journals.at += 2 * YEAR
    journals.live(acts=1, readings=0)
    assert journals.prune() == 3 + 1
    assert journals.prune() == 0
    verdict = journals.verdict()
    assert verdict.intact
    assert [one.lines for one in verdict.books] == [0, 5], verdict
    with pytest.raises(Invalid, match="plus ancien"):
        journals.verdict(former.head)


def test_nothing_is_old_in_a_journal_of_today(journals: Journals) -> None:
    assert journals.prune() == 0
    journals.live()
    journals.at += YEAR - DAY
    assert journals.prune() == 0


def test_more_lines_than_a_block_holds_are_sealed_in_several(
    journals: Journals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_application.seal_journal.MOST", 2)
    journals.live(acts=5, readings=0)
    _, acts = journals.verdict().books
    assert (acts.lines, acts.blocks, acts.intact) == (5, 3, True)
    monkeypatch.setattr("conseillers_application.verify_journal.PAGE", 1)
    assert journals.verdict().intact
    journals.at += 4 * YEAR
    assert journals.prune() == 5
