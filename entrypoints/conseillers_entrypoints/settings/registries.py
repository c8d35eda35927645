"""Who is asked about companies."""

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from conseillers_domain.company import SiretFault, parse_siret
from conseillers_entrypoints.settings.telling import about, host_of

DISTANT: Final = ("sirene", "api_entreprise", "recherche_entreprises")
"""The registries asked over the network."""
REGISTRIES: Final = ("file", "stock", *DISTANT)


@frozen(kw_only=True, slots=False)
class Registries:
    """The registries of companies.

    `registry`: those of `REGISTRIES` to ask in turn, comma-separated; `registry_cache`: what distant ones
    answered, empty for no memory. `api_entreprise_recipient`: SIRET of the administration that asks; it goes
    with every question, as do the context and the object.
    """

    registry: str = "file"
    registry_file: str = ""
    registry_cache: str = "var/registry-cache.db"
    stock_file: str = "var/stock.db"
    sirene_url: str = "https://api.insee.fr/api-sirene/3.11"
    sirene_key: str = field(default="", repr=False)
    api_entreprise_url: str = "https://entreprise.api.gouv.fr"
    api_entreprise_token: str = field(default="", repr=False)
    api_entreprise_recipient: str = ""
    api_entreprise_context: str = "Accompagnement des entreprises"
    api_entreprise_object: str = "Mise en relation d’une entreprise et de conseillers publics"
    recherche_entreprises_url: str = "https://recherche-entreprises.api.gouv.fr"

    @property
    def registries(self) -> tuple[str, ...]:
        """The registries to ask, in turn."""
        return tuple(name.strip() for name in self.registry.split(",") if name.strip())

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        unknown = [name for name in self.registries if name not in REGISTRIES]
        if unknown or not self.registries:
            yield about("registry", f"attend un ou plusieurs noms parmi : {', '.join(REGISTRIES)}.")
        for name in self.registries:
            if name in DISTANT and host_of(str(getattr(self, f"{name}_url"))) is None:
                yield about(
                    f"{name}_url", "attend une adresse entière, qui commence par http:// ou https://."
                )
        # No secret is quoted: the sentences end up in logs.
        for name, secret in (("sirene", "sirene_key"), ("api_entreprise", "api_entreprise_token")):
            value = str(getattr(self, secret))
            if name in self.registries and not value:
                yield about(secret, f"manque : le registre « {name} » ne répond pas sans.")
            elif not (value.isascii() and value.isprintable()) or " " in value:
                yield about(secret, "attend une clé sans espace ni accent.")
        if "api_entreprise" in self.registries:
            yield from self._faults_of_asking()

    def _faults_of_asking(self) -> Iterator[str]:
        if isinstance(parse_siret(self.api_entreprise_recipient), SiretFault):
            yield about("api_entreprise_recipient", "attend le SIRET de l’administration qui interroge.")
        for name in ("api_entreprise_context", "api_entreprise_object"):
            if not str(getattr(self, name)).strip():
                yield about(name, "manque : le registre « api_entreprise » ne répond pas sans.")
