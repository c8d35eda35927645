"""The mail server is away for three days, in every way it can be; then for longer than mails are tried."""

from collections.abc import Iterator
from contextlib import nullcontext
from threading import Event
from typing import Final

from conseillers_application.letters import Stage
from conseillers_entrypoints.container import Container
from faults.actors import Company
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import Life, nursery
from faults.settled import Installed, installed
from faults.sink import Mood, Sink
from faults.voices import Voice

DEPOSITS: Final = 8
AWAY: Final = 72
"""Hours."""
FOR_EVER: Final = 200
"""Hours after which whatever was tried has been given up for sure."""


def mail_away(ground: Ground) -> Iterator[Line]:
    """Nobody listens for a day, all is refused for now on the second, then lines are cut after the mail."""
    ledger, sink = Ledger(), Sink()
    moods = [None] * 24 + [Mood.LATER] * 24 + [None] * 21 + [Mood.MUTE] * 3
    assert len(moods) == AWAY
    with installed(ground, sink=sink) as made, nursery(made.log, made.settings, made.clock_file) as bearing:
        life = bearing.live()
        _deposit(ledger, life)
        with made.opened() as container:
            for hour, mood in enumerate(moods):
                ground.progress(hour, AWAY + FOR_EVER)
                sink.mood = lambda mood=mood: mood or Mood.WILLING  # type: ignore[misc]
                with sink.listening() if mood else nullcontext():
                    made.hour(container)
            failed = len(container.jobs().failed())
        life.end()
        sink.mood = lambda: Mood.WILLING
        with sink.listening():
            found = made.last_life(bearing, ledger)
        told = (
            f"{found.mails} mails owed for {AWAY} hours: nobody there, {sink.refused} refused for now, "
            "lines cut after the mail"
        )
        also = (f"{failed} given up too soon",) if failed else ()
        yield line(f"mail server down {AWAY} h", ground.database, found, told, *also)
        # In another life, on the same database: the clock has gone on meanwhile.
        yield _given_up(ground, made, bearing.live(), ledger, sink)


def _given_up(ground: Ground, made: Installed, life: Life, ledger: Ledger, sink: Sink) -> Line:
    """Away for longer: what is given up is listed, and put back by somebody."""
    before = len(sink.kept)
    _deposit(ledger, life)
    with made.opened() as container:
        hours = 0
        while (waiting := container.jobs().counts()["todo"]) and hours < FOR_EVER:
            ground.progress(AWAY + hours, AWAY + FOR_EVER)
            made.hour(container)
            hours += 1
        # Once it is there again: what is put back while nobody listens fails again, and waits its turn.
        with sink.listening():
            listed = _put_back(container)
            made.catch_up(container)
            life.end()
            found = made.counted(container, ledger)
    owed = len(sink.kept) - before
    also = () if listed == owed and not waiting else (f"{listed} listed as given up, {owed} were",)
    told = f"{listed} mails given up by then, listed, put back by hand and delivered"
    return line(f"mail server down {hours} h", ground.database, found, told, *also)


def _put_back(container: Container) -> int:
    """Send again, as an operator does, all that is listed as dead."""
    dead = container.list_mails().page(Stage.DEAD, limit=100).items
    for one in dead:
        container.replay_mail().replay(one.id)
    return len(dead)


def _deposit(ledger: Ledger, life: Life) -> None:
    voice, company = Voice(life.port, Event()), Company(ledger)
    for _ in range(DEPOSITS):
        company.act(voice)
    voice.close()
