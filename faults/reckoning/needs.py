"""Needs: positions and comments once and in order, what is stored to be searched what follows from them."""

import json
from collections import Counter, defaultdict
from typing import Final

from conseillers_application.views import InboxQuery
from conseillers_domain.need import Tab
from conseillers_entrypoints.container import Container
from faults.ledger import Ledger, Move
from faults.reckoning.books import Books, Reckoning, by, subject_of
from faults.words import Word

SAVES: Final = frozenset({"NeedTransmitted", "PositionTaken", "ReferralsLeft", "ReferralMoved"})
"""The facts that come each with a save of their need."""


def positions(books: Books, ledger: Ledger, found: Reckoning) -> None:
    """Every position answered is there, once, in the order it was taken; and none besides."""
    kept = by(sorted(books.positions, key=lambda row: row.rank), lambda row: (row.need, row.team))
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


def comments(books: Books, ledger: Ledger, found: Reckoning) -> None:
    """Every comment answered is there, once, and none besides; those of a need are numbered, each a fact."""
    kept = by(books.comments, lambda row: row.text)
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
    for need, rows in by(books.comments, lambda row: row.need).items():
        if sorted(row.number for row in rows) != list(range(1, len(rows) + 1)):
            found.wrong.append(f"numbers of the comments of need {need}")


def stored(books: Books, container: Container, found: Reckoning) -> None:
    """What is stored to be searched is what follows from the rest, and versions count the saves."""
    stances = {(row.need, row.team): row.stance for row in books.referrals}
    saves = Counter(subject_of(row) for row in books.facts.values() if row.kind in SAVES)
    with container.read()() as work:
        for row in books.needs.values():
            need = work.needs.get(row.id)
            derived = {(need.id, one.team): one.stance.value for one in need.referrals}
            # Its first fact is that of its birth.
            if row.status != need.status.value or row.version != saves[need.id] - 1:
                found.wrong.append(f"status or version of need {need.id}: {row.version}, {saves[need.id]}")
            if any(stances[where] != stance for where, stance in derived.items()):
                found.wrong.append(f"stance of need {need.id}")


def tabs(books: Books, container: Container, found: Reckoning) -> None:
    """Each need is in one tab of each team it is before, and each demand in one of staff."""
    facing = Counter(row.team for row in books.referrals)
    with container.read()() as work:
        for team, many in facing.items():
            query = InboxQuery(teams=frozenset({team}), tab=Tab.INBOX, now=container.clock()(), limit=1)
            shown = sum(work.needs.counts(query).values())
            if shown != many:
                found.lost.append(f"{many - shown} needs of {team} are in no tab, or in several")
        shown = sum(work.demand_lists.counts().values())
    if shown != len(books.demands):
        found.lost.append(f"{len(books.demands) - shown} demands are in no tab, or in several")
