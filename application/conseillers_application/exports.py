"""An export: a file of figures that staff asks for, made by a job and kept for some days (domain.md §10)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_application.figure_views import FiguresRequest

EXPORTS_KEPT: Final = timedelta(days=7)
"""How long a file may be fetched."""

MOST_LINES: Final = 200_000
"""Lines of a file: four years of needs, which a spreadsheet still opens."""


class ExportKind(StrEnum):
    """What is in the file: the figures, or the needs they are counted from, without anybody's data."""

    FIGURES = "figures"
    NEEDS = "needs"

    @property
    def file_name(self) -> str:
        """What the file is called, before its dates."""
        return {ExportKind.FIGURES: "chiffres", ExportKind.NEEDS: "besoins"}[self]


class ExportFormat(StrEnum):
    """How the file is written."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """As browsers are told."""
        return {
            ExportFormat.CSV: "text/csv",
            ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


class ExportState(StrEnum):
    """How far an export got."""

    ASKED = "asked"
    READY = "ready"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            ExportState.ASKED: "en préparation",
            ExportState.READY: "prêt",
            ExportState.REFUSED: "impossible",
        }[self]


@frozen(kw_only=True)
class ExportRequest(FiguresRequest):
    """What is asked for: a kind of file, and the same filters as the figures read at once."""

    kind: ExportKind
    format: ExportFormat


@frozen(kw_only=True)
class Export:
    """A file asked for. `by`: the account that may fetch it. `why`: why it could not be made."""

    id: str
    by: str
    asked_at: datetime
    request: ExportRequest
    state: ExportState = ExportState.ASKED
    why: str | None = None

    def ready(self) -> "Export":
        """The same, its file made."""
        return evolve(self, state=ExportState.READY)

    def refused(self, why: str) -> "Export":
        """The same, that cannot be made."""
        return evolve(self, state=ExportState.REFUSED, why=why)

    @property
    def name(self) -> str:
        """What its file is called."""
        request = self.request
        return f"{request.kind.file_name}-{request.since}-{request.until}.{request.format}"


Cell = str | int | float | None
Row = tuple[Cell, ...]


@frozen(kw_only=True)
class Sheet:
    """What a file holds: columns and lines, whatever it is written as; `name`: of the sheet in a workbook."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


WriteSheet = Callable[[Sheet, ExportFormat], bytes]
"""Writes a sheet as a file."""


class TooManyLines(Exception):  # noqa: N818 - says what the file would be
    """More lines than a file may have."""


def bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """The same lines. Raises TooManyLines past the last that a file may have."""
    for number, row in enumerate(rows):
        if number == MOST_LINES:
            raise TooManyLines
        yield row
