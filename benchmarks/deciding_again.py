"""The past decided again: under a changed directory, under its own versions, before an edit is kept."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from attrs import evolve

from benchmarks.country import national
from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, ms, must, seconds, times
from conseillers_application.try_directory import Trial
from conseillers_domain.calendar import day_of
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch
from conseillers_domain.periods import Period
from conseillers_domain.routing import route
from conseillers_entrypoints.cli.installation import installation

NEEDS = 48_000
"""A year of production: the goal is said for that many."""

CLOSED = 20
"""One team in so many is closed by the change that is tried."""


def changed() -> DirectoryDocument:
    """The country after a reform: a team in twenty closed, the chambers of commerce narrowed."""
    document = national().directory.document
    return evolve(
        document,
        institutions=tuple(
            evolve(one, criteria=(*one.criteria, Criterion(max_headcount=250))) if one.slug == "cci" else one
            for one in document.institutions
        ),
        teams=tuple(
            evolve(one, closed=True) if rank % CLOSED == 0 else one for rank, one in enumerate(document.teams)
        ),
    )


def deciding_again(ground: Ground) -> Iterator[Line]:
    """A reform tried on a year, a year replayed, one edit tried on three months and published."""
    installed = ground.installed
    settings = evolve(installed.settings, database_url=installed.database.copied("again").url)
    until = day_of(installed.at)
    since = until - timedelta(days=400)
    reform = Trial(directory=changed(), since=since, until=until)
    with installation(settings) as container:
        trying, replaying = container.try_directory(), container.replay_routing()
        with container.read()() as work:
            index = work.directories.current()
            past = list(work.needs.past(installed.at - timedelta(days=400), installed.at))
        geography = ground.geography
        tried, naive = alternately(
            ground.rounds,
            lambda: seconds(lambda: trying.tried(reform)),
            lambda: seconds(
                lambda: [route(one.profile, index, geography, one.on) for one in past for _ in range(2)]
            ),
        )
        effects = trying.tried(reform)
        must(effects.needs == len(past) == ground.needs, "some needs were not tried")
        must(effects.lost, "the reform took nothing from anybody")
        scale = NEEDS / len(past)
        yield Line(
            what=f"what-if of a reform (a team in {CLOSED} closed, an institution narrowed), {NEEDS:,} past "
            "needs read from the database",
            measured=f"{tried * scale:.2f} s",
            against=f"{naive * scale:.2f} s, deciding each twice from memory",
            ratio=times(tried / naive),
            goal="≤ 5 s",
            holds=tried * scale <= 5,
        )
        period = Period(since=since, until=until)
        (replayed,) = alternately(ground.rounds, lambda: seconds(lambda: replaying.replay(period)))
        replay = replaying.replay(period)
        must(replay.needs == replay.same == len(past), "a decision is not taken again as it was")
        yield Line(what=f"replay of {NEEDS:,} stored decisions", measured=f"{replayed * scale:.2f} s")
        team = index.directory.document.teams[0]
        names = iter(range(10**6))

        def edit() -> None:
            patch = DirectoryPatch(teams=(evolve(team, name=f"{team.name} {next(names)}"),))
            container.publish_directory().patch(patch, by="benchmarks")

        (edited,) = alternately(ground.rounds, partial(seconds, edit))
        must(container.read_directory().current().teams[team.code].name != team.name, "nothing was edited")
        yield Line(
            what="one team edited: the whole directory checked, tried on three months, published and ready",
            measured=ms(edited),
        )
