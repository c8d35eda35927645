"""Coverage of the whole country, and again once a team has changed."""

from collections.abc import Iterator
from itertools import count

from attrs import evolve

from benchmarks.country import national
from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, ms, must, seconds, times
from conseillers_domain.coverage import coverage
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.route_index import RouteIndex


def one_closed(document: DirectoryDocument, rank: int) -> Directory:
    """The same country with one team closed, far from the one closed just before."""
    rank = rank * 997 % len(document.teams)
    closed = evolve(document.teams[rank], closed=True)
    teams = (*document.teams[:rank], closed, *document.teams[rank + 1 :])
    return Directory(evolve(document, teams=teams), f"closed-{rank}")


def covering(ground: Ground) -> Iterator[Line]:
    """Every commune × subject × institution, from nothing then from the coverage before one change."""
    geography, catalogue = ground.geography, ground.catalogue
    document = national().directory.document
    whole = coverage(Directory(document, "1"), geography, catalogue)
    ranks = count()

    def once() -> float:
        directory = Directory(document, "1")
        return seconds(lambda: coverage(directory, geography, catalogue))

    def covered_again() -> float:
        directory = one_closed(document, next(ranks))
        return seconds(lambda: coverage(directory, geography, catalogue, whole))

    def indexed_again() -> float:
        directory = one_closed(document, next(ranks))
        return seconds(lambda: RouteIndex.of(directory, national()))

    full, again, index = alternately(ground.rounds, once, covered_again, indexed_again)
    must(whole.anomalies, "nothing was found")
    closed = one_closed(document, next(ranks))
    must(
        coverage(closed, geography, catalogue, whole).anomalies
        == coverage(closed, geography, catalogue).anomalies,
        "the coverage after a change is not the one made afresh",
    )
    communes = len(geography.communes)
    yield Line(
        what=f"coverage of the country: {communes:,} communes × subjects × institutions, "
        f"{len(whole.anomalies):,} anomalies",
        measured=f"{full:.2f} s",
        goal="≤ 5 s",
        holds=full <= 5,
    )
    yield Line(
        what="… after one team changed",
        measured=ms(again),
        against=f"{full:.2f} s",
        ratio=times(again / full),
        goal="≤ 100 ms",
        holds=again <= 0.1,
    )
    yield Line(what="the index after one team changed", measured=ms(index))
