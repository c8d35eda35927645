"""An advisor takes a need in charge: may they, may it, one durable transaction."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.client import Client, request
from benchmarks.ground import Ground
from benchmarks.installed import signed_in
from benchmarks.lines import Line, alternately, must, times
from benchmarks.served import bare, service

EACH = 1_000
WARMING = 200
BODY = b'{"stance": "taken"}'


def positions(ground: Ground) -> Iterator[Line]:
    """The rate against the bare handler's."""
    made = ground.installed
    ours, theirs = made.copied("positions.db"), made.copied("bare-positions.db")
    sent = WARMING + ground.rounds * EACH
    moved = made.unanswered[:sent]
    must(len(moved) == sent, "there are too few referrals for that many rounds")
    full_load = iter([_request(need, team, signed_in(made.advisors[team])) for need, team in moved])
    bare_load = iter([_request(need, team) for need, team in moved])
    with service(made.folder, ours) as full, bare(made.folder, theirs) as least:

        def take(port: int, load: Iterator[bytes], many: int) -> float:
            return _take(ground.client, port, [next(load) for _ in range(many)])

        take(full.port, full_load, WARMING)
        take(least.port, bare_load, WARMING)
        rate, floor = alternately(
            ground.rounds,
            lambda: take(full.port, full_load, EACH),
            lambda: take(least.port, bare_load, EACH),
        )
    for database in (ours, theirs):
        must(_taken(database, moved) == sent, "a position that was accepted is not stored")
    yield Line(
        what="taking a position over HTTP",
        measured=f"{rate:.0f}/s",
        against=f"{floor:.0f}/s, bare handler writing the same rows",
        ratio=times(rate / floor),
        goal="≥ 0.5×",
        holds=rate / floor >= 0.5,
    )


def _request(need: str, team: str, headers: Mapping[str, str] | None = None) -> bytes:
    return request("POST", f"/api/needs/{need}/referrals/{team}/positions", BODY, headers)


def _take(client: Client, port: int, requests: Sequence[bytes]) -> float:
    load = client(port, requests)
    for answer in load.answers:
        must(answer.status == 200, f"a position is answered {answer.status}: {answer.body.decode()}")
        must(b'"stance":"taken"' in answer.body, "a position changed nothing")
    return load.rate


def _taken(database: Path, moved: Sequence[tuple[str, str]]) -> int:
    """How many of them are taken, with their position, their fact and its job."""
    with closing(sqlite3.connect(database)) as connection:
        taken = {
            (need, team)
            for need, team in connection.execute(
                "select need, team from referrals join positions using (need, team)"
                " where referrals.stance = 'taken' and positions.stance = 'taken'"
            )
        }
        told, jobs = connection.execute(
            "select (select count(*) from facts), (select count(*) from procrastinate_jobs)"
        ).fetchone()
    # One taken may close others of its institution, which is told too.
    must(told == jobs >= len(moved), "a position lacks its fact or its job")
    return len(taken.intersection(moved))
