"""INSEE's stocks in small: their published columns, as CSV, archives or Parquet."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from conseillers_adapters.registries.stock_columns import COMPANIES, ESTABLISHMENTS, TREATED
from conseillers_domain.company import Establishment
from tests.adapters.insee_api import an_address

Row = Mapping[str, str | None]
OTHERS = ("siren", "nic", "anneeEffectifsEtablissement", "nombrePeriodesEtablissement")
"""Columns the service does not read."""


def an_office(establishment: Establishment, **other: str | None) -> dict[str, str | None]:
    """An establishment as INSEE's stock has it."""
    row: dict[str, str | None] = dict.fromkeys((*OTHERS, *ESTABLISHMENTS, TREATED))
    where = {key: value for key, value in an_address(establishment).items() if key in row}
    return {
        **row,
        **where,  # type: ignore[dict-item]
        "siren": establishment.siren,
        "nic": establishment.siret[9:],
        "siret": establishment.siret,
        "statutDiffusionEtablissement": "O",
        "dateCreationEtablissement": "2024-02-03",
        "trancheEffectifsEtablissement": establishment.headcount,
        "etatAdministratifEtablissement": "A" if establishment.open else "F",
        "activitePrincipaleEtablissement": establishment.naf,
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
        TREATED: "2026-10-30T08:15:00",
        **other,
    }


def a_company(establishment: Establishment, **other: str | None) -> dict[str, str | None]:
    """Its company as INSEE's stock has it."""
    return {
        **dict.fromkeys(COMPANIES),
        "siren": establishment.siren,
        "statutDiffusionUniteLegale": "O",
        "dateCreationUniteLegale": _day(establishment.created_on),
        "etatAdministratifUniteLegale": "A" if establishment.open else "C",
        "denominationUniteLegale": establishment.name,
        "categorieJuridiqueUniteLegale": establishment.legal_form,
        **other,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_csv(path: Path, rows: Sequence[Row], *, end: str = "") -> Path:
    """Those rows in CSV, with INSEE's quotes: only where they are needed; then `end` as it stands."""
    held = io.StringIO()
    writer = csv.DictWriter(held, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(held.getvalue() + end, "utf-8")
    return path


def write_zip(path: Path, rows: Sequence[Row]) -> Path:
    """The same in the archive INSEE ships it in."""
    inside = write_csv(path.with_suffix(".csv"), rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inside, inside.name)
    inside.unlink()
    return path


def write_parquet(path: Path, rows: Sequence[Row]) -> Path:
    """The same in Parquet, days being days there and numbers numbers."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    arrays = {name: _typed(name, values) for name, values in columns.items()}
    pyarrow.parquet.write_table(pa.table(arrays), path)
    return path


def _typed(name: str, values: Iterable[str | None]) -> pa.Array:
    if name == "siret" and all(value and value.isdecimal() for value in values):
        return pa.array([int(value or 0) for value in values], pa.int64())
    if name.startswith("dateCreation"):
        return pa.array([value and date.fromisoformat(value) for value in values], pa.date32())
    return pa.array(values, pa.string())
