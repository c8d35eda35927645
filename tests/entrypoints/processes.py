"""The service as people run it: real processes on this machine, always ended."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tests.adapters.mail_server import free_port

LONGEST_START = 30.0


@frozen
class Answer:
    """What a process answered."""

    status: int
    body: Any
    cookies: dict[str, str]


@frozen
class Installation:
    """A folder with its database and its mails; `settings`: variables of its processes."""

    folder: Path
    settings: dict[str, str] = field(factory=dict)

    @property
    def mails(self) -> list[str]:
        """The mails laid in the folder."""
        return [file.read_text("utf-8") for file in sorted((self.folder / "mails").glob("*.eml"))]

    @property
    def log(self) -> Path:
        """Where its processes told their events."""
        return self.folder / "service.log"

    @property
    def events(self) -> list[dict[str, Any]]:
        """What they told, event by event."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def environment(self) -> dict[str, str]:
        """The variables of a process."""
        others = {name: text for name, text in os.environ.items() if not name.startswith("CONSEILLERS_")}
        return {
            **others,
            "CONSEILLERS_DATABASE_URL": f"sqlite:///{self.folder / 'service.db'}",
            "CONSEILLERS_MAIL_URL": f"file://{self.folder / 'mails'}",
            "CONSEILLERS_MERGE_SECONDS": "0",
            "CONSEILLERS_SIRET_DEMANDS": "1000",
            **self.settings,
        }

    def command(self, *words: str) -> list[str]:
        """A command line of this installation."""
        return [str(Path(sys.executable).with_name("conseillers")), *words]

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(  # noqa: S603 - words of our own
            self.command(*words),
            env=self.environment(),
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @contextmanager
    def started(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process that runs for a while, in a group of its own so that nothing of it is left."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - words of our own
                self.command(*words),
                env=self.environment(),
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            end(process)

    @contextmanager
    def serving(self, *words: str, port: int | None = None) -> Iterator["Caller"]:
        """The service, answering on that port, or on a free one."""
        port = port or free_port()
        with self.started("serve", "--port", str(port), *words) as process:
            caller = Caller(port, process)
            until(caller.alive, LONGEST_START)
            yield caller


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all those it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


@frozen
class Caller:
    """Somebody who calls a service on a port."""

    port: int
    process: subprocess.Popen[bytes]
    cookies: dict[str, str] = field(factory=dict)

    def ask(
        self, method: str, path: str, body: object = None, given: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, on a connection of its own; `given`: headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"content-type": "application/json", **(given or {})}
        if self.cookies:
            headers["cookie"] = "; ".join(f"{key}={text}" for key, text in self.cookies.items())
            headers["x-csrftoken"] = self.cookies["csrftoken"]
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        set_ = (line.split(";")[0].split("=", 1) for line in answer.headers.get_all("set-cookie", []))
        return Answer(answer.status, json.loads(content) if content else None, dict(set_))

    def signed_in(self, email: str, password: str) -> "Caller":
        """The same, signed in."""
        answer = self.ask("POST", "/api/session", {"email": email, "password": password})
        assert answer.status == 201, answer.body
        return Caller(self.port, self.process, answer.cookies)

    def read(self, path: str) -> str:
        """A text that is no JSON."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def workers(self) -> set[int]:
        """The processes that answer."""
        pid = self.process.pid
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))

    def alive(self) -> bool:
        """Whether it answers; fails when it has ended instead."""
        assert self.process.poll() is None, "the service ended"
        try:
            return self.ask("GET", "/health/live").status == 200
        except OSError:
            return False


def until(happened: Callable[[], bool], patience: float = 30.0) -> None:
    """Wait for something. Fails when it does not happen."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)
