"""Stocks of companies that do not exist, of any size, in INSEE's published columns: same seed, same files."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

import pyarrow
import pyarrow.csv
import pyarrow.parquet

from conseillers_adapters.registries.stock_columns import COMPANIES, ESTABLISHMENTS, TREATED
from conseillers_domain.company import HEADCOUNTS
from conseillers_domain.territory import Geography

FIRST: Final = 100_000_000
AT_ONCE: Final = 50_000
OFFICES: Final = (1, 1, 1, 1, 2)
"""Establishments of a company: 1.2 on average, as in the country."""

TRADES: Final = (
    "ATELIER BOULANGERIE GARAGE MENUISERIE COIFFURE EPICERIE PLOMBERIE TRANSPORTS CONSEIL JARDINS".split()
)
NAMES: Final = (
    "MARTIN BERNARD PETIT ROBERT DURAND LEROY MOREAU SIMON LAURENT LEFEBVRE MICHEL GARCIA ROUX".split()
)
WORDS: Final = (
    "DU DES LA LE MARCHÉ PORT SOLEIL CENTRE LAC VALLON MOULIN PLATEAU RIVAGE BOCAGE CHÂTEAU".split()
)
STREETS: Final = "RUE AV CHE RTE PL ALL".split()
SYLLABLES: Final = "BA BEL CA DOR FI GRA LU MON NO PRE RI SA TOR VAL ZE".split()
ACTIVITIES: Final = tuple(
    f"{group:02d}.{kind}{letter}" for group in range(1, 97) for kind in (11, 20) for letter in "AZ"
)


def sirens(count: int) -> Iterator[str]:
    """The first numbers whose key is right."""
    return (f"{base}{_key(str(base))}" for base in range(FIRST // 10, FIRST // 10 + count))


def _key(digits: str) -> int:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return -(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10


def offices(count: int, chance: Random) -> Iterator[str]:
    """The numbers of so many establishments, in order."""
    every = (
        f"{siren}{office:04d}{_key(f'{siren}{office:04d}')}"
        for siren in sirens(count)
        for office in range(1, 1 + chance.choice(OFFICES))
    )
    return islice(every, count)


def write_stock(folder: Path, count: int, geography: Geography) -> tuple[Path, Path, Path]:
    """Establishments in CSV and in Parquet, companies in Parquet; the numbers are the same in all three."""
    chance = Random(count)
    towns = [
        (one.code, one.postal_codes[0], one.name.upper())
        for one in geography.communes.values()
        if one.postal_codes
    ]
    numbers = list(offices(count, chance))
    csv, parquet, companies = (
        folder / name
        for name in (
            "StockEtablissement_utf8.csv",
            "StockEtablissement_utf8.parquet",
            "StockUniteLegale_utf8.parquet",
        )
    )
    schema = pyarrow.schema([(name, pyarrow.string()) for name in (*ESTABLISHMENTS, TREATED)])
    with (
        pyarrow.csv.CSVWriter(csv, schema) as plain,
        pyarrow.parquet.ParquetWriter(parquet, schema) as packed,
    ):
        for some in _cut(numbers):
            batch = _batch(schema, [_office(siret, towns, chance) for siret in some])
            plain.write_batch(batch)
            packed.write_batch(batch)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COMPANIES])
    with pyarrow.parquet.ParquetWriter(companies, schema) as packed:
        for some in _cut(list(dict.fromkeys(siret[:9] for siret in numbers))):
            packed.write_batch(_batch(schema, [_company(siren, chance) for siren in some]))
    return csv, parquet, companies


def _cut(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))


def _batch(schema: Any, rows: Sequence[tuple[str | None, ...]]) -> Any:
    return pyarrow.RecordBatch.from_arrays(
        [pyarrow.array(column, pyarrow.string()) for column in zip(*rows, strict=True)], schema=schema
    )


def _office(siret: str, towns: Sequence[tuple[str, str, str]], chance: Random) -> tuple[str | None, ...]:
    commune, postal_code, town = chance.choice(towns)
    return (
        siret,
        "O" if chance.random() < 0.9 else "P",
        _day(chance),
        chance.choice((None, None, None, *HEADCOUNTS)),
        "BATIMENT A" if chance.random() < 0.1 else None,
        str(chance.randrange(1, 300)),
        "B" if chance.random() < 0.05 else None,
        chance.choice(STREETS),
        f"{chance.choice(WORDS)} {_word(chance)}",
        postal_code,
        town,
        None,
        commune,
        None,
        "A" if chance.random() < 0.45 else "F",
        f"{chance.choice(TRADES)} {_word(chance)}" if chance.random() < 0.25 else None,
        None,
        chance.choice(ACTIVITIES),
        "NAFRev2" if chance.random() < 0.8 else "NAFRev1",
        f"2026-10-{chance.randrange(1, 31):02d}T08:00:00",
    )


def _company(siren: str, chance: Random) -> tuple[str | None, ...]:
    person = chance.random() < 0.5
    name = f"{chance.choice(TRADES)} {chance.choice(WORDS)} {_word(chance)}"
    return (
        siren,
        "O" if chance.random() < 0.9 else "P",
        _day(chance),
        chance.choice((None, "NN", "01", "02", "11")),
        "A" if chance.random() < 0.5 else "C",
        _word(chance) if person else None,
        None,
        chance.choice(NAMES) if person else None,
        None,
        None if person else name,
        None,
        "1000" if person else chance.choice(("5499", "5710", "9220")),
    )


def _day(chance: Random) -> str:
    return f"{chance.randrange(1980, 2027)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"


def _word(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))
