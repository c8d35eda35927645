"""What changed between two versions of the directory, told by team: what each gained, lost, now answers."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from attrs import fields, frozen

from conseillers_domain.directory import Branch, DirectoryDocument, Institution, Team
from conseillers_domain.directory_patch import NAME_OF
from conseillers_domain.holders import Entry
from conseillers_domain.route_index import RouteIndex


@frozen(kw_only=True)
class FieldChange:
    """One thing that is no longer said as it was.

    `of`: code of the team, the branch or the institution that says it; `what`: the field, as documents
    name it, or `members`. `before`, `after`: None when it was, or is, not there.
    """

    of: str
    what: str
    before: object
    after: object


@frozen(kw_only=True)
class TeamChange:
    """What became of one team between two versions: `added`, `removed` or `changed`, and by what."""

    team: str
    name: str
    institution: str
    change: str
    fields: tuple[FieldChange, ...] = ()


@frozen(kw_only=True)
class PartChange:
    """What became of an institution, a branch or an advisor, whether it has teams or not."""

    part: str
    name: str
    change: str


ADDED: Final = "added"
REMOVED: Final = "removed"
CHANGED: Final = "changed"
UNTOLD: Final = frozenset({"code", "slug"})
"""Two parts are compared because they have the same."""


def differences(before: RouteIndex, after: RouteIndex) -> tuple[TeamChange, ...]:
    """The teams whose own words, branch, institution or members changed, by code."""
    return tuple(_differences(before.entries, after.entries))


def other_differences(before: DirectoryDocument, after: DirectoryDocument) -> tuple[PartChange, ...]:
    """The institutions, branches and advisors that came, left or changed, by name."""
    return tuple(
        PartChange(part=part, name=name, change=change)
        for part in NAME_OF
        if part != "teams"
        for name, change in _parts(part, before, after)
    )


def _parts(part: str, before: DirectoryDocument, after: DirectoryDocument) -> Iterator[tuple[str, str]]:
    name_of = NAME_OF[part]
    former, now = ({name_of(one): one for one in getattr(document, part)} for document in (before, after))
    for name in sorted({*former, *now}):
        if name not in former:
            yield name, ADDED
        elif name not in now:
            yield name, REMOVED
        elif former[name] != now[name]:
            yield name, CHANGED


def _differences(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[TeamChange]:
    for code in sorted({*before, *after}):
        former, now = before.get(code), after.get(code)
        if former is now:
            continue
        shown = now or former
        assert shown is not None
        told = () if former is None or now is None else tuple(_fields(former, now))
        if former is not None and now is not None and not told:
            continue
        yield TeamChange(
            team=code,
            name=shown.team.name,
            institution=shown.institution.slug,
            change=ADDED if former is None else REMOVED if now is None else CHANGED,
            fields=told,
        )


def _fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    yield from _between(after.team.code, before.team, after.team)
    yield from _between(after.branch.code, before.branch, after.branch)
    yield from _between(after.institution.slug, before.institution, after.institution)
    if before.crew.members != after.crew.members:
        yield FieldChange(
            of=after.team.code,
            what="members",
            before=before.crew.members,
            after=after.crew.members,
        )
    if before.crew.suspended != after.crew.suspended:
        yield FieldChange(
            of=after.team.code,
            what="suspended",
            before=tuple(sorted(before.crew.suspended)),
            after=tuple(sorted(after.crew.suspended)),
        )


P = TypeVar("P", Team, Branch, Institution)


def _between(code: str, before: P, after: P) -> Iterator[FieldChange]:
    if before is after:
        return
    for one in fields(type(after)):
        was, now = getattr(before, one.name), getattr(after, one.name)
        if was != now and one.name not in UNTOLD:
            yield FieldChange(of=code, what=one.name, before=was, after=now)
