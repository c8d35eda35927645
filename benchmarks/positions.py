"""An advisor takes a need in charge: may they, may it, one durable transaction."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.client import Client, request
from benchmarks.databases import Database, on
from benchmarks.ground import Ground
from benchmarks.installed import Installed, signed_in
from benchmarks.lines import Line, alternately, must, times
from benchmarks.served import bare, service

EACH = 1_000
WARMING = 200
BODY = b'{"stance": "taken"}'


def positions(ground: Ground) -> Iterator[Line]:
    """On each database, with one process and two."""
    for made in ground.installations:
        for processes in (1, 2):
            yield _positions(ground, made, processes)


def _positions(ground: Ground, made: Installed, processes: int) -> Line:
    """The rate against the bare handler's."""
    ours, theirs = made.database.copied("positions"), made.database.copied("bare-positions")
    sent = WARMING + ground.rounds * EACH
    moved = made.unanswered[:sent]
    must(len(moved) == sent, "there are too few referrals for that many rounds")
    full_load = iter([_request(need, team, signed_in(made.advisors[team])) for need, team in moved])
    bare_load = iter([_request(need, team) for need, team in moved])
    with (
        service(made.folder, ours, processes=processes) as full,
        bare(made.folder, theirs, processes=processes) as least,
    ):

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
    return Line(
        what=f"taking a position over HTTP, {on(made.database, processes)}",
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


def _taken(database: Database, moved: Sequence[tuple[str, str]]) -> int:
    """How many of them are taken, with their position, their fact and its job."""
    taken = {
        (need, team)
        for need, team in database.rows(
            "select need, team from referrals join positions using (need, team)"
            " where referrals.stance = 'taken' and positions.stance = 'taken'"
        )
    }
    [(told, jobs)] = database.rows(
        "select (select count(*) from facts),"
        " (select count(*) from procrastinate_jobs where task_name = 'react')"
    )
    # One taken may close others of its institution, which is told too.
    must(told == jobs >= len(moved), "a position lacks its fact or its job")
    return len(taken.intersection(moved))
