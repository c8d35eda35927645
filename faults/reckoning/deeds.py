"""Deeds: what was accepted stands once, under its own words; what was refused, or never asked, does not."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from conseillers_application.exports import ExportState
from conseillers_domain.traces import BY_COMPANY, Gesture
from faults.deeds import NAME, Deed, Kind
from faults.ledger import Ledger
from faults.reckoning.books import Books, Reckoning
from faults.words import Word

GESTURES: Final = frozenset(Gesture)


def deeds(books: Books, ledger: Ledger, found: Reckoning) -> None:
    """Everything that was done so, against what stands."""
    there = Counter(_words(books))
    for deed in ledger.deeds.asked:
        name, times = f"{deed.kind} ({deed.name})", there.pop(_mark(deed), 0)
        if times > 1:
            found.doubled.append(name)
        if deed.word is Word.ACCEPTED:
            found.done += bool(times)
            found.lost += [] if times else [name]
        elif times and (deed.word is Word.REFUSED or not deed.sent):
            found.wrong.append(f"{name} was refused, or not asked, and stands")
    found.wrong += (f"{mark} stands, which nobody asked for" for mark in there)
    _exports(books, found)
    _completed(books, found)


def _mark(deed: Deed) -> tuple[str, str]:
    if deed.kind is Kind.SURVEY_SHARED:
        return deed.kind, deed.about
    if deed.kind is Kind.EXPORT_ASKED:
        return deed.kind, deed.found
    return deed.kind, deed.name


def _words(books: Books) -> Iterator[tuple[str, str]]:
    """What stands, each by what it is and its own words: or its identifier, when it has none."""
    for row in books.traces:
        # A merge leaves one on each of the two demands.
        if not (row.gesture == Gesture.MERGED and row.to is None):
            yield from ((Kind(row.gesture), name) for name in re.findall(NAME, row.reason))
    texts = (
        (Kind.COMPLETED, (row.description for row in books.demands.values())),
        (Kind.SURVEY_ANSWERED, (row.comment or "" for row in books.surveys)),
        (Kind.BASKET_ACTED, (row.note for row in books.actions)),
        (Kind.ABSENCE_SAID, (row.why for row in books.versions)),
    )
    for kind, said in texts:
        yield from ((kind, name) for text in said for name in re.findall(NAME, text))
    for row in books.drafts:
        first, *then = re.findall(NAME, row.form)
        yield Kind.DRAFT_KEPT, first
        yield from ((Kind.DRAFT_RESUMED, name) for name in then)
    yield from ((Kind.SURVEY_SHARED, row.id) for row in books.surveys if row.shared_at)
    yield from ((Kind.EXPORT_ASKED, row.id) for row in books.exports)


def _exports(books: Books, found: Reckoning) -> None:
    """Every file asked for is made."""
    found.lost += (
        f"export {row.id} is {row.state}" for row in books.exports if row.state != ExportState.READY
    )


def _completed(books: Books, found: Reckoning) -> None:
    """What a company completed was, once, and its demand says so."""
    done = Counter(
        row.demand for row in books.traces if row.gesture == Gesture.COMPLETED and row.by == BY_COMPANY
    )
    said = Counter(row.id for row in books.demands.values() if re.search(NAME, row.description))
    found.wrong += (f"completion of demand {demand}" for demand in (done - said) + (said - done))
