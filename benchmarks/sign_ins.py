"""A thousand sign-ins at once that all fail, while advisors go on reading: nobody else is kept waiting."""

import asyncio
import json
import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from itertools import cycle
from multiprocessing import get_context
from statistics import median
from time import perf_counter

from attrs import frozen

from benchmarks.client import CONNECTIONS, request
from benchmarks.databases import on
from benchmarks.ground import Ground
from benchmarks.inboxes import PATH
from benchmarks.installed import Installed, signed_in
from benchmarks.lines import Line, must, times
from benchmarks.served import service
from conseillers_adapters.security import utc_now
from conseillers_entrypoints.cli.installation import installation

ATTEMPTS = 1_000
ALONE = 2.0
"""Seconds that the others are measured for when nobody attacks."""
LOOKED_AT = 60
"""Attempts whose password may be compared: what an address may fail, and those that crossed."""
FILES = 4_096
FAR = timedelta(days=365)


@frozen
class Crowd:
    """What came of it: what the others were answered a second, what the attempts were told and how soon."""

    rate: float
    statuses: Counter[int]
    elapsed: float


def sign_ins(ground: Ground) -> Iterator[Line]:
    """On each database: half of the attempts on one account, half on as many others."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    for made in ground.installations:
        yield from _sign_ins(ground, made)


def _sign_ins(ground: Ground, made: Installed) -> Iterator[Line]:
    reads = [request("GET", PATH, headers=signed_in(one.account)) for one in made.readers]
    attempts = _attempts(made)
    alone: list[Crowd] = []
    attacked: list[Crowd] = []
    with (
        service(made.folder, made.database) as served,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        pool.submit(crowd, served.port, reads, attempts[:1]).result()
        for _ in range(ground.rounds):
            _forgive(made)
            alone.append(pool.submit(crowd, served.port, reads, ()).result())
            attacked.append(pool.submit(crowd, served.port, reads, attempts).result())
    for one in attacked:
        must(one.statuses.total() == ATTEMPTS, "an attempt is not answered")
        must(set(one.statuses) <= {401, 429, 503}, f"attempts are told {dict(one.statuses)}")
        must(one.statuses[401] <= LOOKED_AT, f"{one.statuses[401]} attempts were looked at")
    rate, least = median(one.rate for one in alone), median(one.rate for one in attacked)
    told = attacked[-1].statuses
    yield Line(
        what=f"inbox pages while {ATTEMPTS:,} sign-ins fail at once, {on(made.database, 1)}",
        measured=f"{least:.0f}/s",
        against=f"{rate:.0f}/s, with nobody signing in",
        ratio=times(rate / least),
        goal="≤ 1.2×",
        holds=rate / least <= 1.2,
    )
    yield Line(
        what="… what they are told",
        measured=", ".join(f"{count} × {status}" for status, count in sorted(told.items())),
        against=f"all within {median(one.elapsed for one in attacked):.1f} s",
    )


def _attempts(made: Installed) -> list[bytes]:
    emails = [one.account for one in made.readers]
    named = (emails[0] if rank % 2 else f"{rank}.{emails[rank % len(emails)]}" for rank in range(ATTEMPTS))
    return [
        request("POST", "/api/session", json.dumps({"email": one, "password": "un essai de plus"}).encode())
        for one in named
    ]


def _forgive(made: Installed) -> None:
    """As if days had passed since the attack before."""
    with installation(made.settings) as container, container.begin()() as work:
        work.holds.forget(utc_now() + FAR)


def crowd(port: int, reads: Sequence[bytes], attempts: Sequence[bytes]) -> Crowd:
    """The readers and the attackers, in the process that plays them."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    return asyncio.run(_crowd(port, reads, attempts))


async def _crowd(port: int, reads: Sequence[bytes], attempts: Sequence[bytes]) -> Crowd:
    answered, left = 0, cycle(reads)

    async def read_on() -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while True:
                writer.write(next(left))
                must(await _status(reader) == 200, "a list is not answered")
                answered += 1
        finally:
            writer.close()

    # Their lines are open before, as those of a crowd that a proxy speaks for.
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in attempts]
    others = [asyncio.create_task(read_on()) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.5)
    begun, before = perf_counter(), answered
    for (_, writer), attempt in zip(lines, attempts, strict=True):
        writer.write(attempt)
    statuses = Counter(await asyncio.gather(*(_status(reader) for reader, _ in lines)))
    if not attempts:
        await asyncio.sleep(ALONE)
    elapsed = perf_counter() - begun
    rate = (answered - before) / elapsed
    for task in others:
        task.cancel()
    done = await asyncio.gather(*others, return_exceptions=True)
    for _, writer in lines:
        writer.close()
    must(all(isinstance(one, asyncio.CancelledError) for one in done), "a reader was hung up on")
    return Crowd(rate, statuses, elapsed)


async def _status(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    place = head.find(b"content-length:")
    if place >= 0:
        await reader.readexactly(int(head[place + 15 :].split(b"\r\n", 1)[0]))
    return int(head[9:12])
