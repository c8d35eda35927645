"""The service's own account compared with the outside's: what is lost, what is doubled, what is neither."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from attrs import Factory, define, frozen
from sqlalchemy import Engine, Row, Table, select, text

from conseillers_adapters.sql import tables
from conseillers_application.letters import COMPANY, LetterKind
from conseillers_domain.demand import DemandState
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import TaskState
from conseillers_entrypoints.container import Container
from faults.country import TEAMS
from faults.ledger import Ledger, Move, Word
from faults.sink import Kept, Sink

AnyRow = Row[Any]

SENT: Final = "sent"
TOLD_OF: Final = {
    Stance.TAKEN: "va vous appeler",
    Stance.CLOSED_UNREACHABLE: "joindre",
}


MAY_BE_NEEDLESS: Final = frozenset({LetterKind.MOVE, LetterKind.COMMENT, LetterKind.OVERDUE})


@define
class Reckoning:
    """The counts, each lost or doubled thing by its name; `wrong`: what should not be, and is neither."""

    accepted: int = 0
    done: int = 0
    lost: list[str] = Factory(list)
    doubled: list[str] = Factory(list)
    wrong: list[str] = Factory(list)
    told_again: int = 0
    mails: int = 0

    @property
    def right(self) -> bool:
        """Whether there is nothing to be said."""
        return not (self.lost or self.doubled or self.wrong) and self.done == self.accepted

    def faults(self) -> Iterator[str]:
        """Everything that is not as it should be."""
        for kind, names in (("lost", self.lost), ("doubled", self.doubled), ("wrong", self.wrong)):
            yield from (f"{kind}: {name}" for name in names)


@frozen
class _Books:
    """What stands in the tables."""

    demands: dict[str, AnyRow]
    needs: dict[str, AnyRow]
    referrals: list[AnyRow]
    positions: list[AnyRow]
    comments: list[AnyRow]
    facts: dict[str, AnyRow]
    letters: list[AnyRow]
    tasks: list[AnyRow]
    answers: dict[str, AnyRow]
    links: frozenset[str]


def reckon(container: Container, ledger: Ledger, sink: Sink) -> Reckoning:
    """Compare everything, once all the jobs are worked off."""
    books = _books(container.engine())
    found = Reckoning(accepted=ledger.accepted, mails=len(sink.kept), told_again=sink.again)
    _deposits(books, ledger, found)
    _demands(books, found)
    _positions(books, ledger, found)
    _answers(books, found)
    _sendings(books, ledger, found)
    _comments(books, ledger, found)
    _stored(books, container, found)
    _letters(books, container, sink, found)
    _jobs(container, found)
    _file(container.engine(), found)
    found.wrong += (f"{count} × {what}" for what, count in ledger.unforeseen.items())
    return found


def _books(engine: Engine) -> _Books:
    with engine.connect() as connection:

        def all_of(table: Table) -> list[AnyRow]:
            return list(connection.execute(select(table)).all())

        return _Books(
            demands={row.id: row for row in all_of(tables.demands)},
            needs={row.id: row for row in all_of(tables.needs)},
            referrals=all_of(tables.referrals),
            positions=all_of(tables.positions),
            comments=all_of(tables.comments),
            facts={row.id: row for row in all_of(tables.facts)},
            letters=all_of(tables.letters),
            tasks=all_of(tables.staff_tasks),
            answers={row.task: row for row in all_of(tables.company_answers)},
            links=frozenset(row.token_hash for row in all_of(tables.links)),
        )


def _by(rows: Iterable[AnyRow], key: Callable[[AnyRow], Any]) -> dict[Any, list[AnyRow]]:
    found = defaultdict[Any, list[AnyRow]](list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _deposits(books: _Books, ledger: Ledger, found: Reckoning) -> None:
    """Every receipt has its demand; nothing refused is there, nothing is there twice, nothing nobody sent."""
    by_email = _by(books.demands.values(), lambda row: row.email)
    for deposit in ledger.deposits:
        there = [row.id for row in by_email.pop(deposit.email, [])]
        name = f"deposit {deposit.rank}"
        if len(there) > 1:
            found.doubled.append(name)
        if deposit.word is Word.ACCEPTED:
            if deposit.id in there:
                found.done += 1
            else:
                found.lost.append(name)
        elif there and (deposit.word is Word.REFUSED or not deposit.sent):
            found.wrong.append(f"{name} was refused and is kept")
    found.wrong += (f"a demand of {email}, who sent none" for email in by_email)


def _demands(books: _Books, found: Reckoning) -> None:
    """Whatever demand is kept, its answer having reached somebody or not, is whole."""
    needs = _by(books.needs.values(), lambda row: row.demand)
    teams = _by(books.referrals, lambda row: row.need)
    facts = _by(books.facts.values(), lambda row: (row.kind, _of(row)))
    letters = _by(books.letters, lambda row: row.fact)
    for demand in books.demands.values():
        name = f"demand {demand.id}"
        if demand.state != DemandState.TRANSMITTED:
            found.lost.append(f"{name} is still {demand.state} ({demand.flags})")
            continue
        own = needs[demand.id]
        _once(found, f"need of {name}", own)
        _once(found, f"fact of {name}", deposited := facts["DemandDeposited", demand.id])
        for fact in deposited:
            _once(found, f"receipt of {name}", [one for one in letters[fact.id] if one.recipient == COMPANY])
        for need in own:
            if sorted(row.team for row in teams[need.id]) != sorted(TEAMS):
                found.lost.append(f"referrals of {name}")
            _once(found, f"transmission of {name}", told := facts["NeedTransmitted", need.id])
            for fact in told:
                for team in TEAMS:
                    _once(
                        found,
                        f"mail of {name} to {team}",
                        [one for one in letters[fact.id] if one.recipient == team],
                    )


def _of(fact: AnyRow) -> str:
    body = json.loads(fact.body)
    return str(body.get("demand") or body.get("need") or body.get("task"))


def _once(found: Reckoning, name: str, there: list[AnyRow]) -> None:
    if not there:
        found.lost.append(name)
    elif len(there) > 1:
        found.doubled.append(name)


def _positions(books: _Books, ledger: Ledger, found: Reckoning) -> None:
    """Every position answered is there, once, in the order it was taken; and none besides."""
    kept = _by(sorted(books.positions, key=lambda row: row.rank), lambda row: (row.need, row.team))
    told = defaultdict[tuple[str, str], list[Move]](list)
    for move in ledger.moves:
        told[move.need, move.team].append(move)
    facts = Counter(
        (body["need"], body["team"])
        for row in books.facts.values()
        if row.kind == "PositionTaken"
        for body in [json.loads(row.body)]
    )
    for where in {*kept, *told}:
        notes = [row.note for row in kept[where]]
        for note, count in Counter(notes).items():
            if count > 1:
                found.doubled.append(note)
        expected = [one.note for one in told[where] if one.word is Word.ACCEPTED]
        # The last thing said may have been kept without its answer being heard.
        possible = expected + [one.note for one in told[where] if one.word is Word.NOTHING and one.sent]
        found.lost += (note for note in expected if note not in notes)
        found.done += sum(note in notes for note in expected)
        if notes not in (expected, possible):
            found.wrong.append(f"positions of {where}: {notes}, told {expected}")
        if [row.rank for row in kept[where]] != list(range(len(notes))) or facts[where] != len(notes):
            found.wrong.append(f"ranks or facts of {where}")


def _comments(books: _Books, ledger: Ledger, found: Reckoning) -> None:
    """Every comment answered is there, once, and none besides; those of a need are numbered, each a fact."""
    kept = _by(books.comments, lambda row: row.text)
    for remark in ledger.remarks:
        there = kept.pop(remark.text, [])
        if len(there) > 1:
            found.doubled.append(remark.text)
        if remark.word is Word.ACCEPTED:
            found.done += bool(there)
            found.lost += [] if there else [remark.text]
        elif there and not remark.sent:
            found.wrong.append(f"{remark.text} was not sent and is kept")
    found.wrong += (f"a comment nobody wrote: {words}" for words in kept)
    facts = Counter(
        json.loads(row.body)["comment"] for row in books.facts.values() if row.kind == "CommentWritten"
    )
    if facts != Counter(row.comment for row in books.comments):
        found.wrong.append("facts of comments")
    for need, rows in _by(books.comments, lambda row: row.need).items():
        if sorted(row.number for row in rows) != list(range(1, len(rows) + 1)):
            found.wrong.append(f"numbers of the comments of need {need}")


def _answers(books: _Books, found: Reckoning) -> None:
    """A company that all refused is owed one answer, or was sent one; no other is owed any."""
    tasks = _by(books.tasks, lambda row: row.subject)
    facts = _by(books.facts.values(), lambda row: (row.kind, json.loads(row.body).get("task")))
    letters = _by(books.letters, lambda row: (row.fact, row.kind))
    for need in books.needs.values():
        owed = [one for one in tasks[need.id] if one.state != TaskState.CANCELLED]
        if need.status == NeedStatus.REFUSED_BY_ALL:
            _once(found, f"task to answer need {need.id}", owed)
        elif any(one.state == TaskState.OPEN for one in owed):
            found.wrong.append(f"an answer is owed on need {need.id}, which is {need.status}")
    for task in books.tasks:
        if task.id not in books.answers or not task.owner:
            found.lost.append(f"words or owner of task {task.id}")
        told = facts["CompanyAnswered", task.id]
        if task.state == TaskState.DONE:
            _once(found, f"fact of task {task.id}", told)
            _once(
                found,
                f"mail of task {task.id}",
                [letter for fact in told for letter in letters[fact.id, LetterKind.ANSWER]],
            )
        elif told:
            found.wrong.append(f"task {task.id} is {task.state}, and its answer was sent")


def _sendings(books: _Books, ledger: Ledger, found: Reckoning) -> None:
    """Every answer that staff was told to be sent is, in its own words."""
    sent = {
        (task.subject, books.answers[task.id].text)
        for task in books.tasks
        if task.state == TaskState.DONE and task.id in books.answers
    }
    for one in ledger.sendings:
        there = (one.need, one.text) in sent
        if one.word is Word.ACCEPTED:
            found.done += there
            found.lost += () if there else (f"{one.text} to need {one.need}",)
        elif there and (one.word is Word.REFUSED or not one.sent):
            found.wrong.append(f"{one.text} was not sent and is")


def _stored(books: _Books, container: Container, found: Reckoning) -> None:
    """What is stored to be searched is what follows from the rest, and versions count the saves."""
    stances = {(row.need, row.team): row.stance for row in books.referrals}
    with container.read()() as work:
        for row in books.needs.values():
            need = work.needs.get(row.id)
            derived = {(need.id, one.team): one.stance.value for one in need.referrals}
            said = sum(len(one.positions) for one in need.referrals)
            if row.status != need.status.value or row.version != said:
                found.wrong.append(f"status or version of need {need.id}")
            if any(stances[where] != stance for where, stance in derived.items()):
                found.wrong.append(f"stance of need {need.id}")


def _letters(books: _Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """Every mail owed has left, once; every mail that left was owed, under one name and in the same words."""
    domain = container.settings().mail_domain
    taken = dict(sink.kept)
    awaited = {_of(row) for row in books.facts.values() if row.kind == "EnrichmentAwaited"}
    for fact, own in _by(books.letters, lambda row: (row.fact, row.kind, row.recipient)).items():
        if len(own) > 1:
            found.doubled.append(f"letter of {fact}")
        for letter in own:
            copies = taken.pop(f"{letter.id}@{domain}", [])
            if letter.state == "needless" and letter.kind in MAY_BE_NEEDLESS:
                continue
            if letter.state != SENT or not copies:
                found.lost.append(f"letter {letter.id} ({letter.kind}) is {letter.state}, {len(copies)} came")
            if len(set(_said(copies, learnt=_of(books.facts[letter.fact]) in awaited))) > 1:
                found.doubled.append(f"letter {letter.id} ({letter.kind}) told in other words")
            for link in (link for copy in copies for link in copy.links):
                if container.secrets().hash(link) not in books.links:
                    found.lost.append(f"link of letter {letter.id}")
    found.wrong += (f"a mail nobody owed: {name}" for name in taken)
    _last_word(books, container, sink, found)
    _told_of_comments(books, container, sink, found)


def _told_of_comments(books: _Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """A team is told once of each comment that is to be told to it."""
    domain = container.settings().mail_domain
    wanted = Counter((row.need, team) for row in books.comments for team in json.loads(row.told))
    told = Counter[tuple[str, str]]()
    for letter in books.letters:
        if letter.kind == LetterKind.COMMENT:
            need = json.loads(books.facts[letter.fact].body)["need"]
            copies = sink.kept.get(f"{letter.id}@{domain}", [])
            told[need, letter.recipient] += max((one.comments for one in copies), default=0)
    found.lost += (f"{many} comments untold to {where}" for where, many in (wanted - told).items())
    found.doubled += (f"{many} comments told again to {where}" for where, many in (told - wanted).items())


def _said(copies: Iterable[Kept], *, learnt: bool) -> Iterator[tuple[str, ...]]:
    """What makes two mails the same; `learnt`: what is known of the demand may have grown between them.

    A receipt written again names the institutions of a demand that has left meanwhile.
    """
    return ((one.to, one.subject) if learnt else (one.to, one.subject, one.words) for one in copies)


def _last_word(books: _Books, container: Container, sink: Sink, found: Reckoning) -> None:
    """A company knows where a team stands, when that concerns it, and no word is told it more than once."""
    domain = container.settings().mail_domain
    told = defaultdict[tuple[str, str], list[str]](list)
    for letter in books.letters:
        if letter.kind == LetterKind.MOVE:
            body = json.loads(books.facts[letter.fact].body)
            copies = sink.kept.get(f"{letter.id}@{domain}", [])
            told[body["need"], body["team"]] += (one.subject for one in copies[:1])
    said = Counter((row.need, row.team, row.stance) for row in books.positions)
    for row in books.referrals:
        for stance, word in TOLD_OF.items():
            times = sum(word in subject for subject in told[row.need, row.team])
            name = f"that {row.team} is {stance} on need {row.need}"
            if times > said[row.need, row.team, stance]:
                found.doubled.append(f"the company is told {times} times {name}")
            # Taken again after it could not be reached, it is not told (CGU 4.3.B).
            if (
                row.stance == stance
                and not times
                and not (stance is Stance.TAKEN and _taken_again(said, row))
            ):
                found.lost.append(f"the company does not know {name}")


def _taken_again(said: Counter[tuple[str, str, str]], row: AnyRow) -> bool:
    return said[row.need, row.team, Stance.CLOSED_UNREACHABLE] > 0


def _jobs(container: Container, found: Reckoning) -> None:
    """Nothing is left to do, and nothing was given up."""
    jobs = container.jobs()
    found.lost += (f"job {one.id} given up: {one.task} {dict(one.args)}" for one in jobs.failed())
    found.lost += (f"{count} jobs {state}" for state, count in jobs.counts().items() if count)


def _file(engine: Engine, found: Reckoning) -> None:
    """The file is sound."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        for question in ("integrity_check", "foreign_key_check"):
            for answer, *_ in connection.execute(text(f"pragma {question}")):
                if answer != "ok":
                    found.wrong.append(f"{question}: {answer}")
