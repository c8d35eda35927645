"""The lives of a service that is killed and born again, seen from outside."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import IO, Any, Final

from attrs import asdict, field, frozen

from faults.points import Reaper
from tests.adapters.mail_server import free_port

ROOT: Final = Path(__file__).parents[1]
LONGEST_PREPARATION: Final = 60.0


@frozen(eq=False)
class Life:
    """A process that serves on `port` and works its jobs off; `over`: it has ended, or soon will."""

    pid: int
    port: int
    _told: IO[bytes]
    over: Event = field(factory=Event)

    def ended(self, patience: float) -> bool:
        """Whether it ends within so many seconds."""
        if not self.over.is_set() and select.select([self._told], [], [], patience)[0]:
            self._told.readline()
            self.over.set()
        return self.over.is_set()

    def end(self) -> None:
        """Kill it, unless it is dead."""
        if not self.ended(0):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.ended(LONGEST_PREPARATION)


@frozen(eq=False)
class Nursery:
    """Bears the lives of one installation."""

    _process: subprocess.Popen[bytes]
    port: int

    def live(self, reaper: Reaper | None = None, *, clock: bool = False) -> Life:
        """A new life, which ends where the reaper says, or when it is ended; `clock`: its hours strike."""
        plan: dict[str, object] = {"clock": clock}
        if reaper is not None:
            plan |= {**asdict(reaper.place), "nth": reaper.nth}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(plan).encode() + b"\n")
        pid = int(self._process.stdout.readline())
        return Life(pid, self.port, self._process.stdout)


@contextmanager
def nursery(log: Path, settings: Mapping[str, Any], clock: Path) -> Iterator[Nursery]:
    """A nursery for the time of a line; what the service says goes to that log."""
    port = free_port()
    # Measuring what is covered would slow down what is killed before it can tell.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    asked = {"settings": dict(settings), "clock": str(clock), "port": port}
    with (
        log.open("ab") as said,
        subprocess.Popen(
            (sys.executable, "-m", "faults.nursery"),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            bufsize=0,
            start_new_session=True,
        ) as process,
    ):
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            if process.stdout.readline() != b"ready\n":
                raise RuntimeError(f"the service could not be prepared: see {log}")
            yield Nursery(process, port)
        finally:
            # With the life that may be left of it.
            os.killpg(process.pid, signal.SIGKILL)
