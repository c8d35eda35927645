"""Phone numbers of France, overseas included, and of anywhere when the country is said."""

import re
from collections.abc import Mapping
from typing import Final

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)

LONGEST: Final = 40

MAINLAND: Final = "FR"

OVERSEAS_STARTS: Final[Mapping[str, str]] = {
    "0590": "GP",
    "0690": "GP",
    "0691": "GP",
    "0594": "GF",
    "0694": "GF",
    "0596": "MQ",
    "0696": "MQ",
    "0697": "MQ",
    "0262": "RE",
    "0263": "RE",
    "0269": "RE",
    "0639": "RE",
    "0692": "RE",
    "0693": "RE",
}
"""First digits kept for a territory by the French plan → its region; the library takes some for the
mainland's (0596, 0263, 0269). Saint-Barthélemy and Saint-Martin share
Guadeloupe's code, Mayotte Réunion's."""

OTHER_PLANS: Final = ("NC", "PF", "WF", "PM")
"""Territories with a plan of their own. Six digits may belong to several: the most peopled one has them."""

DIALLED_WITH_ZERO: Final = re.compile(r"\+(?:33|590|594|596|262)([1-9][0-9]{8})")


def e164(text: str) -> str | None:
    """The number in E.164, None when it is not one; one without country is a French one."""
    if len(text) > LONGEST:
        return None
    for region in _regions(text):
        try:
            number = parse(text, region)
        except NumberParseException:
            return None
        if is_valid_number(number):
            return format_number(number, PhoneNumberFormat.E164)
    return None


def _regions(text: str) -> tuple[str, ...]:
    # Most numbers are right in the first region tried, and trying one costs more than all the rest.
    digits = re.sub(r"[^0-9]", "", text)
    if "+" in text or digits.startswith("00"):
        return (MAINLAND,)
    if region := OVERSEAS_STARTS.get(digits[:4]):
        return (region, MAINLAND)
    return (MAINLAND,) if digits.startswith("0") else (MAINLAND, *OTHER_PLANS)


def in_pairs(number: str) -> str:
    """« 06 12 34 56 78 » for a number of the French plan, the international form for others."""
    if french := DIALLED_WITH_ZERO.fullmatch(number):
        digits = "0" + french[1]
        return " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    try:
        return format_number(parse(number), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return number
