"""Who signs in to the demonstration, and the company whose demand they see arrive."""

from typing import Final

from attrs import frozen

from conseillers_domain.accounts import Role
from conseillers_entrypoints.demo.companies import fictitious_siret

DEMO_PASSWORD: Final = "demonstration-locale-2026"  # noqa: S105 - published: the demonstration is nobody's secret
"""Of every account of the demonstration."""

DEMO_SIRET: Final = fictitious_siret(1)
"""An open establishment of Agen: on `recruter`, the chamber and the employment agency there answer."""


@frozen(kw_only=True)
class DemoAccount:
    """An account of the demonstration; `branches`: those a manager supervises. `tells`: what it shows."""

    email: str
    name: str
    roles: frozenset[Role]
    tells: str
    branches: tuple[str, ...] = ()


DEMO_ACCOUNTS: Final = (
    DemoAccount(
        email="equipe@conseillers.example",
        name="Équipe du service",
        roles=frozenset({Role.STAFF}),
        tells="l’équipe du service : annuaire, simulation de routage",
    ),
    DemoAccount(
        email="exploitation@conseillers.example",
        name="Exploitation",
        roles=frozenset({Role.OPERATOR}),
        tells="l’exploitant : catalogue, santé du service",
    ),
    DemoAccount(
        email="zoe.marchand@cci.example",
        name="Zoé Marchand",
        roles=frozenset({Role.ADVISOR}),
        tells="une conseillère de la chambre de commerce de Lot-et-Garonne",
    ),
    DemoAccount(
        email="malik.benali@emploi.example",
        name="Malik Benali",
        roles=frozenset({Role.ADVISOR}),
        tells="un conseiller de l’agence de l’emploi de Lot-et-Garonne",
    ),
    DemoAccount(
        email="anne-laure.castaing@recouvrement.example",
        name="Anne-Laure Castaing",
        roles=frozenset({Role.ADVISOR}),
        tells="une conseillère des cotisations sociales : premières embauches seulement",
    ),
    DemoAccount(
        email="helene.dupuy@cci.example",
        name="Hélène Dupuy",
        roles=frozenset({Role.MANAGER}),
        tells="la responsable de la chambre de commerce de Nouvelle-Aquitaine",
        branches=("cci-r75",),
    ),
)
