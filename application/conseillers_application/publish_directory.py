"""The directory is read whole, replaced whole, and tried before it is (CGU 4.3.A)."""

from collections.abc import Mapping
from datetime import date

from attrs import Factory, frozen

from conseillers_application.ports import (
    Clock,
    Contacts,
    DirectoryVersion,
    UnitOfWork,
)
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import CompanyFacts
from conseillers_domain.demand_form import answer_faults
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.errors import REQUIRED, Conflict, Fault, Invalid, Stale, told_once
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, route
from conseillers_domain.territory import Geography, UnknownCommune

INLINE = "inline"
"""The version of a directory given with a simulation: it is nowhere else."""


@frozen(kw_only=True)
class CheckDirectory:
    """Tells every fault of a directory document, against the catalogue in force and the geography."""

    geography: Geography
    contacts: Contacts

    def __call__(
        self, document: DirectoryDocument, catalogue: Catalogue, known: tuple[Fault, ...] = ()
    ) -> tuple[Fault, ...]:
        """`known`: the faults of shape found already."""
        found = directory_faults(document, catalogue, self.geography, self.contacts.email_fault)
        return told_once(known, found)


@frozen(kw_only=True)
class PublishDirectory:
    """Replaces the directory by a whole document, or changes nothing when it has a fault."""

    begin: UnitOfWork
    read: UnitOfWork
    check: CheckDirectory
    now: Clock

    def __call__(
        self,
        person: Person,
        document: DirectoryDocument,
        *,
        known: tuple[Fault, ...] = (),
        why: str = "",
        expected_version: str | None = None,
    ) -> DirectoryVersion:
        """Raises Invalid with every fault, Stale when another version was published meanwhile."""
        person.must_be_allowed(Act.CHANGE_DIRECTORY)
        return self.publish(document, by=person.id, known=known, why=why, expected_version=expected_version)

    def publish(
        self,
        document: DirectoryDocument,
        *,
        by: str,
        known: tuple[Fault, ...] = (),
        why: str = "",
        expected_version: str | None = None,
    ) -> DirectoryVersion:
        """The same, from the machine's own command line, where nobody signs in."""
        with self.read() as work:
            catalogue = work.catalogues.current()
        # Ten thousand teams take a second to check: nobody waits for it to deposit.
        if faults := self.check(document, catalogue, known):
            raise Invalid(*faults)
        with self.begin() as work:
            if work.catalogues.current().version != catalogue.version:
                raise Conflict("Le catalogue vient de changer : recommencez.")
            before = work.directories.current().directory.version
            if expected_version is not None and expected_version != before:
                raise Stale(f"L’annuaire a changé depuis que vous l’avez lu (version {before}) : relisez-le.")
            version = DirectoryVersion(version=str(int(before) + 1), at=self.now(), by=by, why=why)
            work.directories.publish(document, version)
        return version


@frozen(kw_only=True)
class ReadDirectory:
    """The directory in force, as it is imported."""

    read: UnitOfWork

    def __call__(self, person: Person) -> Directory:
        """Raises NotFound to who may not see it."""
        person.must_be_allowed(Act.SEE_DIRECTORY)
        return self.current()

    def current(self) -> Directory:
        """The same, for the command line."""
        with self.read() as work:
            return work.directories.current().directory


@frozen(kw_only=True)
class SimulationRequest:
    """A demand that is not deposited, and the directory to try it on when it is not the current one.

    `on`: the day of the decision; today when left out.
    """

    subject: str
    company: CompanyFacts
    answers: Mapping[str, str] = Factory(dict)
    on: date | None = None
    directory: DirectoryDocument | None = None


@frozen(kw_only=True)
class SimulateRouting:
    """Routes a demand that nobody deposited and tells every verdict; nothing is stored."""

    read: UnitOfWork
    check: CheckDirectory
    geography: Geography
    now: Clock

    def __call__(self, person: Person, request: SimulationRequest, known: tuple[Fault, ...] = ()) -> Routing:
        """Raises NotFound to who may not, Invalid with every fault of the request and its directory."""
        person.must_be_allowed(Act.SIMULATE)
        return self.simulate(request, known)

    def simulate(self, request: SimulationRequest, known: tuple[Fault, ...] = ()) -> Routing:
        """The same, for the command line."""
        with self.read() as work:
            catalogue = work.catalogues.current()
            index = work.directories.current()
        if faults := told_once(known, self._faults(request, catalogue)):
            raise Invalid(*faults)
        if request.directory is not None:
            index = RouteIndex.of(Directory(request.directory, INLINE))
        profile = Profile(subject=request.subject, facts=request.company, answers=request.answers)
        return route(profile, index, self.geography, request.on or day_of(self.now()))

    def _faults(self, request: SimulationRequest, catalogue: Catalogue) -> tuple[Fault, ...]:
        faults: list[Fault] = []
        subject = catalogue.subjects.get(request.subject)
        if not request.subject:
            faults.append(Fault("/subject", "required", "Choisissez un sujet."))
        elif subject is None:
            faults.append(Fault("/subject", "unknown_subject", f"Sujet inconnu : « {request.subject} »."))
        else:
            faults += answer_faults(request.answers, subject.question, "answers")
        if not request.company.commune:
            faults.append(Fault("/company/commune", "required", REQUIRED))
        else:
            faults += _commune_fault(request.company.commune, self.geography)
        if request.directory is not None:
            found = self.check(request.directory, catalogue)
            faults += (fault.under("/directory") for fault in found)
        return tuple(faults)


def _commune_fault(code: str, geography: Geography) -> tuple[Fault, ...]:
    try:
        geography.commune(code)
    except UnknownCommune as unknown:
        return (Fault("/company/commune", unknown.code, unknown.sentence),)
    return ()
