"""INSEE's own register: « API Sirene » 3.11, with a key."""

from http import HTTPStatus
from typing import Final

from conseillers_adapters.registries.exchange import PATIENCE, Answer, Exchange, KeyRefused
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import Misshapen
from conseillers_adapters.registries.sirene_answer import establishments, one_establishment, undisclosed
from conseillers_application.folding import folded_words
from conseillers_application.ports import Clock
from conseillers_domain.company import (
    Establishment,
    Siret,
    SiretFault,
    is_siren,
    parse_siret,
    siren_of,
)

BASE_URL: Final = "https://api.insee.fr/api-sirene/3.11"
KEY_HEADER: Final = "X-INSEE-Api-Key-Integration"
SHORTEST_SEARCH: Final = 3
LONGEST_PAGE: Final = 100
SPARE: Final = 4
"""Times what is shown that is asked for: closed establishments come among the others."""

NAMES: Final = (
    "denominationUniteLegale",
    "denominationUsuelle1UniteLegale",
    "nomUniteLegale",
    "nomUsageUniteLegale",
    "prenomUsuelUniteLegale",
)
"""Where a word of a company's name may stand: its own, the one it trades under, its owner's."""


class Sirene:
    """Asks INSEE, as `Exchange` does. `base_url`: without `/siret`; `key`: of the application at INSEE."""

    def __init__(
        self,
        now: Clock,
        key: str,
        base_url: str = BASE_URL,
        *,
        patience: float = PATIENCE,
        fuse: Fuse | None = None,
    ) -> None:
        """Nothing is asked before the first question."""
        self._now = now
        self._line = Exchange("sirene", base_url, patience=patience, fuse=fuse, headers={KEY_HEADER: key})

    def close(self) -> None:
        """Let go of the connections kept for the next questions."""
        self._line.close()

    def find(self, siret: Siret) -> Establishment | None:
        """What INSEE says of a SIRET. Raises RegistrySilent."""

        def read(answer: Answer) -> Establishment | None:
            match answer.status:
                case HTTPStatus.OK:
                    found = one_establishment(answer.document(), self._now())
                    if found.siret != siret:
                        raise Misshapen
                    return found
                case HTTPStatus.FORBIDDEN:
                    return self._undisclosed(answer, siret)
                case HTTPStatus.NOT_FOUND | HTTPStatus.MOVED_PERMANENTLY:
                    # Moved: the number was given twice, and this one is not in use.
                    return None
                case status:
                    raise _no_answer(status)

        return self._line.ask(f"/siret/{siret}", {}, read)

    def _undisclosed(self, answer: Answer, siret: Siret) -> Establishment:
        """The establishment that may not be told; its door, unlike INSEE, speaks of the key. Raises."""
        try:
            return undisclosed(answer.document(), siret, self._now())
        except (Misshapen, ValueError):
            raise KeyRefused from None

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """Open ones first, and one of each company before a second of any. Raises RegistrySilent."""
        siret = parse_siret(text)
        if not isinstance(siret, SiretFault):
            found = self.find(siret)
            return (found,) if found and limit else ()
        question = _question(text)
        if question is None:
            return ()
        query = {"q": question, "nombre": str(min(limit * SPARE, LONGEST_PAGE)), "debut": "0"}
        return _in_order(self._line.ask("/siret", query, self._several))[:limit]

    def _several(self, answer: Answer) -> tuple[Establishment, ...]:
        match answer.status:
            case HTTPStatus.OK:
                return establishments(answer.document(), self._now())
            case HTTPStatus.NOT_FOUND | HTTPStatus.BAD_REQUEST:
                return ()
            case status:
                raise _no_answer(status)


def _no_answer(status: int) -> Exception:
    refused = status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    return KeyRefused() if refused else Misshapen()


def _question(text: str) -> str | None:
    """What is asked in INSEE's language: words hold letters and digits only, so none can say more."""
    number = "".join(text.split())
    if is_siren(number):
        return f"siren:{number}"
    words = folded_words(text)
    if len(" ".join(words)) < SHORTEST_SEARCH:
        return None
    return " AND ".join(
        "(" + " OR ".join(f"{name}:{word.upper()}*" for name in NAMES) + ")" for word in words
    )


def _in_order(found: tuple[Establishment, ...]) -> tuple[Establishment, ...]:
    depth = dict[str, int]()
    ranked = []
    for rank, one in enumerate(found):
        siren = siren_of(one.siret)
        depth[siren] = depth.get(siren, -1) + 1
        ranked.append((not one.open, depth[siren], rank, one))
    return tuple(one for *_, one in sorted(ranked, key=lambda row: row[:3]))
