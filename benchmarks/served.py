"""Servers under measure: the service as its command starts it, and bare handlers on the same server."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from attrs import frozen

from benchmarks.databases import Database

PATIENCE = 60
BETWEEN_LOOKS = 0.002


@frozen
class Served:
    """A running server. `started_in`: seconds from its command to its first answer."""

    port: int
    pid: int
    started_in: float

    @property
    def memory(self) -> int:
        """Bytes that its working process holds in memory (RSS), where the system tells."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()
        told = [_resident(int(child)) for child in children]
        return max(told)


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


@contextmanager
def service(folder: Path, database: Database, *, processes: int = 1) -> Iterator[Served]:
    """The service on that database, by `conseillers serve`."""
    variables = {
        "CONSEILLERS_DATABASE_URL": database.url,
        "CONSEILLERS_MAIL_URL": f"file://{folder / 'mail'}",
        "CONSEILLERS_REGISTRY_FILE": str(folder / "registry.json"),
    }
    program = str(Path(sys.executable).with_name("conseillers"))
    command = (program, "serve", "--workers", str(processes), "--port")
    with _running(command, variables, "/health/live") as served:
        yield served


@contextmanager
def bare(folder: Path, database: Database, *, processes: int = 1) -> Iterator[Served]:
    """The bare handlers on that database."""
    variables = {"BARE_DATABASE": database.url, "BARE_REGISTRY": str(folder / "registry.json")}
    with _running((sys.executable, "-m", "benchmarks.bare", str(processes)), variables, "/nothing") as served:
        yield served


@contextmanager
def _running(command: Sequence[str], variables: dict[str, str], path: str) -> Iterator[Served]:
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONSEILLERS_")}
    begun = perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        (*command, str(port)), env=kept | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"{command[0]} does not serve")
            sleep(BETWEEN_LOOKS)
        yield Served(port, process.pid, perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _answers(port: int, path: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode())
            return line.recv(4096).split(b" ", 2)[1] == b"200"
    except (OSError, IndexError):
        return False
