"""« Besoins reçus »: every need put before an advisor's teams, each in one tab (CGU 4.3.B)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta

from attrs import frozen

from conseillers_application.folding import folded_words, searchable
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.views import (
    CompanyLine,
    InboxItem,
    InboxPage,
    InboxQuery,
    InboxRow,
    SubjectName,
)
from conseillers_domain.accounts import Person
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.need import EXPIRY, Tab


@frozen(kw_only=True)
class InboxRequest:
    """What is asked of the list: a tab, filters, a page."""

    tab: Tab = Tab.INBOX
    text: str = ""
    theme: str | None = None
    subject: str | None = None
    since: date | None = None
    until: date | None = None
    branch: str | None = None
    cursor: str | None = None
    limit: int = 25


@frozen(kw_only=True)
class ReadInbox:
    """An advisor reads one page of one tab, with how many needs each tab holds under the same filters.

    `expiry`: how long a team may leave a need unanswered in its inbox.
    """

    read: UnitOfWork
    now: Clock
    expiry: timedelta = EXPIRY

    def __call__(self, person: Person, request: InboxRequest) -> InboxPage:
        """Raises Invalid for a page mark that is not one of ours, and for too long a search."""
        after = read_cursor(request.cursor) if request.cursor else None
        with self.read() as work:
            catalogue = work.catalogues.current()
            directory = work.directories.current().directory
            query = InboxQuery(
                teams=_teams(person, request.branch, directory),
                tab=request.tab,
                now=self.now(),
                expiry=self.expiry,
                words=folded_words(searchable(request.text)),
                subjects=_subjects(request, catalogue),
                since=request.since,
                until=request.until,
                after=after,
                # One more than is shown tells whether another page follows.
                limit=request.limit + 1,
            )
            counts = work.needs.counts(query)
            found = work.needs.page(query)
        rows = found[: request.limit]
        return InboxPage(
            items=tuple(_item(row, catalogue) for row in rows),
            total=counts[request.tab],
            next=write_cursor(rows[-1]) if len(found) > len(rows) else None,
            counts=counts,
        )


def _teams(person: Person, branch: str | None, directory: Directory) -> frozenset[str]:
    if branch is None:
        return person.reaches
    return person.reaches & directory.teams_supervised((branch,))


def _subjects(request: InboxRequest, catalogue: Catalogue) -> frozenset[str] | None:
    if request.theme is None and request.subject is None:
        return None
    return frozenset(
        subject.slug
        for theme in catalogue.themes
        for subject in theme.subjects
        if request.theme in {None, theme.slug} and request.subject in {None, subject.slug}
    )


def _item(row: InboxRow, catalogue: Catalogue) -> InboxItem:
    return InboxItem(
        id=row.need,
        subject=subject_name(row.subject, catalogue),
        company=CompanyLine(name=row.company, commune_name=row.commune_name),
        deposited_at=row.deposited_at,
        sent_at=row.sent_at,
        team=row.team,
        stance=row.stance,
        status=row.status,
    )


def subject_name(slug: str, catalogue: Catalogue) -> SubjectName:
    """A subject as people read it; its slug when the catalogue no longer has it."""
    subject = catalogue.subjects.get(slug)
    return SubjectName(slug=slug, title=subject.title if subject else slug)


def write_cursor(row: InboxRow) -> str:
    """Where a page ends, opaque to who carries it."""
    return write_mark(row.sent_at, row.need)


def write_mark(at: datetime, name: str) -> str:
    """The mark of a page that ends there."""
    return urlsafe_b64encode(f"{at.isoformat()} {name}".encode()).decode()


def read_cursor(text: str) -> tuple[datetime, str]:
    """Where a page ends. Raises Invalid when the mark is not one of ours."""
    try:
        sent_at, need = urlsafe_b64decode(text.encode()).decode().split(" ")
        at = datetime.fromisoformat(sent_at).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(
            Fault("/cursor", "format", "Cette marque de page n’est pas valable : reprenez au début.")
        ) from None
    return at, need
