"""Figures of a year counted from the database: everybody's, one institution's, and as strangers read them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from tracemalloc import get_traced_memory, reset_peak, start, stop
from typing import Final

from benchmarks.ground import Ground
from benchmarks.installed import Installed
from benchmarks.lines import Line, alternately, ms, must, seconds, times
from conseillers_application.figure_views import By, FiguresPage, FiguresRequest
from conseillers_application.public_figures import ReadPublicFigures
from conseillers_domain.calendar import day_of
from conseillers_entrypoints.cli.installation import installation
from conseillers_entrypoints.container import Container

NEEDS: Final = 48_000
"""A year of production: the goal is said for that many."""

DETAILED: Final = (By.MONTH, By.THEME, By.SUBJECT, By.REGION, By.INSTITUTION, By.ORIGIN)
LINES: Final = (
    "select d.id, d.deposited_at, d.state, d.landing, d.origin, d.establishment, n.id, n.subject, r.team, "
    "r.sent_at, p.stance, p.at, p.help from demands d left join needs n on n.demand = d.id "
    "left join referrals r on r.need = n.id left join positions p on p.need = r.need and p.team = r.team "
    "order by d.deposited_at, d.id, n.id, r.rank, p.rank"
)


def figures(ground: Ground) -> Iterator[Line]:
    """On each kind of database."""
    for installed in ground.installations:
        with installation(installed.settings) as container:
            yield from _of(ground, installed, container)


def _of(ground: Ground, installed: Installed, container: Container) -> Iterator[Line]:
    kind, read = installed.database.kind, container.read_figures()
    year = FiguresRequest(since=day_of(installed.at - timedelta(days=401)), until=day_of(installed.at))
    detailed = FiguresRequest(since=year.since, until=year.until, by=DETAILED)
    chambers = FiguresRequest(since=year.since, until=year.until, institution="cma")
    whole, parts, own, lines = alternately(
        ground.rounds,
        lambda: seconds(lambda: read.page(year)),
        lambda: seconds(lambda: read.page(detailed)),
        lambda: seconds(lambda: read.page(chambers)),
        lambda: seconds(lambda: installed.database.rows(LINES)),
    )
    must(_demands(read.page(detailed)) == ground.needs, "a demand was not counted")
    must(0 < _demands(read.page(chambers)) < ground.needs, "an institution has no figures of its own")
    scale = NEEDS / ground.needs
    yield Line(
        what=f"every figure of {NEEDS:,} needs, {kind}",
        measured=f"{whole * scale:.2f} s",
        against=f"{lines * scale:.2f} s, reading the same lines and nothing more",
        ratio=times(whole / lines),
        goal="≤ 5 s",
        holds=whole * scale <= 5,
    )
    yield Line(what=f"… and broken down in {len(DETAILED)} ways", measured=f"{parts * scale:.2f} s")
    yield Line(what="… of one institution in forty", measured=f"{own * scale:.2f} s")
    yield Line(what="… memory of counting them, at most", measured=f"{_peak(read.page, year):.1f} MB")
    public = ReadPublicFigures(read=container.read(), geography=container.geography(), now=container.clock())
    first = seconds(lambda: public(FiguresRequest(since=year.since)))
    (again,) = alternately(ground.rounds, lambda: seconds(lambda: public(FiguresRequest(since=year.since))))
    yield Line(what="… in public, the first of the day", measured=f"{first * scale:.2f} s")
    yield Line(what="… in public, then", measured=ms(again))


def _demands(page: FiguresPage) -> int:
    return page.figures[0].numerator


def _peak(read: Callable[[FiguresRequest], object], request: FiguresRequest) -> float:
    start()
    reset_peak()
    read(request)
    _, peak = get_traced_memory()
    stop()
    return peak / 1e6
