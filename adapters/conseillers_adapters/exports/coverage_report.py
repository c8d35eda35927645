"""The coverage report as one page of HTML: no script, no network, nothing beside it."""

from collections import Counter
from functools import cache
from typing import Final

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from conseillers_adapters.exports import words
from conseillers_adapters.exports.coverage_groups import groups, subject_links
from conseillers_adapters.exports.coverage_maps import SIDE, Mark, Share, lack_map, mark
from conseillers_adapters.exports.france import CREDIT, LICENCE, france
from conseillers_application.coverage_page import CoveragePage
from conseillers_application.coverage_places import Lack, lack_of
from conseillers_domain.anomalies import AnomalyCode, Severity
from conseillers_domain.french import day_in_words, number, typeset

HEIGHT: Final = 7400
"""Of the picture, the squares of overseas included."""


@frozen(kw_only=True)
class Row:
    """A département in the table: what it lacks, in each way."""

    code: str
    name: str
    marks: tuple[Mark, ...]


def coverage_page(report: CoveragePage) -> str:
    """The report, ready to be written to a file and read in any browser, or printed."""
    rows = tuple(
        Row(code=one.code, name=one.name, marks=tuple(mark(lack, one, report) for lack in Lack))
        for one in report.departements
    )
    maps = [lack_map(lack, report, france()) for lack in Lack]
    return _template().render(
        page=report,
        asked=_asked(report),
        summary=_summary(report),
        everywhere=[one for one in report.coverage.items if one.everywhere and lack_of(one) is not None],
        maps=[one for one in maps if one.lack is Lack.NOBODY or one.touched],
        rows=[row for row in rows if any(one.cases for one in row.marks)],
        untouched=[row for row in rows if not any(one.cases for one in row.marks)],
        subjects=subject_links(report),
        institutions=groups(report),
    )


def _asked(report: CoveragePage) -> tuple[str, ...]:
    """What the report was narrowed to, in words."""
    asked = report.asked
    found = []
    if asked.institution is not None:
        found.append(f"à l’institution : {report.institutions[asked.institution]}")
    if asked.subject is not None:
        found.append(f"au sujet : {report.subjects[asked.subject]}")
    if asked.severity is not None:
        found.append(f"à la gravité : {words.SEVERITIES[asked.severity][0]} ou plus grave")
    return tuple(map(typeset, found))


def _summary(report: CoveragePage) -> tuple[tuple[Severity, int, tuple[tuple[AnomalyCode, int], ...]], ...]:
    """How many anomalies of each severity, the worst first, and of each code that has it."""
    counts = Counter(one.code for one in report.coverage.items)
    return tuple(
        (severity, sum(counts[code] for code in codes), tuple((code, counts[code]) for code in codes))
        for severity in reversed(Severity)
        if (codes := [code for code in AnomalyCode if code.severity is severity])
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("conseillers_adapters.exports"),
        autoescape=select_autoescape(("html.j2", "svg.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"french": typeset, "number": number, "day": day_in_words}
    environment.globals |= {
        "counted": words.counted,
        "SEVERITIES": words.SEVERITIES,
        "SIGNS": words.SIGNS,
        "CODES": words.CODES,
        "LACKS": words.LACKS,
        "shares": tuple(Share),
        "france": france(),
        "height": HEIGHT,
        "side": SIDE,
        "credit": CREDIT,
        "licence": LICENCE,
    }
    return environment.get_template("coverage.html.j2")
