"""E-mail addresses: read without asking any server, since a company must not wait for one."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from email_validator import EmailNotValidError, validate_email

LONGEST: Final = 320


def normalised_email(text: str) -> str | None:
    """The address ready to be compared, None when it is not one.

    Lower case whole; dots that follow one another are one; an international domain in its ASCII form.
    """
    if len(text) > LONGEST:
        return None
    try:
        # Addresses before the @ with accents are nearly always slips, and few servers take them.
        # Domains kept for tests and examples are allowed: they reach nobody, and trials need them.
        address = validate_email(
            re.sub(r"\.{2,}", ".", text.strip()),
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
        )
    except EmailNotValidError:
        return None
    return (address.ascii_email or address.normalized).lower()


# A directory has twenty thousand addresses, the same ones each time a line of it is edited: looking at them
# again would be most of what checking it costs.
@lru_cache(maxsize=2**15)
def email_fault(text: str) -> str | None:
    """What is wrong with an address, in a sentence; None when it is right."""
    if normalised_email(text) is not None:
        return None
    address = text.strip()
    return next(sentence for wrong, sentence in FAULTS if wrong(address))


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


FAULTS: Final[tuple[tuple[Callable[[str], bool], str], ...]] = (
    (lambda one: not one, "Indiquez une adresse e-mail."),
    (lambda one: len(one) > LONGEST, "Cette adresse e-mail est trop longue."),
    (lambda one: "@" not in one, "Il manque le signe @ dans cette adresse e-mail."),
    (lambda one: one.count("@") > 1, "Indiquez une seule adresse e-mail, avec un seul signe @."),
    (lambda one: any(map(str.isspace, one)), "Une adresse e-mail ne contient pas d’espace."),
    (
        lambda one: not one.rpartition("@")[0].isascii(),
        "Une adresse e-mail ne contient ni accent ni caractère spécial avant le signe @.",
    ),
    (
        lambda one: "." not in _domain(one).strip("."),
        "Après le signe @, il faut un domaine complet, par exemple « exemple.fr ».",
    ),
    (lambda _: True, "Cette adresse e-mail n’est pas valide."),
)
"""The first that holds is told: the commonest slips, then the sentence for all the others."""
