"""A clock that several processes share and one of them moves; in between, time goes by as it does."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_SECONDS: Final = struct.Struct("d")


class SharedClock:
    """The machine's clock, shifted by what stands in a file."""

    def __init__(self, file: Path) -> None:
        """Share the clock of that file, which is made when it is missing."""
        if not file.exists():
            file.write_bytes(_SECONDS.pack(0.0))
        with file.open("r+b") as opened:
            self._shift = mmap.mmap(opened.fileno(), _SECONDS.size)

    def __call__(self) -> datetime:
        """The present."""
        return datetime.now(UTC) + timedelta(seconds=_SECONDS.unpack(self._shift[:])[0])

    def forward(self, **time: float) -> None:
        """Let that time go by at once; negative, the clock goes back."""
        shift = _SECONDS.unpack(self._shift[:])[0] + timedelta(**time).total_seconds()
        self._shift[:] = _SECONDS.pack(shift)
