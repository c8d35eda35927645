"""A mail server that takes everything, in a process of its own: it writes the name of each mail it took."""

# ruff: noqa: ARG002, N802 - aiosmtpd gives the names and the arguments

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from time import perf_counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import frozen

NAMED = b"\nmessage-id:"


class Sink:
    """Takes every mail, and says its Message-ID."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take it."""
        content = envelope.content
        assert isinstance(content, bytes)
        headers = content.partition(b"\r\n\r\n")[0].lower()
        name = headers.partition(NAMED)[2].split()[0].decode()
        print(name, flush=True)
        return "250 OK"


@frozen
class Arrivals:
    """What a sink took: where it listens, and each mail as it comes."""

    port: int
    process: subprocess.Popen[str]

    def wait(self, many: int) -> tuple[Sequence[str], float]:
        """The names of the next mails, and in how many seconds the others came after the first."""
        assert self.process.stdout is not None
        names = [self.process.stdout.readline().strip()]
        begun = perf_counter()
        names += [self.process.stdout.readline().strip() for _ in range(many - 1)]
        return names, perf_counter() - begun


@contextmanager
def sink() -> Iterator[Arrivals]:
    """A sink, listening."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = int(probe.getsockname()[1])
    command = (sys.executable, "-m", "benchmarks.sink", str(port))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this module
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield Arrivals(port, process)
        finally:
            process.terminate()


def listen(port: int) -> None:
    """Take mails until told to end."""
    controller = Controller(Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    print("listening", flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    listen(int(sys.argv[1]))
