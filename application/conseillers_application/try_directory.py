"""A changed directory is tried on the past before it is saved: who gains, who loses, who is left (CGU 2)."""

from datetime import date

from attrs import asdict, frozen

from conseillers_application.check_directory import CheckDirectory
from conseillers_application.orphans import LOOKED_BACK
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.simulate_routing import INLINE
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.errors import Fault, Invalid, told_once
from conseillers_domain.periods import EARLIEST, Period
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.territory import Geography
from conseillers_domain.what_if import WhatIf, what_if


@frozen(kw_only=True)
class Trial:
    """A directory to be tried on past needs: a whole one, or a change to the one in force.

    `since`, `until`: days, both included; the last three months when they are left out.
    """

    directory: DirectoryDocument | None = None
    patch: DirectoryPatch | None = None
    since: date | None = None
    until: date | None = None


@frozen(kw_only=True)
class Tried(WhatIf):
    """What the change would have made of the needs of these days, against the version in force."""

    version: str
    since: date
    until: date


@frozen(kw_only=True)
class TryDirectory:
    """Decides past needs again under a directory that is not published; nothing is stored."""

    read: UnitOfWork
    check: CheckDirectory
    geography: Geography
    now: Clock

    def __call__(self, person: Person, trial: Trial, known: tuple[Fault, ...] = ()) -> Tried:
        """Raises NotFound to who may not, Invalid with every fault of the directory or the change."""
        person.must_be_allowed(Act.SIMULATE)
        return self.tried(trial, known)

    def tried(self, trial: Trial, known: tuple[Fault, ...] = ()) -> Tried:
        """The same, for the command line."""
        period = _period(trial, day_of(self.now()))
        with self.read() as work:
            before = work.directories.current()
            document, faults = self._document(trial, work)
            if faults := told_once(known, (*period.faults(), *_choice_fault(trial), *faults)):
                raise Invalid(*faults)
            after = RouteIndex.of(Directory(document, INLINE, before.directory.suspended), before)
            past = work.needs.past(period.begins, period.ends)
            effects = what_if(past, before, after, self.geography)
        return Tried(
            version=before.directory.version,
            since=period.since,
            until=period.until,
            **asdict(effects, recurse=False),
        )

    def _document(self, trial: Trial, work: Work) -> tuple[DirectoryDocument, tuple[Fault, ...]]:
        catalogue = work.catalogues.current()
        present = work.directories.current().directory.document
        if trial.patch is not None:
            patched, faults = self.check.change(trial.patch, present, catalogue)
            return patched.document, tuple(one.under("/patch") for one in faults)
        if trial.directory is not None:
            faults = self.check(trial.directory, catalogue)
            return trial.directory, tuple(one.under("/directory") for one in faults)
        return present, ()


def _period(trial: Trial, today: date) -> Period:
    until = trial.until or today
    # A day that no calendar reaches is told as a fault; the other end then is any day at all.
    since = trial.since or max(EARLIEST, until) - LOOKED_BACK
    return Period(since=since, until=until)


def _choice_fault(trial: Trial) -> tuple[Fault, ...]:
    if (trial.directory is None) != (trial.patch is None):
        return ()
    sentence = "Donnez soit un annuaire entier (« directory »), soit un changement (« patch »)."
    return (Fault("/directory", "required", sentence),)
