"""INSEE's stocks as they are downloaded: CSV, alone or in its archive, and Parquet, read in pieces."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet
from attrs import frozen

from conseillers_adapters.registries.reading import MASKS
from conseillers_domain.french import listed

PIECE: Final = 2_000_000
"""Bytes of CSV read at once; a few dozen pieces are read ahead."""

ROWS: Final = 15_000
"""Rows of Parquet read at once."""

FIRST_LINE: Final = 20_000
ABSENT: Final = ("", *sorted(MASKS))
Refuse = Callable[[int, str], None]
"""Is told the line of a row of CSV that has not the columns of the first line, and how many it has."""


class UnreadableStock(ValueError):  # noqa: N818 - says what the file is, in the words of its reader
    """A file that is no stock of INSEE's: a sentence says what is wrong."""


@frozen
class Piece:
    """So many rows: a list of texts a column, what is absent or masked being None.

    `first`: rank of its first row, from 1. `done` of `total`: how far in the file it ends, for the bar.
    """

    first: int
    columns: tuple[list[str | None], ...]
    done: int
    total: int

    def __len__(self) -> int:
        return len(self.columns[0])

    def after(self, rows: int) -> "Piece | None":
        """What of it comes after so many rows of the file."""
        skipped = rows + 1 - self.first
        if skipped <= 0:
            return self
        if skipped >= len(self):
            return None
        rest = tuple(column[skipped:] for column in self.columns)
        return Piece(self.first + skipped, rest, self.done, self.total)


@frozen
class StockFile:
    """One file, and the columns asked of it."""

    path: Path
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What tells whether it is still the same file."""
        held = self.path.stat()
        return json.dumps([str(self.path.resolve()), held.st_size, held.st_mtime_ns])

    @property
    def written_at(self) -> datetime:
        """When it was written on this machine."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, tz=UTC)

    def check(self) -> None:
        """Raise UnreadableStock unless it has every column; OSError when it cannot be read."""
        with self._columns_told() as names:
            missing = [one for one in self.columns if one not in names]
        if missing:
            raise UnreadableStock(f"{self._called} n’a pas les colonnes attendues : {listed(missing)}.")

    def pieces(self, refuse: Refuse) -> Iterator[Piece]:
        """Its rows in order; the optional columns last, full of None when they are not there.

        `refuse` is told of the rows of CSV that are not whole. Raises UnreadableStock, OSError.
        """
        with self._columns_told() as names:
            present = [one for one in (*self.columns, *self.optional) if one in names]
        try:
            yield from self._in_pieces(present, refuse)
        except (pa.ArrowInvalid, zipfile.BadZipFile) as wrong:
            raise UnreadableStock(f"{self._called} ne se lit pas jusqu’au bout : {wrong}") from None

    def _in_pieces(self, present: Sequence[str], refuse: Refuse) -> Iterator[Piece]:
        first, absent = 1, len(self.columns) + len(self.optional) - len(present)
        with ExitStack() as opened:
            batches = self._parquet(present) if self.is_parquet else self._csv(present, refuse, opened)
            for batch, done, total in batches:
                texts: list[list[str | None]] = [batch.column(name).to_pylist() for name in present]
                texts += [[None] * batch.num_rows] * absent
                yield Piece(first, tuple(texts), done, total)
                first += batch.num_rows

    @property
    def _called(self) -> str:
        return f"« {self.path.name} »"

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet, as its first bytes say."""
        with self.path.open("rb") as file:
            return file.read(4) == b"PAR1"

    @contextmanager
    def _columns_told(self) -> Iterator[Sequence[str]]:
        try:
            if self.is_parquet:
                yield pa.parquet.read_schema(self.path).names
                return
            with ExitStack() as opened:
                file, _ = self._text(opened)
                line = file.read(FIRST_LINE).split(b"\n", 1)[0].decode("utf-8-sig")
            yield next(csv.reader([line]), [])
        except (pa.ArrowInvalid, zipfile.BadZipFile, UnicodeDecodeError, csv.Error):
            raise UnreadableStock(
                f"{self._called} n’est ni un CSV en UTF-8, seul ou dans son archive .zip, ni un Parquet."
            ) from None

    def _text(self, opened: ExitStack) -> tuple[IO[bytes], int]:
        """The CSV and its size, out of its archive when it comes in one."""
        if not zipfile.is_zipfile(self.path):
            return opened.enter_context(self.path.open("rb")), self.path.stat().st_size
        archive = opened.enter_context(zipfile.ZipFile(self.path))
        inside = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
        if len(inside) != 1:
            raise UnreadableStock(
                f"{self._called} contient {len(inside)} fichiers CSV : un seul est attendu."
            )
        return opened.enter_context(archive.open(inside[0])), inside[0].file_size

    def _csv(
        self, present: Sequence[str], refuse: Refuse, opened: ExitStack
    ) -> Iterator[tuple[pa.RecordBatch, int, int]]:
        file, total = self._text(opened)

        def wrong(row: pa.csv.InvalidRow) -> str:
            refuse(row.number, f"{row.actual_columns} colonnes au lieu de {row.expected_columns}")
            return "skip"

        reader = pa.csv.open_csv(
            file,
            # With several threads, nothing tells the line of a row.
            read_options=pa.csv.ReadOptions(block_size=PIECE, use_threads=False),
            parse_options=pa.csv.ParseOptions(invalid_row_handler=wrong, newlines_in_values=False),
            convert_options=pa.csv.ConvertOptions(
                include_columns=present,
                column_types=dict.fromkeys(present, pa.string()),
                null_values=ABSENT,
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        with reader:
            for batch in reader:
                yield batch, file.tell(), total

    def _parquet(self, present: Sequence[str]) -> Iterator[tuple[pa.RecordBatch, int, int]]:
        done = 0
        with pa.parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=ROWS, columns=list(present)):
                done += batch.num_rows
                yield _told(batch), done, file.metadata.num_rows


def _told(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same without what stands in the place of a value, which reading CSV leaves out by itself."""
    masks = pa.array(ABSENT)
    columns = [
        pa.compute.if_else(pa.compute.is_in(texts, masks), None, texts)
        for texts in (column.cast(pa.string()) for column in batch.columns)
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
