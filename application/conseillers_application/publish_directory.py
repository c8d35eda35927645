"""The directory is replaced whole, changed in part, or brought back; each makes a version (CGU 4.3.A)."""

from collections.abc import Callable
from enum import StrEnum

from attrs import frozen

from conseillers_application.check_directory import CheckDirectory
from conseillers_application.orphans import FindOrphans
from conseillers_application.ports import Clock, DirectoryVersion, UnitOfWork, Work
from conseillers_domain.accounts import Act, Person
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.errors import REQUIRED, Conflict, Fault, Invalid, Stale, blank, told_once
from conseillers_domain.route_index import RouteIndex


class Step(StrEnum):
    """How far a publication got, in words for who waits."""

    CHECKED = "document vérifié"
    PREPARED = "annuaire préparé"
    TRIED = "essayé sur les besoins passés"
    PUBLISHED = "publié"


Told = Callable[[Step], None]


def untold(_: Step) -> None:
    """Nobody waits to be told."""


@frozen(kw_only=True)
class Intent:
    """Why a version is published, on which one it was decided, and whether past needs may be left to nobody.

    `expected_version`: the one that was read, None when it was not said. `force`: the reason to publish
    what would have left needs of the last three months to nobody.
    """

    why: str = ""
    expected_version: str | None = None
    force: str | None = None


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
        intent = Intent(why=why, expected_version=intent.expected_version, force=intent.force)
        return self._publish(former, by, intent, told)

    def _publish(self, change: Change, by: str, intent: Intent, told: Told) -> DirectoryVersion:
        with self.read() as work:
            catalogue = work.catalogues.current()
            before = work.directories.current()
            _must_be_current(intent.expected_version, before)
            document, faults = change(work, catalogue)
        # Ten thousand teams take seconds to check and to try on the past: nobody waits for it to deposit.
        if faults := told_once(faults, _force_fault(intent)):
            raise Invalid(*faults)
        told(Step.CHECKED)
        number = str(int(before.directory.version) + 1)
        after = RouteIndex.of(Directory(document, number, before.directory.suspended), before)
        told(Step.PREPARED)
        forced = self._forced(before, after, intent)
        told(Step.TRIED)
        version = DirectoryVersion(version=number, at=self.now(), by=by, why=intent.why, forced=forced)
        with self.begin() as work:
            if work.catalogues.current().version != catalogue.version:
                raise Conflict("Le catalogue vient de changer : recommencez.")
            now = work.directories.current()
            _must_be_current(intent.expected_version, now)
            if now.directory.version != before.directory.version:
                raise Conflict("L’annuaire vient de changer : recommencez.", code="directory_changed")
            work.directories.publish(after, version)
        told(Step.PUBLISHED)
        return version

    def _forced(self, before: RouteIndex, after: RouteIndex, intent: Intent) -> str | None:
        """The reason to keep with a version that orphans past needs; None when it does not."""
        orphaned = self.orphans(before, after)
        if orphaned is None:
            return None
        if intent.force is None:
            raise Conflict(orphaned.sentence(before.directory), code="would_orphan", current=orphaned)
        return intent.force


def _force_fault(intent: Intent) -> tuple[Fault, ...]:
    says_nothing = intent.force is not None and blank(intent.force)
    return (Fault("/force/reason", "required", REQUIRED),) if says_nothing else ()


def _must_be_current(expected: str | None, index: RouteIndex) -> None:
    present = index.directory.version
    if expected is not None and expected != present:
        raise Stale(f"L’annuaire a changé depuis que vous l’avez lu (version {present}) : relisez-le.")
