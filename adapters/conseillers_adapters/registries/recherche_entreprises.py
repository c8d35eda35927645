"""The register everybody may ask: the State's « API Recherche d’entreprises »."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from queue import Empty, LifoQueue
from time import monotonic
from typing import Final

import httpx2

from conseillers_adapters.registries.patience import Fuse, TooLong, within
from conseillers_adapters.registries.recherche_entreprises_answer import (
    Company,
    Misshapen,
    companies,
)
from conseillers_application.ports import Clock, RegistrySilent
from conseillers_domain.company import Establishment, Siret

BASE_URL: Final = "https://recherche-entreprises.api.gouv.fr"
PATIENCE: Final = 2.0
SHORTEST_SEARCH: Final = 3
LONGEST_PAGE: Final = 25
LARGEST_ANSWER: Final = 4_000_000


class _NoAddress(logging.Filter):
    """Keeps the addresses asked for out of the logs: each holds a SIRET or a name."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def filter(self, record: logging.LogRecord) -> bool:
        return self._base_url not in record.getMessage()


class RechercheEntreprises:
    """Asks the public search service, and gives up rather than keep a company waiting.

    Silent when no whole, well-formed answer came within `patience` seconds, by the clock on the wall; and,
    once `fuse` has blown, at once. `base_url`: without `/search`.
    """

    def __init__(
        self,
        now: Clock,
        base_url: str = BASE_URL,
        *,
        patience: float = PATIENCE,
        fuse: Fuse | None = None,
    ) -> None:
        """Nothing is asked before the first question."""
        self._now = now
        self._address = f"{base_url.rstrip('/')}/search"
        self._patience = patience
        self._fuse = fuse or Fuse()
        self._idle: LifoQueue[httpx2.Client] = LifoQueue()
        self._tls = httpx2.create_ssl_context()
        self._discretion = _NoAddress(self._address)
        logging.getLogger("httpx2").addFilter(self._discretion)

    def close(self) -> None:
        """Let go of the connections kept for the next questions."""
        logging.getLogger("httpx2").removeFilter(self._discretion)
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def find(self, siret: Siret) -> Establishment | None:
        """What the service says of a SIRET. Raises RegistrySilent."""
        found = self._ask(siret, 1)
        if found is None:
            # A SIRET is a question it understands: refusing it says nothing of the establishment.
            raise RegistrySilent("la question a été refusée")
        told = (one for company in found for one in company.establishments)
        return next((one for one in told if one.siret == siret), None)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """Open ones first, and one of each company before a second of any. Raises RegistrySilent."""
        words = " ".join(text.split())
        if (number := words.replace(" ", "")).isdecimal():
            words = number
        if len(words) < SHORTEST_SEARCH:
            return ()
        found = self._ask(words, min(limit, LONGEST_PAGE)) or ()
        told = (
            (not one.open, depth, rank, one)
            for rank, company in enumerate(found)
            for depth, one in enumerate(company.establishments)
        )
        return tuple(one for *_, one in sorted(told, key=lambda row: row[:3])[:limit])

    def _ask(self, question: str, count: int) -> tuple[Company, ...] | None:
        """The companies that answer; None when the question itself is refused."""
        if not self._fuse.may_ask():
            raise RegistrySilent("il ne répond plus, on ne lui demande rien pour l’instant")
        query = {
            "q": question,
            "per_page": str(count),
            # Neither directors nor accounts: what is not needed is not read.
            "minimal": "true",
            "include": "siege,matching_etablissements",
        }
        try:
            status, content = self._exchange(query)
            found = self._read(status, content)
        except (httpx2.HTTPError, TooLong, Misshapen, ValueError, RecursionError, OSError) as error:
            self._fuse.failed()
            # The cause is told by its kind alone: its text may quote the question.
            raise RegistrySilent(type(error).__name__) from None
        self._fuse.answered()
        return found

    def _read(self, status: int, content: bytes) -> tuple[Company, ...] | None:
        if status == HTTPStatus.NOT_FOUND:
            return ()
        if status == HTTPStatus.BAD_REQUEST:
            return None
        if status != HTTPStatus.OK:
            raise Misshapen
        return companies(json.loads(content), self._now())

    def _exchange(self, query: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            client = self._idle.get_nowait()
        except Empty:
            client = self._client()
        try:
            answer = within(self._patience, lambda: self._get(client, query))
        except BaseException:
            # Closing also wakes the thread that may still be reading.
            client.close()
            raise
        self._idle.put(client)
        return answer

    def _client(self) -> httpx2.Client:
        return httpx2.Client(
            timeout=self._patience,
            verify=self._tls,
            headers={"User-Agent": "conseillers-entreprises", "Accept": "application/json"},
        )

    def _get(self, client: httpx2.Client, query: Mapping[str, str]) -> tuple[int, bytes]:
        deadline = monotonic() + self._patience
        content = bytearray()
        with client.stream("GET", self._address, params=query) as response:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > LARGEST_ANSWER or monotonic() > deadline:
                    raise TooLong
        return response.status_code, bytes(content)
