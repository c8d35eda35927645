"""The directory in force and those before it, read whole or by what changed between two (CGU 4.3.A)."""

from attrs import asdict, frozen

from conseillers_application.numbers import whole_number
from conseillers_application.ports import DirectoryVersion, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.directory import Directory
from conseillers_domain.directory_diff import PartChange, TeamChange, differences, other_differences
from conseillers_domain.errors import Fault, Invalid


@frozen(kw_only=True)
class VersionLine(DirectoryVersion):
    """A version in a list; `by_name`: who published it, None when no account is called that."""

    by_name: str | None


@frozen(kw_only=True)
class VersionsPage:
    """Some versions of the directory, latest first, and where the next page begins."""

    items: tuple[VersionLine, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class DirectoryDiff:
    """What changed between two versions: by team, then what came, left or changed beside teams."""

    before: str
    after: str
    teams: tuple[TeamChange, ...]
    others: tuple[PartChange, ...]


@frozen(kw_only=True)
class ReadDirectory:
    """The directory in force, or an earlier one, as it is imported."""

    read: UnitOfWork

    def __call__(self, person: Person, version: str | None = None) -> Directory:
        """Raises NotFound to who may not see it, and for a version that never was."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.current() if version is None else self.at(version)

    def current(self) -> Directory:
        """The one in force, for the command line."""
        with self.read() as work:
            return work.directories.current().directory

    def at(self, version: str) -> Directory:
        """An earlier one, for the command line. Raises NotFound."""
        with self.read() as work:
            return work.directories.at(version).directory


@frozen(kw_only=True)
class ReadDirectoryHistory:
    """Who published which version of the directory, when and why, and what it changed."""

    read: UnitOfWork

    def __call__(self, person: Person, *, cursor: str | None = None, limit: int = 25) -> VersionsPage:
        """Raises NotFound to who may not see it, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.page(cursor=cursor, limit=limit)

    def page(self, *, cursor: str | None = None, limit: int = 25) -> VersionsPage:
        """The same, for the command line."""
        if cursor is not None and whole_number(cursor) is None:
            raise Invalid(Fault("/cursor", "format", "Cette marque de page n’est pas une des nôtres."))
        with self.read() as work:
            found = work.directories.versions(before=cursor, limit=limit + 1)
            total = work.directories.count()
            shown = found[:limit]
            names = work.accounts.names(frozenset(one.by for one in shown))
        return VersionsPage(
            items=tuple(VersionLine(**asdict(one), by_name=names.get(one.by)) for one in shown),
            total=total,
            next=shown[-1].version if len(found) > limit else None,
        )

    def diff(self, person: Person, before: str, after: str) -> DirectoryDiff:
        """Raises NotFound to who may not see it, and for a version that never was."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.between(before, after)

    def between(self, before: str, after: str) -> DirectoryDiff:
        """The same, for the command line."""
        with self.read() as work:
            former, now = work.directories.at(before), work.directories.at(after)
        return DirectoryDiff(
            before=before,
            after=after,
            teams=differences(former, now),
            others=other_differences(former.directory.document, now.directory.document),
        )
