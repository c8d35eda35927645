"""Professional addresses: those of an institution's mail domains, never personal ones (CGU 4.3.A, 6.1)."""

import re
from collections.abc import Iterable
from typing import Final

DOMAIN: Final = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
"""A domain as addresses are compared: small letters, without accents."""

PERSONAL: Final = frozenset(
    f"{name}.{end}"
    for name, ends in (
        ("aliceadsl", "fr"),
        ("aol", "com fr"),
        ("bbox", "fr"),
        ("cegetel", "net"),
        ("club-internet", "fr"),
        ("free", "fr"),
        ("gmail", "com"),
        ("gmx", "com de fr net"),
        ("googlemail", "com"),
        ("hotmail", "be com fr"),
        ("icloud", "com"),
        ("laposte", "net"),
        ("live", "be com fr"),
        ("mac", "com"),
        ("mail", "com ru"),
        ("me", "com"),
        ("msn", "com"),
        ("neuf", "fr"),
        ("numericable", "fr"),
        ("orange", "fr"),
        ("outlook", "be com fr"),
        ("pm", "me"),
        ("proton", "me"),
        ("protonmail", "ch com"),
        ("sfr", "fr"),
        ("tutanota", "com"),
        ("wanadoo", "fr"),
        ("yahoo", "com fr"),
        ("yandex", "com ru"),
        ("ymail", "com"),
    )
    for end in ends.split()
)
"""Where people have mailboxes of their own: no institution's."""


def domain_fault(domain: str) -> str | None:
    """What keeps a domain from being an institution's, in a sentence; None when nothing does."""
    if not DOMAIN.fullmatch(domain):
        return "Écrivez un domaine d’adresses en minuscules et sans accent : ce qui suit le signe @."
    if domain in PERSONAL:
        return f"« {domain} » est un domaine d’adresses personnelles : il n’est à aucune institution."
    return None


def personal_fault(email: str, domains: Iterable[str]) -> str | None:
    """What keeps an address from being professional, in a sentence; None when nothing does.

    `domains`: those of the institution, each with what lies below it (`cci.example`, `pole.cci.example`).
    When it lists none, any address will do that is not on a domain of personal ones.
    """
    domain = email.rpartition("@")[2].lower()
    own = tuple(domains)
    if own:
        if any(domain == one or domain.endswith(f".{one}") for one in own):
            return None
        listed = " ou ".join(f"@{one}" for one in own)
        return f"Donnez votre adresse professionnelle, celle qui finit par {listed}."
    if domain in PERSONAL:
        return f"Donnez votre adresse professionnelle : « {domain} » est un domaine d’adresses personnelles."
    return None
