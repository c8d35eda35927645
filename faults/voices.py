"""Somebody who calls the service over HTTP, whatever becomes of it meanwhile."""

import json
import time
from http.client import HTTPConnection, HTTPException
from threading import Event
from typing import Any, Final

from attrs import define, field, frozen

from tests.entrypoints.service import PASSWORD

PATIENCE: Final = 30.0
"""Seconds an answer is waited for."""
BETWEEN_TRIES: Final = 0.003


class Broken(Exception):  # noqa: N818 - what became of the line
    """The line broke: what was asked may have been done or not."""


class Over(Exception):  # noqa: N818 - what became of the service
    """Nobody is there any more; nothing was asked."""


@frozen
class Answer:
    """What the service said, and how many seconds it took to."""

    status: int
    body: Any
    cookies: dict[str, str]
    took: float

    @property
    def code(self) -> str:
        """What kind of refusal it is."""
        return str(self.body.get("type", "")).rpartition("/")[2]


def _read(content: bytes) -> Any:  # noqa: ANN401 - what a document may be
    """The document of an answer; nothing for one that is none."""
    try:
        return json.loads(content)
    except ValueError:
        return {}


@define(eq=False)
class Voice:
    """A connection kept open to a service on that port, as long as it lives; perhaps somebody signed in."""

    port: int
    over: Event
    cookies: dict[str, str] = field(factory=dict)
    _line: HTTPConnection | None = None

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask one thing. Raises Broken, or Over."""
        line = self._line or self._connected()
        self._line = None
        sent = {"content-type": "application/json", **(headers or {})}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{key}={text}" for key, text in self.cookies.items())
            sent["x-csrftoken"] = self.cookies["csrftoken"]
        begun = time.perf_counter()
        try:
            line.request(method, path, None if body is None else json.dumps(body), sent)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            line.close()
            raise Broken from error
        took = time.perf_counter() - begun
        self._line = line
        set_ = (one.split(";")[0].split("=", 1) for one in answer.headers.get_all("set-cookie", []))
        return Answer(answer.status, _read(content), dict(set_), took)

    def sign_in(self, email: str) -> Answer:
        """Become that person, unless the service will not hear of it now."""
        self.cookies = {}
        answer = self.ask("POST", "/api/session", {"email": email, "password": PASSWORD})
        self.cookies = answer.cookies if answer.status == 201 else {}
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _connected(self) -> HTTPConnection:
        while not self.over.is_set():
            line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                line.connect()
            except OSError:
                time.sleep(BETWEEN_TRIES)
            else:
                return line
        raise Over
