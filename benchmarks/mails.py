"""One worker writes the mails owed, hands them over to a mail server of this machine, accounts for each."""

import os
import smtplib
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from attrs import evolve

from benchmarks.ground import Ground
from benchmarks.installed import Installed
from benchmarks.lines import Line, alternately, must, times
from benchmarks.sink import Arrivals, sink
from conseillers_domain.events import NeedTransmitted
from conseillers_entrypoints.cli.installation import installation
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.settings import Settings

EACH = 500
PATIENCE = 60
PLAIN = (
    "From: contact@conseillers.example\r\nTo: rh@cci.example\r\nMessage-ID: <{number}@bare>\r\n\r\n"
    + "Un besoin vous attend.\r\n" * 220
)


def mails(ground: Ground) -> Iterator[Line]:
    """On each database, with one worker and two."""
    for made in ground.installations:
        alone = yield from _mails(ground, made, 1, None)
        yield from _mails(ground, made, 2, alone)


def _mails(
    ground: Ground, made: Installed, workers: int, alone: float | None
) -> Generator[Line, None, float]:
    """The rate of so many workers, against a program that has nothing to do but hand mails over."""
    database = made.database.copied("mails")
    needs = iter(
        database.rows("select need, min(team) from referrals group by need order by need desc limit 20000")
    )
    with sink() as server:
        settings = evolve(
            made.settings, database_url=database.url, mail_url=f"smtp://127.0.0.1:{server.port}"
        )
        with installation(settings) as container, ExitStack() as working:
            for _ in range(workers):
                working.enter_context(_worker(settings))
            _sent(container, needs, server)
            rate, floor = alternately(
                ground.rounds,
                lambda: _sent(container, needs, server),
                lambda: _handed_over(server),
            )
        [(unsure,)] = database.rows("select count(*) from letters where state <> 'sent'")
        must(unsure <= workers, "a mail that left is not known to have left")
    many = "one worker" if workers == 1 else f"{workers} workers"
    yield Line(
        what=f"worker: mails to a local SMTP sink, {made.database.kind}, {many}",
        measured=f"{rate:.0f}/s",
        against=f"{floor:.0f}/s, one line, nothing to write"
        if alone is None
        else f"{alone:.0f}/s, one worker",
        ratio=times(rate / (floor if alone is None else alone)),
        goal="≥ 200/s" if alone is None else "≥ 1.6× on PostgreSQL",
        holds=rate >= 200 if alone is None else rate / alone >= 1.6 or None,
    )
    return rate


def _sent(container: Container, needs: Iterator[tuple[Any, ...]], server: Arrivals) -> float:
    """How many mails leave a second; their teams are told of needs, as if these had just been transmitted."""
    at = container.clock()()
    with container.begin()() as work:
        for need, team in islice(needs, EACH):
            work.outbox.put(NeedTransmitted(need=need, teams=(team,), at=at))
    # Every fact is reacted to before the first mail leaves: jobs are done in order.
    container.jobs().wake()
    names, lasted = server.wait(EACH)
    must(len(set(names)) == EACH, "a mail left twice, or not at all")
    return (EACH - 1) / lasted


def _handed_over(server: Arrivals) -> float:
    begun = perf_counter()
    with smtplib.SMTP("127.0.0.1", server.port) as line:
        line.ehlo()
        for number in range(EACH):
            line.sendmail("contact@conseillers.example", "rh@cci.example", PLAIN.format(number=number))
    lasted = perf_counter() - begun
    names, _ = server.wait(EACH)
    must(len(set(names)) == EACH, "the sink lost a mail")
    return EACH / lasted


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    variables = {
        "CONSEILLERS_DATABASE_URL": settings.database_url,
        "CONSEILLERS_MAIL_URL": settings.mail_url,
        "CONSEILLERS_REGISTRY_FILE": settings.registry_file,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONSEILLERS_")}
    command = (str(Path(sys.executable).with_name("conseillers")), "jobs")
    with subprocess.Popen(command, env=kept | variables) as process:  # noqa: S603 - our own command
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)
