"""The company: its official identifiers, what a registry says of it, and the facts routing looks at."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NewType

from attrs import field, frozen

Siret = NewType("Siret", str)
"""An establishment's number: 14 digits whose keys are right."""

POSTAL_SERVICE: Final = "356000000"
POSTAL_SERVICE_HEAD_OFFICE: Final = "35600000000048"


class SiretFault(StrEnum):
    """What may be wrong in a SIRET; the values are codes of faults on the wire."""

    FORMAT = "format"
    LUHN = "luhn"

    @property
    def sentence(self) -> str:
        """What to tell the person who typed it."""
        return {
            SiretFault.FORMAT: "Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie.",
            SiretFault.LUHN: "Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis.",
        }[self]


def parse_siret(text: str) -> Siret | SiretFault:
    """Read a SIRET as people type it: whatever is neither a letter nor a digit is dropped.

    The key is Luhn's, on the 14 digits and on the first 9; the establishments of La Poste other than
    its head office have a sum of digits divisible by 5 instead.
    """
    digits = text if text.isdecimal() else "".join(filter(str.isalnum, text))
    if not re.fullmatch(r"[0-9]{14}", digits) or not int(digits):
        return SiretFault.FORMAT
    if digits.startswith(POSTAL_SERVICE) and digits != POSTAL_SERVICE_HEAD_OFFICE:
        return Siret(digits) if sum(map(int, digits)) % 5 == 0 else SiretFault.LUHN
    return Siret(digits) if _luhn(digits) and _luhn(digits[:9]) else SiretFault.LUHN


_DOUBLED: Final = str.maketrans("0123456789", "0246813579")
"""Each digit doubled, the digits of the double added."""


def _luhn(digits: str) -> bool:
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, doubled)) + sum(map(int, digits[-1::-2]))) % 10 == 0


def siren_of(siret: Siret) -> str:
    """The company's number (SIREN): the first 9 digits of each of its establishments'."""
    return siret[:9]


def is_siren(text: str) -> bool:
    """Whether it is a company's number exactly as registers write it: 9 digits, not all 0, a right key."""
    return bool(re.fullmatch(r"[0-9]{9}", text)) and bool(int(text)) and _luhn(text)


HEADCOUNTS: Final[Mapping[str, tuple[int, int]]] = {
    "NN": (0, 0),
    "00": (0, 0),
    "01": (1, 2),
    "02": (3, 5),
    "03": (6, 9),
    "11": (10, 19),
    "12": (20, 49),
    "21": (50, 99),
    "22": (100, 199),
    "31": (200, 249),
    "32": (250, 499),
    "41": (500, 999),
    "42": (1000, 1999),
    "51": (2000, 4999),
    "52": (5000, 9999),
    "53": (10000, 99999),
}
"""INSEE's headcount brackets: code → fewest and most employees. Any other code is unknown."""


def headcount_label(code: str | None) -> str | None:
    """A bracket as people read it; nothing for an unknown one."""
    bracket = HEADCOUNTS.get(code or "")
    if bracket is None:
        return None
    low, high = bracket
    return "Aucun salarié" if high == 0 else f"{low} à {high} salariés"


def plain_code(code: str) -> str:
    """A nomenclature's code ready to be compared: no dots, no spaces, upper case (62.02a → 6202A)."""
    return code.replace(".", "").replace(" ", "").upper()


def age_in_years(born: date, on: date) -> int:
    """Full years on that day; who is born on 29 February ages on 1 March in common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@frozen(kw_only=True)
class CompanyFacts:
    """What routing knows of an establishment; a fact that is None is unknown.

    `commune`: INSEE code, an arrondissement's in Paris, Lyon and Marseille. `headcount`: bracket code
    of `HEADCOUNTS`. `natures`: activity natures of the national register (`ARTISANALE`…). `nafa`: craft
    activity codes. `opco`: slug or SIREN of the establishment's skills operator.
    """

    commune: str
    created_on: date | None = None
    legal_form: str | None = None
    naf: str | None = None
    headcount: str | None = None
    natures: tuple[str, ...] | None = None
    nafa: tuple[str, ...] | None = None
    opco: str | None = None


@frozen(kw_only=True)
class Establishment:
    """What a registry says of the establishment behind a SIRET, where and when it was read (CGU 5.1.a)."""

    siret: Siret
    name: str
    source: str
    as_of: datetime
    commune: str | None = None
    postal_code: str | None = None
    address: str | None = None
    created_on: date | None = None
    legal_form: str | None = None
    naf: str | None = None
    headcount: str | None = None
    natures: tuple[str, ...] | None = None
    nafa: tuple[str, ...] | None = None
    opco: str | None = None
    open: bool = True
    foreign: bool = False

    @property
    def siren(self) -> str:
        """The company's number."""
        return siren_of(self.siret)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts shown on a need sheet that the registry did not give, by name (CGU 4.3.B)."""
        shown = ("address", "commune", "created_on", "headcount", "legal_form", "naf")
        return tuple(name for name in shown if getattr(self, name) is None)

    def facts(self) -> CompanyFacts | None:
        """What routing may use; nothing when the place itself is unknown."""
        if self.commune is None:
            return None
        return CompanyFacts(
            commune=self.commune,
            created_on=self.created_on,
            legal_form=self.legal_form,
            naf=self.naf,
            headcount=self.headcount,
            natures=self.natures,
            nafa=self.nafa,
            opco=self.opco,
        )


@frozen
class Bracket:
    """Fewest and most employees of a headcount bracket."""

    low: int
    high: int


_BRACKETS: Final = {code: Bracket(*bracket) for code, bracket in HEADCOUNTS.items()}


@frozen(kw_only=True)
class FactsOnDay:
    """An establishment's facts prepared once a decision: age that day, bracket, codes ready to compare.

    `communes`: its own commune code and the present commune's, when they differ. `mayotte`: its
    département is 976.
    """

    facts: CompanyFacts
    age: int | None
    bracket: Bracket | None
    naf: str | None
    legal_form: str | None
    communes: tuple[str, ...] = field(default=())
    mayotte: bool = False

    @classmethod
    def of(cls, facts: CompanyFacts, on: date, *, communes: tuple[str, ...], mayotte: bool) -> "FactsOnDay":
        """Prepare these facts for that day."""
        return cls(
            facts=facts,
            age=None if facts.created_on is None else age_in_years(facts.created_on, on),
            bracket=_BRACKETS.get(facts.headcount or ""),
            naf=None if facts.naf is None else plain_code(facts.naf),
            legal_form=None if facts.legal_form is None else plain_code(facts.legal_form),
            communes=communes,
            mayotte=mayotte,
        )
