"""The service's own account compared with the outside's: what is lost, what is doubled, what is neither."""

from datetime import datetime

from sqlalchemy import Engine, text

from conseillers_entrypoints.container import Container
from faults.ledger import Ledger
from faults.reckoning.answers import answers, sendings
from faults.reckoning.books import Reckoning, read_books
from faults.reckoning.clock import clock
from faults.reckoning.deeds import deeds
from faults.reckoning.demands import demands, deposits
from faults.reckoning.mails import letters, owed
from faults.reckoning.needs import comments, positions, stored, tabs
from faults.sink import Sink

__all__ = ["Reckoning", "reckon"]


def reckon(container: Container, ledger: Ledger, sink: Sink, struck_at: datetime | None = None) -> Reckoning:
    """Compare everything, once all the jobs are worked off; `struck_at`: when the clock's hours struck."""
    books = read_books(container.engine())
    found = Reckoning(accepted=ledger.accepted, mails=len(sink.kept), told_again=sink.again)
    deposits(books, ledger, found)
    demands(books, found)
    positions(books, ledger, found)
    answers(books, found)
    sendings(books, ledger, found)
    comments(books, ledger, found)
    stored(books, container, found)
    tabs(books, container, found)
    deeds(books, ledger, found)
    owed(books, found)
    letters(books, container, sink, found)
    clock(books, container, struck_at, found)
    _jobs(container, found)
    _file(container.engine(), found)
    found.wrong += (f"{count} × {what}" for what, count in ledger.unforeseen.items())
    return found


def _jobs(container: Container, found: Reckoning) -> None:
    """Nothing is left to do, and nothing was given up."""
    jobs = container.jobs()
    found.lost += (f"job {one.id} given up: {one.task} {dict(one.args)}" for one in jobs.failed())
    found.lost += (f"{count} jobs {state}" for state, count in jobs.counts().items() if count)


def _file(engine: Engine, found: Reckoning) -> None:
    """The file is sound."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        for question in ("integrity_check", "foreign_key_check"):
            for answer, *_ in connection.execute(text(f"pragma {question}")):
                if answer != "ok":
                    found.wrong.append(f"{question}: {answer}")
