"""One worker writes the mails owed, hands them over to a mail server of this machine, accounts for each."""

import os
import smtplib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter

from attrs import evolve

from benchmarks.ground import Ground
from benchmarks.installed import Installed
from benchmarks.lines import Line, alternately, must, times
from benchmarks.sink import Arrivals, sink
from conseillers_domain.events import NeedTransmitted
from conseillers_entrypoints.cli.installation import installation
from conseillers_entrypoints.container import Container

EACH = 500
PATIENCE = 60
PLAIN = (
    "From: contact@conseillers.example\r\nTo: rh@cci.example\r\nMessage-ID: <{number}@bare>\r\n\r\n"
    + "Un besoin vous attend.\r\n" * 220
)


def mails(ground: Ground) -> Iterator[Line]:
    """The rate of one worker, against a program that has nothing to do but hand mails over."""
    made = ground.installed
    database = made.copied("mails.db")
    needs = iter(_needs(database))
    with sink() as server:
        settings = evolve(
            made.settings,
            database_url=f"sqlite:///{database}",
            mail_url=f"smtp://127.0.0.1:{server.port}",
        )
        with installation(settings) as container, _worker(made, database, server):
            _sent(container, needs, server)
            rate, floor = alternately(
                ground.rounds,
                lambda: _sent(container, needs, server),
                lambda: _handed_over(server),
            )
        with closing(sqlite3.connect(database)) as connection:
            (lost,) = connection.execute("select count(*) from letters where state <> 'sent'").fetchone()
        must(lost <= 1, "a mail that left is not known to have left")
    yield Line(
        what="worker: mails to a local SMTP sink",
        measured=f"{rate:.0f}/s",
        against=f"{floor:.0f}/s, one line, nothing to write",
        ratio=times(rate / floor),
        goal="≥ 200/s",
        holds=rate >= 200,
    )


def _needs(database: Path) -> Sequence[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        found: list[tuple[str, str]] = connection.execute(
            "select need, min(team) from referrals group by need order by need desc limit 20000"
        ).fetchall()
    return found


def _sent(container: Container, needs: Iterator[tuple[str, str]], server: Arrivals) -> float:
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
def _worker(made: Installed, database: Path, server: Arrivals) -> Iterator[None]:
    variables = {
        "CONSEILLERS_DATABASE_URL": f"sqlite:///{database}",
        "CONSEILLERS_MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "CONSEILLERS_REGISTRY_FILE": str(made.folder / "registry.json"),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONSEILLERS_")}
    command = (str(Path(sys.executable).with_name("conseillers")), "jobs")
    with subprocess.Popen(command, env=kept | variables) as process:  # noqa: S603 - our own command
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)
