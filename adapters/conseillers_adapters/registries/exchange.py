"""Questions put to a register over HTTP: bounded in time and size, and kept out of the logs."""

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from queue import Empty, LifoQueue
from time import monotonic
from typing import Final, TypeVar

import httpx2
from attrs import frozen

from conseillers_adapters.registries.patience import Fuse, TooLong, within
from conseillers_adapters.registries.reading import Misshapen
from conseillers_application.ports import RegistrySilent

PATIENCE: Final = 2.0
LARGEST_ANSWER: Final = 4_000_000
LONGEST_REST: Final = 300.0
"""Seconds; a register that asks to be left alone for longer is asked again after that."""

REST: Final = 30.0
"""Seconds of rest for who says « too many » without saying for how long."""

Read = TypeVar("Read")
logger = logging.getLogger(__name__)


class KeyRefused(Exception):  # noqa: N818 - says what the answer is
    """The key of the settings is not accepted, or not for this question."""


class TooMany(Exception):  # noqa: N818 - says what the answer is
    """It asks to be left alone for a while."""


@frozen
class Answer:
    """What came back, whole."""

    status: int
    content: bytes

    def document(self) -> object:
        """Its JSON. Raises ValueError, RecursionError."""
        return json.loads(self.content)


class _NoAddress(logging.Filter):
    """Keeps the addresses asked for out of the logs: each holds a SIRET or a name."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def filter(self, record: logging.LogRecord) -> bool:
        return self._base_url not in record.getMessage()


class Exchange:
    """The line to one register: gives up rather than keep a company waiting.

    Silent when no whole, well-formed answer came within `patience` seconds, by the clock on the wall; and,
    once `fuse` has blown, at once. `name` is what the logs call it; `headers` may hold its key.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        *,
        patience: float = PATIENCE,
        fuse: Fuse | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Nothing is asked before the first question."""
        self._name = name
        self._base_url = base_url.rstrip("/")
        self._patience = patience
        self._fuse = fuse or Fuse()
        self._headers = {
            "User-Agent": "conseillers-entreprises",
            "Accept": "application/json",
            **(headers or {}),
        }
        self._idle: LifoQueue[httpx2.Client] = LifoQueue()
        self._tls = httpx2.create_ssl_context()
        self._discretion = _NoAddress(self._base_url)
        logging.getLogger("httpx2").addFilter(self._discretion)

    def close(self) -> None:
        """Let go of the connections kept for the next questions."""
        logging.getLogger("httpx2").removeFilter(self._discretion)
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def ask(self, path: str, query: Mapping[str, str], read: Callable[[Answer], Read]) -> Read:
        """What `read` makes of the answer. Raises RegistrySilent, also when `read` finds it wrong."""
        if not self._fuse.may_ask():
            raise RegistrySilent("il ne répond plus, on ne lui demande rien pour l’instant")
        try:
            found = read(self._exchange(self._base_url + path, query))
        except TooMany:
            raise self._silence("TooMany") from None
        except (
            httpx2.HTTPError,
            TooLong,
            Misshapen,
            KeyRefused,
            ValueError,
            RecursionError,
            OSError,
        ) as error:
            self._fuse.failed()
            # The cause is told by its kind alone: its text may quote the question.
            raise self._silence(type(error).__name__) from None
        self._fuse.answered()
        return found

    def _silence(self, kind: str) -> RegistrySilent:
        logger.warning("Registre %s : pas de réponse (%s)", self._name, kind)
        return RegistrySilent(kind)

    def _exchange(self, address: str, query: Mapping[str, str]) -> Answer:
        try:
            client = self._idle.get_nowait()
        except Empty:
            client = self._client()
        try:
            answer = within(self._patience, lambda: self._get(client, address, query))
        except BaseException:
            # Closing also wakes the thread that may still be reading.
            client.close()
            raise
        self._idle.put(client)
        return answer

    def _client(self) -> httpx2.Client:
        return httpx2.Client(timeout=self._patience, verify=self._tls, headers=self._headers)

    def _get(self, client: httpx2.Client, address: str, query: Mapping[str, str]) -> Answer:
        deadline = monotonic() + self._patience
        content = bytearray()
        with client.stream("GET", address, params=query) as response:
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                self._fuse.rest(_seconds(response.headers.get("Retry-After")))
                raise TooMany
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > LARGEST_ANSWER or monotonic() > deadline:
                    raise TooLong
        return Answer(response.status_code, bytes(content))


def _seconds(told: str | None) -> float:
    """How long it asks to be left alone; a date, which it may send too, is not worth a clock."""
    if told is None or not told.strip().isdecimal():
        return REST
    return min(float(told), LONGEST_REST)
