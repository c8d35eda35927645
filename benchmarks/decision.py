"""One routing decision against the least a program can do, and in a country ten times as big."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice

from benchmarks.country import TODAY, national, profiles, tenfold
from benchmarks.floor import Floor
from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, must, p99, seconds, times, us
from benchmarks.scan import Scan
from benchmarks.tables import Tables
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, route
from conseillers_domain.territory import Geography

COMPANIES = 3_000
EXPLAINED = 300
"""Every verdict of a decision is hundreds of values: fewer companies are enough."""

COMPARED = 300
"""Those who look at every team, or ask a database, take their time: fewer companies are enough."""


def decision(ground: Ground) -> Iterator[Line]:
    """The kept teams, the explained decision, its slowest, and what ten times the teams cost."""
    geography, index = ground.geography, national()
    asked = list(profiles(geography, ground.catalogue, COMPANIES))
    floor = Floor(index.directory, geography)
    for profile in asked:
        routing = route(profile, index, geography, TODAY)
        must(set(routing.teams) == floor.kept(profile, TODAY), f"the floor keeps others for {profile}")
    few = asked[:EXPLAINED]
    bare, kept, explained = alternately(
        ground.rounds,
        lambda: seconds(lambda: [floor.kept(one, TODAY) for one in asked]) / len(asked),
        lambda: _explaining(asked, index, geography, written=False) / len(asked),
        lambda: _explaining(few, index, geography) / len(few),
    )
    yield Line(
        what="decision, 10,000 teams: those kept, with by what, and the objections of the territory",
        measured=us(kept),
        against=f"{us(bare)}, dictionaries that keep the same teams",
        ratio=times(kept / bare),
        goal="≤ 3×",
        holds=kept / bare <= 3,
    )
    verdicts = sum(len(route(one, index, geography, TODAY).set_aside) for one in few) / len(few)
    yield Line(
        what=f"… with the verdict of every team that holds the subject ({verdicts:.0f} on average)",
        measured=us(explained),
        against=us(bare),
        ratio=times(explained / bare),
        goal="≤ 3×",
        holds=explained / bare <= 3,
    )
    slowest = p99(_explaining((one,), index, geography, written=False) for one in asked)
    yield Line(what="… p99 of those kept", measured=us(slowest), goal="≤ 1 ms", holds=slowest <= 1e-3)
    slowest = p99(_explaining((one,), index, geography) for one in asked[:1_000])
    yield Line(what="… p99 with every verdict", measured=us(slowest), goal="≤ 1 ms", holds=slowest <= 1e-3)
    yield from _compared(ground, asked[:COMPARED], index)
    yield _growth(ground, asked, index)


def _explaining(
    asked: Sequence[Profile], index: RouteIndex, geography: Geography, *, written: bool = True
) -> float:
    """How long these decisions take, every verdict written out or left for who asks."""
    if not written:
        return seconds(lambda: [route(one, index, geography, TODAY) for one in asked])
    return seconds(lambda: [route(one, index, geography, TODAY).set_aside for one in asked])


def _compared(ground: Ground, asked: Sequence[Profile], index: RouteIndex) -> Iterator[Line]:
    """What the same decisions cost without an index, and by asking a database."""
    geography = ground.geography
    scan = Scan(index.directory, geography)
    with closing(Tables(index.directory, geography, ground.folder / "tables.db")) as tables:
        for profile in asked:
            kept = set(route(profile, index, geography, TODAY).teams)
            must(scan.kept(profile, TODAY) == kept, f"the scan keeps others for {profile}")
            must(tables.kept(profile, TODAY) == kept, f"the tables keep others for {profile}")
        own, scanned, queried = alternately(
            ground.rounds,
            lambda: seconds(lambda: [route(one, index, geography, TODAY) for one in asked]) / len(asked),
            lambda: seconds(lambda: [scan.kept(one, TODAY) for one in asked]) / len(asked),
            lambda: seconds(lambda: [tables.kept(one, TODAY) for one in asked]) / len(asked),
        )
    for what, measured in (
        ("… route by scanning every team", scanned),
        ("… a plain SQL query over the same tables, the rules in Python", queried),
    ):
        yield Line(
            what=what, measured=us(measured), against=f"{us(own)}, the index", ratio=times(measured / own)
        )


def _growth(ground: Ground, asked: Sequence[Profile], index: RouteIndex) -> Line:
    geography, bigger = ground.geography, tenfold()

    def keeps(profile: Profile, where: RouteIndex, on: date = TODAY) -> int:
        return len(route(profile, where, geography, on).kept)

    alike = list(islice((one for one in asked if keeps(one, index) == keeps(one, bigger)), COMPANIES))
    must(len(alike) > COMPANIES // 10, "the two countries keep too rarely as many teams")
    small, big = alternately(
        ground.rounds,
        lambda: seconds(lambda: [route(one, index, geography, TODAY) for one in alike]) / len(alike),
        lambda: seconds(lambda: [route(one, bigger, geography, TODAY) for one in alike]) / len(alike),
    )
    return Line(
        what="decision, 100,000 teams, as many kept",
        measured=us(big),
        against=f"{us(small)}, 10,000 teams",
        ratio=times(big / small),
        goal="≤ 1.5×",
        holds=big / small <= 1.5,
    )
