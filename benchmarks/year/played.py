"""A year of the service, played: what happened, how each need ended, what it cost.

`python -m benchmarks.year.played NEEDS URL FOLDER`: in an interpreter of its own, whose memory is its own.
"""

import json
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any, Final

from attrs import asdict, define, evolve, frozen
from dependency_injector import providers

from benchmarks.databases import rows_of
from benchmarks.year.agenda import Agenda
from benchmarks.year.companies import Companies, Register
from benchmarks.year.country import country_of
from benchmarks.year.ends import Ask, Ends, ends
from benchmarks.year.post import Letterboxes
from benchmarks.year.staff import Staff
from benchmarks.year.teams import Teams
from conseillers_adapters.jobs.engine import Regular
from conseillers_domain.directory import DirectoryDocument
from conseillers_entrypoints.cli.installation import bring_up_to_date
from conseillers_entrypoints.mail_kinds import KINDS
from conseillers_entrypoints.observation.logs import LogForm, LogLevel, observe
from conseillers_entrypoints.played_time import ReadPost, on_stage
from conseillers_entrypoints.settings import Settings

BEGINS: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
A_YEAR: Final = timedelta(days=365)
LONGER: Final = timedelta(days=200)
"""Played after the last deposit: six months and more, so that each need comes to its end."""
AN_HOUR: Final = timedelta(hours=1)
NEEDS_A_TEAM: Final = 4.8
"""A year of them, in production."""
FEWEST_TEAMS: Final = 2_600


@define
class Pass:
    """One of the things done at regular hours: how often it was, how long it took in all and at most."""

    times: int = 0
    total: float = 0.0
    longest: float = 0.0


@frozen(kw_only=True)
class Played:
    """What a year gave, and cost: seconds, seconds of processor, and megabytes at most."""

    deposits: int
    took: float
    worked: float
    peak: float
    mails: dict[str, int]
    passes: dict[str, Pass]
    refused: dict[str, int]
    ends: Ends


def play(
    settings: Settings,
    directory: DirectoryDocument,
    needs: int,
    ask: Ask,
    *,
    step: timedelta = AN_HOUR,
    begins: datetime = BEGINS,
) -> Played:
    """A year of deposits, and what comes after."""
    bring_up_to_date(settings)
    with on_stage(settings, begins) as stage:
        container = stage.container
        container.publish_directory().publish(directory, by="benchmarks")
        agenda, register = Agenda(stage.clock), Register(Random(11))
        container.registry.override(providers.Object(register))
        ends_at = begins + A_YEAR + LONGER
        companies = Companies(container, agenda, begins, needs, Random(12), register)
        Staff(container, agenda, begins, ends_at, Random(13))
        letterboxes = Letterboxes(companies, Teams(container, agenda, Random(14)), Random(15))
        container.post.override(providers.Object(letterboxes))
        passes = dict[str, Pass]()
        timed = evolve(
            stage,
            post=ReadPost(letterboxes),
            regular=[evolve(one, do=_timed(one, passes)) for one in stage.regular],
        )
        took, worked = perf_counter(), process_time()
        timed.play(ends_at, step, agenda)
        return Played(
            deposits=companies.deposited,
            took=perf_counter() - took,
            worked=process_time() - worked,
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
            mails={KINDS[kind]: count for kind, count in letterboxes.sent.most_common()},
            passes=passes,
            refused=agenda.refused,
            ends=ends(ask),
        )


def _timed(regular: Regular, passes: dict[str, Pass]) -> Callable[[], None]:
    kept = passes.setdefault(regular.name, Pass())

    def do() -> None:
        begun = perf_counter()
        regular.do()
        took = perf_counter() - begun
        kept.times += 1
        kept.total += took
        kept.longest = max(kept.longest, took)

    return do


def main(needs: int, url: str, folder: Path) -> dict[str, Any]:
    """Play it and say what it was."""
    observe(LogForm.TEXT, LogLevel.ERROR)  # a mail that has to be tried again is nothing to be told
    settings = Settings(database_url=url, mail_url=f"file://{folder / 'mail'}")
    directory = country_of(max(FEWEST_TEAMS, round(needs / NEEDS_A_TEAM)), BEGINS.year + 1)
    return asdict(play(settings, directory, needs, rows_of(url)))


if __name__ == "__main__":
    count, url, folder = sys.argv[1:]
    print(json.dumps(main(int(count), url, Path(folder))))
