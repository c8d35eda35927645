"""The coverage report as a page shows it: anomalies, places, and the names of what they speak of."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from conseillers_application.coverage_places import ToldDepartement, by_departement
from conseillers_application.coverage_views import ToldCoverage
from conseillers_domain.anomalies import Severity
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class CoverageRequest:
    """What is asked of coverage: one institution's anomalies, one subject's, those at least that severe."""

    institution: str | None = None
    subject: str | None = None
    severity: Severity | None = None


@frozen(kw_only=True)
class CoveragePage:
    """A report on the coverage of the country (rapport de couverture), made on one day.

    `asked`: what it was narrowed to. `institutions`, `subjects`, `teams`: the names of those that the
    anomalies speak of, by slug or code; subjects in the order of the catalogue.
    """

    on: date
    asked: CoverageRequest
    coverage: ToldCoverage
    departements: tuple[ToldDepartement, ...]
    institutions: Mapping[str, str]
    subjects: Mapping[str, str]
    teams: Mapping[str, str]


def coverage_page_of(
    coverage: ToldCoverage,
    asked: CoverageRequest,
    directory: Directory,
    geography: Geography,
    catalogue: Catalogue,
    on: date,
) -> CoveragePage:
    """The page of these anomalies; they were found in that directory."""
    subjects = {one.subject for one in coverage.items} | {asked.subject}
    institutions = {one.institution for one in coverage.items} | {asked.institution}
    teams = {code for one in coverage.items for code in one.teams}
    return CoveragePage(
        on=on,
        asked=asked,
        coverage=coverage,
        departements=by_departement(coverage.items, geography),
        institutions={slug: one.name for slug, one in directory.institutions.items() if slug in institutions},
        subjects={slug: one.title for slug, one in catalogue.subjects.items() if slug in subjects},
        teams={code: one.name for code, one in directory.teams.items() if code in teams},
    )
