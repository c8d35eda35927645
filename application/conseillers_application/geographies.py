"""The territories of several years: imported side by side, and what another year would break (CGU 4.3.A)."""

from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict, Fault, Invalid, told_once
from conseillers_domain.french import typeset
from conseillers_domain.geography_change import BrokenZone, broken_zones
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.geography_faults import geography_faults
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class ImportGeography:
    """Keeps a year's territories beside the others; none is put in force by that."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(self, document: GeographyDocument, *, by: str, known: tuple[Fault, ...] = ()) -> bool:
        """Whether it was added: the same content under the same version is there already.

        `known`: the faults of shape found already. Raises Invalid with every fault, Conflict when its
        version has another content.
        """
        if faults := told_once(known, geography_faults(document)):
            raise Invalid(*faults)
        imported = document.geography()
        with self.begin() as work:
            if document.version not in {one.version for one in work.geographies.versions()}:
                work.geographies.add(document, at=self.now(), by=by)
                return True
            if not _same(imported, work.geographies.get(document.version)):
                raise Conflict(
                    typeset(
                        f"Le découpage {document.version} existe déjà avec un autre contenu : "
                        "donnez à celui-ci une autre version."
                    )
                )
        return False


def _same(one: Geography, other: Geography) -> bool:
    return (one.communes, one.former, one.names) == (other.communes, other.former, other.names)


@frozen(kw_only=True)
class GeographyLine:
    """One version of the territories in a list.

    `at` and `by` (an account's id) are None for the packaged one, which nobody imported.
    """

    version: str
    in_force: bool
    packaged: bool
    at: datetime | None
    by: str | None


@frozen(kw_only=True)
class ListGeographies:
    """Which territories there are, and which are in force."""

    read: UnitOfWork
    geography: Geography

    def __call__(self, person: Person) -> tuple[GeographyLine, ...]:
        """Latest name first. Raises NotFound to who may not see them."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.all()

    def all(self) -> tuple[GeographyLine, ...]:
        """The same, for the command line."""
        with self.read() as work:
            return tuple(
                GeographyLine(
                    version=one.version,
                    in_force=one.version == self.geography.version,
                    packaged=one.packaged,
                    at=one.at,
                    by=one.by,
                )
                for one in work.geographies.versions()
            )


@frozen(kw_only=True)
class GeographyReport:
    """What a version of the territories would do to the directory in force.

    `against`: the version in force. `broken`: what the directory could not name any more. `redrawn`: what it
    could, of another extent.
    """

    version: str
    against: str
    directory: str
    broken: tuple[BrokenZone, ...]
    redrawn: tuple[BrokenZone, ...]


@frozen(kw_only=True)
class ReportGeography:
    """Tells what another year's territories would break, before they are put in force."""

    read: UnitOfWork
    geography: Geography

    def __call__(self, person: Person, version: str) -> GeographyReport:
        """Raises NotFound for an unknown version, and to who may not see it."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.report(version)

    def report(self, version: str) -> GeographyReport:
        """The same, for the command line."""
        with self.read() as work:
            other = work.geographies.get(version)
            directory = work.directories.current().directory
        found = broken_zones(directory, self.geography, other)
        return GeographyReport(
            version=version,
            against=self.geography.version,
            directory=directory.version,
            broken=tuple(one for one in found if one.change.gone),
            redrawn=tuple(one for one in found if not one.change.gone),
        )
