"""Where nobody answers, what no company can meet: staff looks before companies find out (couverture)."""

from attrs import field, frozen

from conseillers_application.coverage_page import CoveragePage, CoverageRequest, coverage_page_of
from conseillers_application.coverage_views import ToldCoverage, told
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import day_of
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.coverage import Coverage, coverage
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class Seen:
    """The directory and the catalogue that were last compared, and what was found."""

    directory: Directory
    catalogue: Catalogue
    coverage: Coverage


@frozen(kw_only=True)
class ReadCoverage:
    """Tells the anomalies of the directory in force.

    The last answer is kept: asked again it costs nothing, and after a change only what changed is
    looked at again.
    """

    read: UnitOfWork
    geography: Geography
    now: Clock
    _last: list[Seen] = field(init=False, factory=list, repr=False)

    def __call__(self, person: Person, asked: CoverageRequest) -> ToldCoverage:
        """Raises NotFound to who may not see it, Invalid for what the directory or catalogue has not."""
        person.must_be_allowed(Act.SEE_COVERAGE)
        return self.current(asked)

    def current(self, asked: CoverageRequest) -> ToldCoverage:
        """The same, for the command line."""
        return self._told(asked, self._seen())

    def page(self, asked: CoverageRequest) -> CoveragePage:
        """The same, ready to be shown on a page."""
        seen = self._seen()
        return coverage_page_of(
            self._told(asked, seen),
            asked,
            seen.directory,
            self.geography,
            seen.catalogue,
            on=day_of(self.now()),
        )

    def _seen(self) -> Seen:
        with self.read() as work:
            directory = work.directories.current().directory
            catalogue = work.catalogues.current()
        last = self._last[0] if self._last else None
        if last is None or last.directory is not directory or last.catalogue is not catalogue:
            before = last.coverage if last else None
            found = coverage(directory, self.geography, catalogue, before)
            last = Seen(directory=directory, catalogue=catalogue, coverage=found)
            # Two threads may both look: whichever is kept is right.
            self._last[:] = [last]
        return last

    def _told(self, asked: CoverageRequest, seen: Seen) -> ToldCoverage:
        if faults := _faults(asked, seen):
            raise Invalid(*faults)
        anomalies = (
            one
            for one in seen.coverage.anomalies
            if asked.institution in {None, one.institution}
            and asked.subject in {None, one.subject}
            and (asked.severity is None or one.severity.rank >= asked.severity.rank)
        )
        return told(anomalies, seen.directory, self.geography, seen.catalogue)


def _faults(asked: CoverageRequest, seen: Seen) -> tuple[Fault, ...]:
    faults = []
    if asked.institution is not None and asked.institution not in seen.directory.institutions:
        sentence = f"Institution inconnue : « {asked.institution} »."
        faults.append(Fault("/institution", "unknown_institution", sentence))
    if asked.subject is not None and asked.subject not in seen.catalogue.subjects:
        faults.append(Fault("/subject", "unknown_subject", f"Sujet inconnu : « {asked.subject} »."))
    return tuple(faults)
