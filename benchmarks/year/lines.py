"""A year at the size of production, played whole: what it costs, and that no need is forgotten."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

from benchmarks.databases import Database
from benchmarks.ground import Ground
from benchmarks.lines import Line, must

A_YEAR: Final = 48_000
"""Needs deposited in a year of production, before 10,000 teams."""
A_TENTH: Final = 4_800
GOAL: Final = 20
"""Minutes of processor for the whole of it."""


def year(ground: Ground) -> Iterator[Line]:
    """On an SQLite file, in an interpreter of its own."""
    yield from _of(ground, ground.empty("year"), ground.year)


def _of(ground: Ground, database: Database, needs: int) -> Iterator[Line]:
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "benchmarks.year.played", str(needs), database.url, str(ground.folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    played: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    ends = played["ends"]
    must(not ends["forgotten"], f"needs were forgotten: {', '.join(ends['forgotten'][:5])}")
    must(not ends["faults"], "; ".join(ends["faults"]))
    must(sum(ends["demands"].values()) == played["deposits"], "a demand is not there any more")
    minutes = played["worked"] / 60
    yield Line(
        what=f"a year and six months of {needs:,} needs, {database.kind}: processor",
        measured=f"{minutes:.1f} min",
        against=f"{played['took'] / 60:.1f} min of waiting for it",
        goal=f"≤ {GOAL} min" if needs == A_YEAR else "",
        holds=minutes <= GOAL if needs == A_YEAR else None,
    )
    yield Line(what="… needs a second of processor", measured=f"{needs / played['worked']:.1f}/s")
    yield Line(what="… memory at its highest", measured=f"{played['peak']:.0f} MB")
    name, longest = max(played["passes"].items(), key=lambda one: one[1]["longest"])
    yield Line(what=f"… the longest of its regular passes: {name}", measured=f"{longest['longest']:.2f} s")
    yield Line(what="… needs forgotten", measured="0", goal="0", holds=True)
    for what in ("needs", "demands", "mails"):
        found = played[what] if what == "mails" else ends[what]
        many = ", ".join(
            f"{count:,} {name}" for name, count in sorted(found.items(), key=lambda one: -one[1])
        )
        yield Line(what=f"… {what}", measured=many)
