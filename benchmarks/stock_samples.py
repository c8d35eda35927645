"""Stocks of companies that do not exist, of any size, in INSEE's published columns: same size, same files."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from conseillers_adapters.registries.stock_columns import COMPANIES, ESTABLISHMENTS, TREATED
from conseillers_domain.company import HEADCOUNTS
from conseillers_domain.territory import Geography

AT_ONCE: Final = 50_000
POOL: Final = 4
"""Batches of rows that are made, then given again and again to other numbers."""

FIRST: Final = 10_000_000
OFFICES: Final = (1, 1, 1, 1, 2)
"""Establishments of a company: 1.2 on average, as in the country."""

TRADES: Final = ("ATELIER", "BOULANGERIE", "GARAGE", "MENUISERIE", "COIFFURE", "EPICERIE", "TRANSPORTS")
PERSONS: Final = ("MARTIN", "BERNARD", "PETIT", "ROBERT", "DURAND", "LEROY", "MOREAU", "SIMON", "GARCIA")
WORDS: Final = ("DU", "DES", "LA", "LE", "MARCHÉ", "PORT", "SOLEIL", "CENTRE", "LAC", "MOULIN", "CHÂTEAU")
STREETS: Final = ("RUE", "AV", "CHE", "RTE", "PL", "ALL")
SYLLABLES: Final = ("BA", "BEL", "CA", "DOR", "FI", "GRA", "LU", "MON", "NO", "PRE", "RI", "SA", "TOR", "ZE")
SHARE_OPEN: Final = 0.45


def write_stock(folder: Path, count: int, geography: Geography) -> tuple[Path, Path, Path, Sequence[str]]:
    """Establishments in CSV and in Parquet, their companies in Parquet, and the establishments' numbers."""
    chance = Random(count)
    towns = [
        (one.code, postal_code, one.name.upper())
        for one in geography.communes.values()
        for postal_code in one.postal_codes
    ]
    numbers = list(islice(_sirets(chance), count))
    offices = [[_office(chance.choice(towns), chance) for _ in range(AT_ONCE)] for _ in range(POOL)]
    companies = [[_company(chance) for _ in range(AT_ONCE)] for _ in range(POOL)]
    columns = (*ESTABLISHMENTS, TREATED)
    plain = folder / "StockEtablissement_utf8.csv"
    with pyarrow.csv.CSVWriter(plain, _schema(columns)) as file:
        for batch in _batches(columns, numbers, offices):
            file.write_batch(batch)
    packed = folder / "StockEtablissement_utf8.parquet"
    _write_parquet(packed, columns, numbers, offices)
    units = folder / "StockUniteLegale_utf8.parquet"
    _write_parquet(units, COMPANIES, list(dict.fromkeys(siret[:9] for siret in numbers)), companies)
    return plain, packed, units, numbers


def _write_parquet(
    path: Path,
    columns: Sequence[str],
    numbers: Sequence[str],
    pool: Sequence[Sequence[tuple[str | None, ...]]],
) -> None:
    with pyarrow.parquet.ParquetWriter(path, _schema(columns)) as file:
        for batch in _batches(columns, numbers, pool):
            file.write_batch(batch)


def _schema(columns: Sequence[str]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in columns])


def _batches(
    columns: Sequence[str], numbers: Sequence[str], pool: Sequence[Sequence[tuple[str | None, ...]]]
) -> Iterator[pa.RecordBatch]:
    """The numbers, which come first, with the rows of the pool in turn."""
    held = [[pa.array(column, pa.string()) for column in zip(*rows, strict=True)] for rows in pool]
    for start, rest in zip(range(0, len(numbers), AT_ONCE), cycle(held), strict=False):
        some = pa.array(numbers[start : start + AT_ONCE], pa.string())
        yield pa.RecordBatch.from_arrays(
            [some, *(column.slice(0, len(some)) for column in rest)], schema=_schema(columns)
        )


def _sirets(chance: Random) -> Iterator[str]:
    base = FIRST
    while True:
        siren = f"{base}{_key(str(base))}"
        for office in range(1, 1 + chance.choice(OFFICES)):
            yield f"{siren}{office:04d}{_key(f'{siren}{office:04d}')}"
        base += 1


def _key(digits: str) -> int:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return -(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10


def _office(town: tuple[str, str, str], chance: Random) -> tuple[str | None, ...]:
    """All but the number of an establishment."""
    commune, postal_code, name = town
    return (
        "O" if chance.random() < 0.9 else "P",
        _day(chance),
        chance.choice((None, None, None, *HEADCOUNTS)),
        "BATIMENT A" if chance.random() < 0.1 else None,
        str(chance.randrange(1, 300)),
        "B" if chance.random() < 0.05 else None,
        chance.choice(STREETS),
        f"{chance.choice(WORDS)} {_word(chance)}",
        postal_code,
        name,
        None,
        commune,
        None,
        "A" if chance.random() < SHARE_OPEN else "F",
        f"{chance.choice(TRADES)} {_word(chance)}" if chance.random() < 0.25 else None,
        None,
        f"{chance.randrange(1, 97):02d}.{chance.choice((11, 20))}{chance.choice('ABZ')}",
        "NAFRev2" if chance.random() < 0.8 else "NAFRev1",
        f"2026-10-{chance.randrange(1, 31):02d}T08:00:00",
    )


def _company(chance: Random) -> tuple[str | None, ...]:
    """All but the number of a company."""
    person = chance.random() < 0.5
    name = f"{chance.choice(TRADES)} {chance.choice(WORDS)} {_word(chance)}"
    return (
        "O" if chance.random() < 0.9 else "P",
        _day(chance),
        chance.choice((None, "NN", "01", "02", "11")),
        "A" if chance.random() < SHARE_OPEN else "C",
        _word(chance) if person else None,
        None,
        chance.choice(PERSONS) if person else None,
        None,
        None if person else name,
        None,
        "1000" if person else chance.choice(("5499", "5710", "9220")),
    )


def _day(chance: Random) -> str:
    return f"{chance.randrange(1980, 2027)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"


def _word(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))
