"""How each criterion reads when it fails: whom its owner receives, and what is known of the company."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from attrs import frozen

from conseillers_domain.company import HEADCOUNTS
from conseillers_domain.french import counted, listed, number
from conseillers_domain.naming import Names, codes

ONLY: Final = "n’accompagne que les entreprises"
NEVER: Final = "n’accompagne pas les entreprises"


@frozen
class Saying:
    """A line of the table: the expected value and the one found, each in words; what is said of no fact.

    `expected` follows the team (« elle »), `found` speaks of the company (« celle-ci »).
    """

    expected: Callable[[object, Names], str]
    found: Callable[[object, Names], str]
    unknown: str


def _years(before: str, value: object, _: Names) -> str:
    return f"{ONLY} créées depuis {before} {counted(_whole(value), 'an')}"


def _staff(before: str, value: object, _: Names) -> str:
    return f"{ONLY} {before} {counted(_whole(value), 'salarié')}"


def _among(before: str, value: object, _: Names) -> str:
    return f"{before} {listed(codes(value), 'ou')}"


def _naf_among(before: str, value: object, names: Names) -> str:
    return f"{before} {listed([*map(names.naf, codes(value))], 'ou')}"


def _elsewhere(value: object, names: Names) -> str:
    communes = [*map(names.commune, codes(value))]
    which = "la commune" if len(communes) == 1 else "les communes"
    return f"n’intervient pas dans {which} {listed(communes)}"


def _age(value: object, _: Names) -> str:
    years = _whole(value)
    if years < 0:
        return "celle-ci n’est pas encore créée"
    return f"celle-ci a {counted(years, 'an')}" if years else "celle-ci a moins d’un an"


def _headcount(bound: int, value: object, _: Names) -> str:
    """The bracket that this bound is one end of: 0 for its fewest employees, 1 for its most."""
    found = _whole(value)
    low, high = next((one for one in HEADCOUNTS.values() if one[bound] == found), (found, found))
    if high == 0:
        return "celle-ci n’en compte aucun"
    return f"celle-ci en compte {number(low)}" + (f" à {number(high)}" if high > low else "")


def _naf(value: object, names: Names) -> str:
    return f"celle-ci a le code {names.naf(str(value))}"


def _legal_form(value: object, _: Names) -> str:
    return f"celle-ci a la forme {value}"


def _commune(value: object, names: Names) -> str:
    return f"celle de l’entreprise est {names.commune(str(value))}"


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


NO_AGE: Final = "l’âge de celle-ci n’est pas connu"
NO_HEADCOUNT: Final = "l’effectif de celle-ci n’est pas connu"
NO_NAF: Final = "le code NAF de celle-ci n’est pas connu"
NO_LEGAL_FORM: Final = "la forme juridique de celle-ci n’est pas connue"
NO_COMMUNE: Final = "celle de l’entreprise n’est pas connue"

SAYINGS: Final[Mapping[str, Saying]] = {
    "min_years": Saying(partial(_years, "au moins"), _age, NO_AGE),
    "max_years": Saying(partial(_years, "moins de"), _age, NO_AGE),
    "min_headcount": Saying(partial(_staff, "d’au moins"), partial(_headcount, 0), NO_HEADCOUNT),
    "max_headcount": Saying(partial(_staff, "de moins de"), partial(_headcount, 1), NO_HEADCOUNT),
    "accepted_naf": Saying(partial(_naf_among, f"{ONLY} de code NAF"), _naf, NO_NAF),
    "accepted_legal_forms": Saying(partial(_among, f"{ONLY} de forme juridique"), _legal_form, NO_LEGAL_FORM),
    "excluded_naf": Saying(partial(_naf_among, f"{NEVER} de code NAF"), _naf, NO_NAF),
    "excluded_legal_forms": Saying(
        partial(_among, f"{NEVER} de forme juridique"), _legal_form, NO_LEGAL_FORM
    ),
    "excluded_communes": Saying(_elsewhere, _commune, NO_COMMUNE),
}
"""Every criterion; a test compares the keys with those of `criteria.CONDITIONS`."""


def expected_and_found(criterion: str, expected: object, found: object, names: Names) -> tuple[str, str]:
    """Whom the criterion wants, and what was found of the company."""
    saying = SAYINGS[criterion]
    return saying.expected(expected, names), saying.unknown if found is None else saying.found(found, names)
