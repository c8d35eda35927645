"""The terms of use in force (CGU): what depositing and acting as an advisor suppose (CGU 1)."""

from collections.abc import Set as AbstractSet
from typing import Final

from conseillers_domain.accounts import Role
from conseillers_domain.errors import Fault

TERMS_VERSION: Final = "1"
"""The version in force; it changes when the text does, and everybody accepts anew."""

WHO_ACCEPT: Final = frozenset({Role.ADVISOR, Role.MANAGER})
"""Those who answer companies: they accept the terms before they act, and again when these change."""


def must_accept(roles: AbstractSet[Role]) -> bool:
    """Whether a person of these roles acts under the terms."""
    return not WHO_ACCEPT.isdisjoint(roles)


def terms_fault(accepted: str, version: str) -> Fault | None:
    """What is wrong with the version that somebody says they accept; None when it is the one in force."""
    if not accepted.strip():
        return Fault("/terms_version", "required", "Acceptez les conditions d’utilisation.")
    if accepted != version:
        told = f"Acceptez les conditions d’utilisation en vigueur (version {version})."
        return Fault("/terms_version", "unknown_terms_version", told)
    return None
