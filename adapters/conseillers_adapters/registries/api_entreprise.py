"""The register administrations ask with a token: « API Entreprise », version 3."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from attrs import asdict, frozen

from conseillers_adapters.registries.api_entreprise_answer import one_establishment, undisclosed
from conseillers_adapters.registries.exchange import PATIENCE, Answer, Exchange, KeyRefused
from conseillers_adapters.registries.patience import Fuse
from conseillers_adapters.registries.reading import Misshapen
from conseillers_application.ports import Clock, RegistrySilent
from conseillers_domain.company import Establishment, Siret, SiretFault, is_siren, parse_siret

BASE_URL: Final = "https://entreprise.api.gouv.fr"
ESTABLISHMENT: Final = "/v3/insee/sirene/etablissements/{}"
HEAD_OFFICE: Final = "/v3/insee/sirene/unites_legales/{}/siege_social"


@frozen(kw_only=True)
class Purpose:
    """What each question must say of itself; it is traced, and refused without.

    `context`: the procedure. `recipient`: SIRET of the administration that asks. `object`: the reason.
    """

    context: str
    recipient: str
    object: str


class ApiEntreprise:
    """Asks API Entreprise, as `Exchange` does. It knows numbers, no names.

    Whoever opposed being told stays untold here too, though administrations may know: a need sheet is read
    by people of many institutions.
    """

    def __init__(
        self,
        now: Clock,
        token: str,
        purpose: Purpose,
        base_url: str = BASE_URL,
        *,
        patience: float = PATIENCE,
        fuse: Fuse | None = None,
    ) -> None:
        """Nothing is asked before the first question."""
        self._now = now
        self._query: Mapping[str, str] = asdict(purpose)
        bearer = {"Authorization": f"Bearer {token}"}
        self._line = Exchange("api_entreprise", base_url, patience=patience, fuse=fuse, headers=bearer)

    def close(self) -> None:
        """Let go of the connections kept for the next questions."""
        self._line.close()

    def find(self, siret: Siret) -> Establishment | None:
        """What it says of a SIRET. Raises RegistrySilent."""

        def read(answer: Answer) -> Establishment | None:
            if answer.status == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
                return undisclosed(siret, self._now())
            found = self._read(answer)
            if found and found.siret != siret:
                raise Misshapen
            return found

        return self._line.ask(ESTABLISHMENT.format(siret), self._query, read)

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """That SIRET, or the head office of that SIREN. Raises RegistrySilent, always for names."""
        siret, number = parse_siret(text), "".join(text.split())
        if not isinstance(siret, SiretFault):
            found = self.find(siret)
        elif is_siren(number):
            found = self._line.ask(HEAD_OFFICE.format(number), self._query, self._read)
        elif number.isdecimal() or not any(map(str.isalnum, number)):
            found = None
        else:
            # « Nobody is called that » would be a lie.
            raise RegistrySilent("il ne cherche pas par nom")
        return (found,) if found and limit else ()

    def _read(self, answer: Answer) -> Establishment | None:
        match answer.status:
            case HTTPStatus.OK:
                return one_establishment(answer.document(), self._now())
            case HTTPStatus.NOT_FOUND | HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
                return None
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                raise KeyRefused
            case _:
                raise Misshapen
