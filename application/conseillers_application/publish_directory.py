"""The directory is replaced whole, changed in part, or brought back; each makes a version (CGU 4.3.A)."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_application.check_directory import CheckDirectory
from conseillers_application.once_more import once_more
from conseillers_application.orphans import FindOrphans
from conseillers_application.ports import Clock, DirectoryVersion, UnitOfWork, Work
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_domain.accounts import Act, Person
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.errors import REQUIRED, Conflict, Fault, Invalid, Stale, blank, told_once, too_long
from conseillers_domain.route_index import RouteIndex


class Step(StrEnum):
    """How far a publication got, in words for who waits."""

    CHECKED = "document vérifié"
    PREPARED = "annuaire préparé"
    TRIED = "essayé sur les besoins passés"
    PUBLISHED = "publié"


UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs that no screen shows and that some databases refuse."""

LONGEST_REASON: Final = 500
"""Characters of the reason kept with a version: lists show them all."""

Told = Callable[[Step], None]


def untold(_: Step) -> None:
    """Nobody waits to be told."""


@frozen(kw_only=True)
class Intent:
    """Why a version is published, on which one it was decided, and whether past needs may be left to nobody.

    `expected_version`: the one that was read, None when it was not said. `force`: the reason to publish
    what would have left needs of the last three months to nobody. `repeat`: what tells the same request
    sent again.
    """

    why: str = ""
    expected_version: str | None = None
    force: str | None = None
    repeat: Repeat | None = None

    def faults(self) -> tuple[Fault, ...]:
        """What keeps these words from being kept with a version."""
        return (*_text_faults("/why", self.why), *_force_faults(self.force))


Change = Callable[[Work, Catalogue], tuple[DirectoryDocument, tuple[Fault, ...]]]
"""What the directory is to become, read in a transaction, and what is wrong in it."""


@frozen(kw_only=True)
class PublishDirectory:
    """Publishes a version of the directory, or changes nothing when it has a fault.

    Raises Invalid with every fault; Stale when another version was published since the one that was read;
    Conflict `would_orphan` when past needs would have gone to nobody, unless a reason is given.
    """

    begin: UnitOfWork
    read: UnitOfWork
    check: CheckDirectory
    orphans: FindOrphans
    now: Clock

    def __call__(
        self,
        person: Person,
        document: DirectoryDocument,
        *,
        known: tuple[Fault, ...] = (),
        intent: Intent | None = None,
    ) -> DirectoryVersion:
        """Replace it by a whole document."""
        person.must_be_allowed(Act.CHANGE_DIRECTORY)
        return self.publish(document, by=person.id, known=known, intent=intent)

    def change(
        self,
        person: Person,
        patch: DirectoryPatch,
        *,
        known: tuple[Fault, ...] = (),
        intent: Intent | None = None,
    ) -> DirectoryVersion:
        """Change a part of it."""
        person.must_be_allowed(Act.CHANGE_DIRECTORY)
        return self.patch(patch, by=person.id, known=known, intent=intent)

    def restore(self, person: Person, version: str, *, intent: Intent | None = None) -> DirectoryVersion:
        """Bring back an earlier version. Raises NotFound for one that never was."""
        person.must_be_allowed(Act.CHANGE_DIRECTORY)
        return self.bring_back(version, by=person.id, intent=intent)

    # The same from the machine's own command line, where nobody signs in.

    def publish(
        self,
        document: DirectoryDocument,
        *,
        by: str,
        known: tuple[Fault, ...] = (),
        intent: Intent | None = None,
        told: Told = untold,
    ) -> DirectoryVersion:
        """Replace it by a whole document."""

        def replaced(_: Work, catalogue: Catalogue) -> tuple[DirectoryDocument, tuple[Fault, ...]]:
            return document, self.check(document, catalogue, known)

        return self._publish(replaced, by, intent or Intent(), told)

    def patch(
        self,
        patch: DirectoryPatch,
        *,
        by: str,
        known: tuple[Fault, ...] = (),
        intent: Intent | None = None,
        told: Told = untold,
    ) -> DirectoryVersion:
        """Change a part of it."""

        def changed(work: Work, catalogue: Catalogue) -> tuple[DirectoryDocument, tuple[Fault, ...]]:
            present = work.directories.current().directory.document
            patched, faults = self.check.change(patch, present, catalogue, known)
            return patched.document, faults

        return self._publish(changed, by, intent or Intent(), told)

    def bring_back(
        self, version: str, *, by: str, intent: Intent | None = None, told: Told = untold
    ) -> DirectoryVersion:
        """Publish an earlier version again; who is suspended today stays so."""

        def former(work: Work, catalogue: Catalogue) -> tuple[DirectoryDocument, tuple[Fault, ...]]:
            document = work.directories.at(version).directory.document
            return document, self.check(document, catalogue)

        intent = intent or Intent()
        why = intent.why or f"Retour à la version {version}"
        return self._publish(former, by, evolve(intent, why=why), told)

    def _publish(self, change: Change, by: str, intent: Intent, told: Told) -> DirectoryVersion:
        with self.read() as work:
            if (done := self._done(work, intent)) is not None:
                return done
            catalogue = work.catalogues.current()
            before = work.directories.current()
            _must_be_current(intent.expected_version, before)
            document, faults = change(work, catalogue)
        # Ten thousand teams take seconds to check and to try on the past: nobody waits for it to deposit.
        if faults := told_once(faults, intent.faults()):
            raise Invalid(*faults)
        told(Step.CHECKED)
        number = str(int(before.directory.version) + 1)
        after = RouteIndex.of(Directory(document, number, before.directory.suspended), before)
        told(Step.PREPARED)
        forced = self._forced(before, after, intent)
        told(Step.TRIED)
        version = DirectoryVersion(version=number, at=self.now(), by=by, why=intent.why, forced=forced)
        version = self._keep(after, version, catalogue, intent)
        told(Step.PUBLISHED)
        return version

    @once_more
    def _keep(
        self, after: RouteIndex, version: DirectoryVersion, catalogue: Catalogue, intent: Intent
    ) -> DirectoryVersion:
        """The version, in force from now on; Conflict when what it was checked against has changed."""
        with self.begin() as work:
            if (done := self._done(work, intent)) is not None:
                return done
            now = work.directories.current()
            _must_be_current(intent.expected_version, now)
            present = {"directory": now.directory.version, "catalogue": work.catalogues.current().version}
            if present["catalogue"] != catalogue.version:
                raise Conflict("Le catalogue vient de changer : recommencez.", current=present)
            if int(present["directory"]) + 1 != int(version.version):
                sentence = "L’annuaire vient de changer : recommencez."
                raise Conflict(sentence, code="directory_changed", current=present)
            work.directories.publish(after, version)
            keep(work, intent.repeat, {"version": version.version}, version.at)
        return version

    def _done(self, work: Work, intent: Intent) -> DirectoryVersion | None:
        """The version that the same request, sent before, has made."""
        answer = answered(work, intent.repeat, self.now())
        return None if answer is None else work.directories.version(str(answer["version"]))

    def _forced(self, before: RouteIndex, after: RouteIndex, intent: Intent) -> str | None:
        """The reason to keep with a version that orphans past needs; None when it does not."""
        orphaned = self.orphans(before, after)
        if orphaned is None:
            return None
        if intent.force is None:
            raise Conflict(orphaned.sentence(before.directory), code="would_orphan", current=orphaned)
        return intent.force


def _text_faults(where: str, text: str) -> tuple[Fault, ...]:
    if len(text) > LONGEST_REASON:
        return (Fault(where, "too_long", too_long(LONGEST_REASON)),)
    if UNREADABLE.search(text):
        return (Fault(where, "format", "Ce texte contient des caractères interdits."),)
    return ()


def _force_faults(reason: str | None) -> tuple[Fault, ...]:
    if reason is not None and blank(reason):
        return (Fault("/force/reason", "required", REQUIRED),)
    return _text_faults("/force/reason", reason or "")


def _must_be_current(expected: str | None, index: RouteIndex) -> None:
    present = index.directory.version
    if expected is not None and expected != present:
        raise Stale(f"L’annuaire a changé depuis que vous l’avez lu (version {present}) : relisez-le.")
