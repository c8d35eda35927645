"""What comes before the first request: importing the domain, starting the service; and its memory."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pkgutil import iter_modules

import conseillers_domain
from benchmarks.client import request
from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, ms, must, times
from benchmarks.served import service

IMPORT = """
import sys, time
before = set(sys.modules)
begun = time.perf_counter()
import {modules}
print(time.perf_counter() - begun, *{{name.partition(".")[0] for name in set(sys.modules) - before}})
"""
EMBEDDED = ", ".join(
    f"conseillers_domain.{one}"
    for one in ("company", "directory", "explanations", "need", "position", "route_index", "routing")
)
"""The modules behind the names that the README's embedding block asks for."""

ITS_OWN = {"attr", "attrs", "conseillers_domain"}
DECISIONS = 300


def imports(ground: Ground) -> Iterator[Line]:
    """What an embedding service imports, and the whole domain, each in a fresh interpreter, against attrs."""
    modules = ", ".join(f"conseillers_domain.{one.name}" for one in iter_modules(conseillers_domain.__path__))
    _, brought = _imported(modules)
    foreign = {
        name
        for name in brought - sys.stdlib_module_names - ITS_OWN
        if not name.startswith("_sysconfigdata")  # the standard library's, named after the platform
    }
    must(not foreign, f"the domain imports {foreign}")
    full, embedded, least = alternately(
        ground.rounds * 3,
        lambda: _imported(modules)[0],
        lambda: _imported(EMBEDDED)[0],
        lambda: _imported("attrs")[0],
    )
    yield Line(
        what="import of what a service embeds to route a need and lead its life (the README’s block)",
        measured=ms(embedded),
        against=f"{ms(least)}, import attrs",
        ratio=times(embedded / least),
        goal="≤ 3×",
        holds=embedded / least <= 3,
    )
    yield Line(
        what="import of every module of the domain: attrs and the standard library only",
        measured=ms(full),
        against=f"{ms(least)}, import attrs",
        ratio=times(full / least),
    )


def start(ground: Ground) -> Iterator[Line]:
    """From the command to the first answer and to the first decision; memory once the country is loaded."""
    made = ground.installed
    form = json.dumps(made.newcomers[0][1]).encode()
    decided = list[float]()
    memory = list[int]()

    def first_answer() -> float:
        with service(made.folder, made.database) as served:
            asked = ground.client(served.port, [request("POST", "/api/demands/eligibility", form)])
            must(b'"outcome":"transmitted"' in asked.answers[0].body, "the first decision is wrong")
            decided.append(asked.answers[0].latency)
            ground.client(served.port, [request("POST", "/api/demands/eligibility", form)] * DECISIONS)
            memory.append(served.memory)
            return served.started_in

    def interpreter() -> float:
        return _imported("litestar")[0]

    answered, bare = alternately(ground.rounds, first_answer, interpreter)
    waited = sorted(decided)[len(decided) // 2]
    held = max(memory) / 1e6
    yield Line(
        what="service start to first answer",
        measured=f"{answered:.2f} s",
        against=f"{bare:.2f} s, import litestar",
        ratio=times(answered / bare),
        goal="≤ 2 s",
        holds=answered <= 2,
    )
    yield Line(
        what="… then to the first decision, which loads the country",
        measured=f"{waited:.2f} s",
    )
    yield Line(
        what="memory of one serving process, the country loaded",
        measured=f"{held:.0f} MB",
        goal="≤ 300 MB",
        holds=held <= 300,
    )


def _imported(modules: str) -> tuple[float, set[str]]:
    """How long that import takes in a fresh interpreter, and the packages it brought."""
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", IMPORT.format(modules=modules)], check=True, capture_output=True, text=True
    ).stdout.split()
    return float(told[0]), set(told[1:])
