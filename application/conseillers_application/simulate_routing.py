"""Routing is tried before it happens: one demand that nobody deposits, every verdict told (CGU 2)."""

from collections.abc import Mapping
from datetime import date

from attrs import Factory, frozen

from conseillers_application.check_directory import CheckDirectory
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import CompanyFacts
from conseillers_domain.demand_form import answer_faults
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.errors import REQUIRED, Fault, Invalid, told_once
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, about, route
from conseillers_domain.territory import Geography, UnknownCommune

INLINE = "inline"
"""The version of a directory given with a simulation: it is nowhere else."""


@frozen(kw_only=True)
class SimulationRequest:
    """A demand that is not deposited, and the directory to try it on when it is not the current one.

    `on`: the day of the decision; today when left out. `team`: the only one asked about, even if it does
    not hold the subject.
    """

    subject: str
    company: CompanyFacts
    answers: Mapping[str, str] = Factory(dict)
    on: date | None = None
    directory: DirectoryDocument | None = None
    team: str | None = None


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
        tried = index.directory.document if request.directory is None else request.directory
        faults = (*self._faults(request, catalogue), *_team_fault(request.team, tried))
        if faults := told_once(known, faults):
            raise Invalid(*faults)
        if request.directory is not None:
            suspended = index.directory.suspended
            index = RouteIndex.of(Directory(request.directory, INLINE, suspended))
        profile = Profile(subject=request.subject, facts=request.company, answers=request.answers)
        routing = route(profile, index, self.geography, request.on or day_of(self.now()))
        return routing if request.team is None else about(request.team, routing, index)

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


def _team_fault(team: str | None, document: DirectoryDocument) -> tuple[Fault, ...]:
    if team is None or any(one.code == team for one in document.teams):
        return ()
    return (Fault("/team", "unknown_team", f"Équipe inconnue : « {team} »."),)


def _commune_fault(code: str, geography: Geography) -> tuple[Fault, ...]:
    try:
        geography.commune(code)
    except UnknownCommune as unknown:
        return (Fault("/company/commune", unknown.code, unknown.sentence),)
    return ()
