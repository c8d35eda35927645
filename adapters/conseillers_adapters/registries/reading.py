"""How the answers of registers are read, value by value; anything of another shape is `Misshapen`."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from conseillers_domain.company import Siret, SiretFault, parse_siret

MASKS: Final = frozenset({"[ND]", "[NON-DIFFUSIBLE]"})
"""What INSEE writes in the place of what the company does not want told."""

UNDISCLOSED: Final = "Entreprise non diffusible"
UNNAMED: Final = "Entreprise sans nom connu"
NAF_IN_FORCE: Final = "NAFRev2"


class Misshapen(Exception):  # noqa: N818 - says what the answer is
    """An answer that cannot be understood; no value of it is quoted."""


def read_object(value: object) -> Mapping[str, object]:
    """A JSON object. Raises Misshapen."""
    if not isinstance(value, dict):
        raise Misshapen
    return value


def read_list(value: object) -> list[object]:
    """A JSON list. Raises Misshapen."""
    if not isinstance(value, list):
        raise Misshapen
    return value


def read_part(held: Mapping[str, object], key: str) -> Mapping[str, object]:
    """An object inside another, empty when it is not there. Raises Misshapen."""
    value = held.get(key)
    return {} if value is None else read_object(value)


def read_text(held: Mapping[str, object], key: str) -> str | None:
    """A text; nothing when it is absent, blank or masked. Raises Misshapen."""
    value = held.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Misshapen
    return plain(value)


def read_day(held: Mapping[str, object], key: str) -> date | None:
    """A day, as `2019-05-01`. Raises Misshapen."""
    text = read_text(held, key)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Misshapen from None


def read_siret(held: Mapping[str, object], key: str) -> Siret:
    """The number of an establishment. Raises Misshapen."""
    siret = parse_siret(read_text(held, key) or "")
    if isinstance(siret, SiretFault):
        raise Misshapen
    return siret


def plain(text: str | None) -> str | None:
    """A value as it is told, nothing for what stands in the place of one."""
    text = (text or "").strip()
    return None if not text or text in MASKS else text


def activity(code: str | None, nomenclature: str | None) -> str | None:
    """A code of the nomenclature in force: the same letters in a former one meant something else."""
    return code if nomenclature in (None, NAF_IN_FORCE) else None


def one_line(*parts: str | None) -> str | None:
    """The parts of an address that are known, in their order."""
    return " ".join(filter(None, parts)) or None
