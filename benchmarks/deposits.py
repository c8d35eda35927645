"""Deposits over HTTP: checked, routed, explained, stored, jobs enqueued, in one durable transaction."""

import json
from collections.abc import Iterator, Sequence

from benchmarks.client import Client, Load, request
from benchmarks.databases import Database, on
from benchmarks.ground import Ground
from benchmarks.installed import Installed
from benchmarks.lines import Line, alternately, ms, must, p99, times
from benchmarks.served import bare, service

EACH = 1_000
WARMING = 200
ROWS = """
    select (select count(*) from demands where state = 'transmitted'), (select count(*) from needs),
    (select count(*) from referrals), (select count(*) from facts), (select count(*) from procrastinate_jobs)
"""


def deposits(ground: Ground) -> Iterator[Line]:
    """On each database, with one process and two."""
    for made in ground.installations:
        for processes in (1, 2):
            yield from _deposits(ground, made, processes)


def _deposits(ground: Ground, made: Installed, processes: int) -> Iterator[Line]:
    """The rate against the bare handler's, and what 99 in a hundred wait at half of it."""
    ours, theirs = made.database.copied("deposits"), made.database.copied("bare-deposits")
    bodies = [json.dumps(form, ensure_ascii=False).encode() for _, form in made.newcomers]
    requests = tuple(request("POST", "/api/demands", body) for body in bodies)
    before = _rows(ours)
    with (
        service(made.folder, ours, processes=processes) as full,
        bare(made.folder, theirs, processes=processes) as least,
    ):
        left = _Left(requests)
        left_bare = _Left(requests)
        _deposit(ground.client, full.port, left.take(WARMING))
        _deposit(ground.client, least.port, left_bare.take(WARMING))
        rate, floor = alternately(
            ground.rounds,
            lambda: _deposit(ground.client, full.port, left.take(EACH)).rate,
            lambda: _deposit(ground.client, least.port, left_bare.take(EACH)).rate,
        )
        nothing = ground.client(least.port, [request("GET", "/nothing")] * EACH).rate
        paced = _deposit(ground.client, full.port, left.take(EACH), rate=rate / 2)
    mine, bares = _rows(ours), _rows(theirs)
    sent = WARMING + (ground.rounds + 1) * EACH
    must(mine[0] - before[0] == mine[1] - before[1] == sent, "a deposit that was accepted is not stored")
    must(mine[3] - before[3] == mine[4] - before[4] == 2 * sent, "a deposit lacks its facts or their jobs")
    for written, written_bare in zip(mine[1:3], bares[1:3], strict=True):
        share = (written_bare - before[1]) / (written - before[1])
        must(0.7 < share < 1.1, "the bare handler writes other rows")
    yield Line(
        what=f"deposit over HTTP, 8 connections, {on(made.database, processes)}",
        measured=f"{rate:.0f}/s",
        against=f"{floor:.0f}/s, bare handler writing the same rows",
        ratio=times(rate / floor),
        goal="≥ 0.5×",
        holds=rate / floor >= 0.5,
    )
    slowest = p99(answer.latency for answer in paced.answers)
    yield Line(what="… p99 at half of that rate", measured=ms(slowest), goal="≤ 50 ms", holds=slowest <= 0.05)
    yield Line(
        what="… the client, on a route that does nothing",
        measured=f"{nothing:.0f}/s",
        against=f"{floor:.0f}/s",
        ratio=times(nothing / floor),
    )


class _Left:
    """Requests of which none is sent twice to the same server."""

    def __init__(self, requests: Sequence[bytes]) -> None:
        self._requests, self._taken = requests, 0

    def take(self, many: int) -> Sequence[bytes]:
        taken = self._requests[self._taken : self._taken + many]
        must(len(taken) == many, "there are too few companies for that many rounds")
        self._taken += many
        return taken


def _deposit(client: Client, port: int, requests: Sequence[bytes], *, rate: float | None = None) -> Load:
    load = client(port, requests, rate=rate)
    for answer in load.answers:
        must(answer.status == 201, f"a deposit is answered {answer.status}: {answer.body.decode()}")
        must(json.loads(answer.body)["institutions"], f"a deposit did not leave: {answer.body.decode()}")
    return load


def _rows(database: Database) -> tuple[int, ...]:
    return tuple(database.rows(ROWS)[0])
