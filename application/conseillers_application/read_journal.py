"""The journal searched: by staff, who read which need; by who runs the machines, who did what (CGU 6.2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.ports import JournalQuery, UnitOfWork
from conseillers_application.referral_views import SOMEBODY
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.journal import Book, Entry, Way

BETWEEN: Final = "~"


@frozen(kw_only=True)
class Asked:
    """Which lines are asked for: of one person, on one thing, on these days, both included."""

    who: str | None = None
    subject: str | None = None
    way: Way | None = None
    since: date | None = None
    until: date | None = None
    cursor: str | None = None
    limit: int = 25

    def query(self, book: Book) -> JournalQuery:
        """The same in a book, with one line more, which tells whether others follow. Raises Invalid."""
        return JournalQuery(
            book=book,
            who=self.who,
            subject=self.subject,
            way=None if self.way is None else self.way.value,
            since=None if self.since is None else first_instant_of(self.since),
            until=None if self.until is None else first_instant_of(self.until + timedelta(days=1)),
            after=None if self.cursor is None else _read_mark(self.cursor),
            limit=self.limit + 1,
        )


@frozen(kw_only=True)
class AccessLine:
    """Somebody read a need sheet, or a demand as staff reads it; `whence`: the network they were on.

    `refused`: they tried to, and were shown nothing.
    """

    at: str
    person: str
    person_name: str
    subject: str
    way: str
    way_label: str
    operation: str
    whence: str
    refused: bool


@frozen(kw_only=True)
class AccessPage:
    """Latest first; how many there are in all is not counted."""

    items: tuple[AccessLine, ...]
    next: str | None


@frozen(kw_only=True)
class ReadAccessLog:
    """Staff asks who read what a company confided, by which way and when."""

    read: UnitOfWork

    def __call__(self, person: Person, asked: Asked) -> AccessPage:
        """Raises NotFound to who may not, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_ACCESS_LOG)
        query = asked.query(Book.ACCESS)
        with self.read() as work:
            found = work.journal.page(query)
            shown = found[: asked.limit]
            readers = frozenset(one.who for one in shown)
            names = work.accounts.names(readers) if readers else {}
        items = tuple(
            AccessLine(
                at=one.at,
                person=one.who,
                person_name=names.get(one.who, SOMEBODY),
                subject=one.subject,
                way=one.way,
                way_label=_way_label(one),
                operation=one.operation,
                whence=one.whence,
                refused=one.refused,
            )
            for one in shown
        )
        return AccessPage(items=items, next=_next(found, asked.limit))


@frozen(kw_only=True)
class ActLine:
    """Somebody did something: identifiers only; `others`: what else it bore on."""

    id: str
    at: str
    who: str
    way: str
    way_label: str
    operation: str
    subject: str
    others: tuple[str, ...]
    whence: str


@frozen(kw_only=True)
class ActPage:
    """Latest first; how many there are in all is not counted."""

    items: tuple[ActLine, ...]
    next: str | None


@frozen(kw_only=True)
class ReadAudit:
    """Who runs the machines asks who did what, without learning anything of anybody."""

    read: UnitOfWork

    def __call__(self, person: Person, asked: Asked) -> ActPage:
        """Raises NotFound to who may not, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_AUDIT)
        return self.page(asked)

    def page(self, asked: Asked) -> ActPage:
        """The same, for the command line."""
        query = asked.query(Book.ACTS)
        with self.read() as work:
            found = work.journal.page(query)
        items = tuple(
            ActLine(
                id=one.id,
                at=one.at,
                who=one.who,
                way=one.way,
                way_label=_way_label(one),
                operation=one.operation,
                subject=one.subject,
                others=tuple(one.others.split()),
                whence=one.whence,
            )
            for one in found[: asked.limit]
        )
        return ActPage(items=items, next=_next(found, asked.limit))


def _way_label(entry: Entry) -> str:
    # A line that somebody changed is shown all the same.
    return Way(entry.way).label if entry.way in set(Way) else entry.way


def _next(found: Sequence[Entry], limit: int) -> str | None:
    if len(found) <= limit:
        return None
    last = found[limit - 1]
    return f"{last.at}{BETWEEN}{last.id}"


def _read_mark(text: str) -> tuple[str, str]:
    at, between, line = text.partition(BETWEEN)
    if not between:
        raise Invalid(Fault("/cursor", "format", "Cette marque de page n’est pas une des nôtres."))
    return at, line
