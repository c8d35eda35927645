"""The index routing reads: for each subject, who holds it and where, prepared once a directory version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from conseillers_domain.directory import Advisor, Directory
from conseillers_domain.holders import EVERYWHERE, Crew, Entry, Holder, Preparation
from conseillers_domain.verdicts import SetAside

Far = Mapping[str, SetAside]
"""Team code → the verdict it gets when the company is outside its territory; in the order of the codes."""

Filed = Mapping[str, Sequence[Holder]]
"""Key of a zone → the open teams that work there, for one subject."""

NOBODY: Final[Filed] = {}
NOWHERE: Final[Far] = {}
MANY: Final = 4
"""When more than a fourth of the teams changed, filing them all anew is faster."""


@frozen(slots=False)
class RouteIndex:
    """A directory ready for routing: a decision costs what its own teams cost, whatever the others.

    `entries`: all teams, in the order of the directory; those that two versions have in common are the
    same objects when the later index was made from the earlier one.
    """

    directory: Directory
    entries: Mapping[str, Entry]
    holders: Mapping[str, Filed]
    far: Mapping[str, Far]
    crews: Mapping[str, Crew] = field(init=False)

    @crews.default
    def _by_team(self) -> Mapping[str, Crew]:
        return {code: entry.crew for code, entry in self.entries.items()}

    def near(self, subject: str, keys: Iterable[str]) -> Iterable[Holder]:
        """The open teams that hold the subject and whose territory has one of these keys, each once."""
        filed = self.holders.get(subject, NOBODY)
        found = {holder.crew.team: holder for holder in filed.get(EVERYWHERE, ())}
        for key in keys:
            for holder in filed.get(key, ()):
                found[holder.crew.team] = holder
        return found.values()

    @classmethod
    def of(cls, directory: Directory, before: "RouteIndex | None" = None) -> "RouteIndex":
        """Prepare a directory: half a second for ten thousand teams.

        `before`: an index of another version; what the two have in common is not made again.
        """
        former = {} if before is None else before.entries
        entries = _entries(directory, former)
        gone = [one for code, one in former.items() if entries.get(code) is not one]
        new = [one for code, one in entries.items() if former.get(code) is not one]
        if before is None or len(new) + len(gone) > len(entries) // MANY:
            return cls(directory, entries, *_filed(entries))
        return cls(directory, entries, _refiled(before.holders, gone, new), _far_again(before.far, gone, new))


def changed(before: RouteIndex, after: RouteIndex) -> tuple[Entry, ...]:
    """What is in one index and not in the other: a team whose verdicts may differ is there twice.

    `after` was made from `before`, so that what is the same is the same object.
    """
    gone = (one for code, one in before.entries.items() if after.entries.get(code) is not one)
    new = (one for code, one in after.entries.items() if before.entries.get(code) is not one)
    return (*gone, *new)


NO_ONE: Final[tuple[Advisor, ...]] = ()
NONE_SUSPENDED: Final[frozenset[str]] = frozenset()


def _entries(directory: Directory, former: Mapping[str, Entry]) -> dict[str, Entry]:
    preparation = Preparation()
    members, branches, institutions = directory.members, directory.branches, directory.institutions
    suspended = _suspended_by_team(directory)
    entries = {}
    for team in directory.document.teams:
        branch = branches[team.branch]
        parts = (
            team,
            branch,
            institutions[branch.institution],
            members.get(team.code, NO_ONE),
            suspended.get(team.code, NONE_SUSPENDED),
        )
        known = former.get(team.code)
        same = known is not None and known.still_says(*parts)
        entries[team.code] = known if known is not None and same else preparation.entry(*parts)
    return entries


def _suspended_by_team(directory: Directory) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for email in directory.suspended:
        advisor = directory.advisors.get(email)
        for team in advisor.teams if advisor else ():
            found.setdefault(team, set()).add(email)
    return {team: frozenset(emails) for team, emails in found.items()}


def _filed(entries: Mapping[str, Entry]) -> tuple[Mapping[str, Filed], Mapping[str, Far]]:
    holders: dict[str, dict[str, list[Holder]]] = {}
    far: dict[str, dict[str, SetAside]] = {}
    for code in sorted(entries):
        entry = entries[code]
        for subject in entry.subjects:
            far.setdefault(subject, {})[code] = entry.far
        for subject, holder in entry.holders.items():
            filed = holders.setdefault(subject, {})
            for key in entry.keys:
                found = filed.get(key)
                if found is None:
                    filed[key] = [holder]
                else:
                    found.append(holder)
    return holders, far


def _refiled(
    holders: Mapping[str, Filed], gone: Iterable[Entry], new: Iterable[Entry]
) -> Mapping[str, Filed]:
    """The same files but for some teams; what is not touched is shared with the former index."""
    after = dict(holders)
    own: dict[str, dict[str, Sequence[Holder]]] = {}

    def mine(subject: str) -> dict[str, Sequence[Holder]]:
        if subject not in own:
            own[subject] = after[subject] = dict(after.get(subject, NOBODY))
        return own[subject]

    for entry in gone:
        for subject in entry.holders:
            for key in entry.keys:
                left = [one for one in mine(subject)[key] if one.team != entry.team.code]
                mine(subject)[key] = left
    for entry in new:
        for subject, holder in entry.holders.items():
            for key in entry.keys:
                mine(subject)[key] = [*mine(subject).get(key, ()), holder]
    return after


def _far_again(far: Mapping[str, Far], gone: Iterable[Entry], new: Iterable[Entry]) -> Mapping[str, Far]:
    after = dict(far)
    leaving: dict[str, set[str]] = {}
    coming: dict[str, dict[str, SetAside]] = {}
    for entry in gone:
        for subject in entry.subjects:
            leaving.setdefault(subject, set()).add(entry.team.code)
    for entry in new:
        for subject in entry.subjects:
            coming.setdefault(subject, {})[entry.team.code] = entry.far
    for subject in {*leaving, *coming}:
        left = leaving.get(subject, set())
        stays = {code: one for code, one in after.get(subject, NOWHERE).items() if code not in left}
        after[subject] = dict(sorted((stays | coming.get(subject, {})).items()))
    return after
