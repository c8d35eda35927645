"""Finding a company or a commune by what people type, before they deposit (CGU 4.1)."""

from attrs import frozen

from conseillers_application.folding import searchable
from conseillers_application.ports import CommuneSearch, Registry, RegistrySilent
from conseillers_domain.errors import Unavailable
from conseillers_domain.naming import NafLabel
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class CompanyFound:
    """A company in a search's answer; `activity`: the label of its NAF code."""

    siret: str
    siren: str
    name: str
    activity: str | None
    commune: str | None
    commune_name: str | None
    postal_code: str | None
    open: bool


@frozen(kw_only=True)
class SearchCompanies:
    """Finds establishments by name, SIREN or SIRET."""

    registry: Registry
    geography: Geography
    naf_label: NafLabel

    def __call__(self, text: str, limit: int = 10) -> tuple[CompanyFound, ...]:
        """Raises Unavailable when the registry does not answer: the SIRET can still be typed by hand.

        Raises Invalid for too long a text.
        """
        try:
            found = self.registry.search(text, limit) if searchable(text).strip() else ()
        except RegistrySilent:
            raise Unavailable(
                "L’annuaire des entreprises ne répond pas. Saisissez directement votre numéro SIRET.",
                code="registry_silent",
                retry_after=60,
            ) from None
        communes = self.geography.communes
        return tuple(
            CompanyFound(
                siret=one.siret,
                siren=one.siren,
                name=one.name,
                activity=self.naf_label(one.naf) if one.naf else None,
                commune=one.commune,
                commune_name=communes[one.commune].name if one.commune and one.commune in communes else None,
                postal_code=one.postal_code,
                open=one.open,
            )
            for one in found
        )


@frozen(kw_only=True)
class CommuneFound:
    """A commune in a search's answer."""

    code: str
    name: str
    departement: str
    postal_codes: tuple[str, ...]


@frozen(kw_only=True)
class SearchCommunes:
    """Finds communes by name, postal code or INSEE code."""

    search: CommuneSearch

    def __call__(self, text: str, limit: int = 10) -> tuple[CommuneFound, ...]:
        """The best first; none for a blank text. Raises Invalid for too long a one."""
        return tuple(
            CommuneFound(
                code=one.code,
                name=one.name,
                departement=one.departement,
                postal_codes=one.postal_codes,
            )
            for one in (self.search(text, limit) if searchable(text).strip() else ())
        )
