"""The register everybody may ask: the State's « API Recherche d’entreprises »."""

from http import HTTPStatus
from typing import Final

from conseillers_adapters.registries.exchange import PATIENCE, Answer, Exchange
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import Misshapen
from conseillers_adapters.registries.recherche_entreprises_answer import Company, companies
from conseillers_application.ports import Clock, RegistrySilent
from conseillers_domain.company import Establishment, Siret, siren_of

BASE_URL: Final = "https://recherche-entreprises.api.gouv.fr"
SHORTEST_SEARCH: Final = 3
LONGEST_PAGE: Final = 25


class RechercheEntreprises:
    """Asks the public search service, as `Exchange` does. `base_url`: without `/search`."""

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
        self._line = Exchange("recherche_entreprises", base_url, patience=patience, fuse=fuse)

    def close(self) -> None:
        """Let go of the connections kept for the next questions."""
        self._line.close()

    def find(self, siret: Siret) -> Establishment | None:
        """What the service says of a SIRET. Raises RegistrySilent."""
        found = self._ask(siret, 1)
        if found is None:
            # A SIRET is a question it understands: refusing it says nothing of the establishment.
            raise RegistrySilent("la question a été refusée")
        told = [one for company in found for one in company.establishments]
        if told and all(one.siren != siren_of(siret) for one in told):
            # It speaks of something else: that says nothing of this one either.
            raise RegistrySilent("la réponse est d’une autre entreprise")
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
        query = {
            "q": question,
            "per_page": str(count),
            # Neither directors nor accounts: what is not needed is not read.
            "minimal": "true",
            "include": "siege,matching_etablissements",
        }
        return self._line.ask("/search", query, self._read)

    def _read(self, answer: Answer) -> tuple[Company, ...] | None:
        if answer.status == HTTPStatus.NOT_FOUND:
            return ()
        if answer.status == HTTPStatus.BAD_REQUEST:
            return None
        if answer.status != HTTPStatus.OK:
            raise Misshapen
        return companies(answer.document(), self._now())
