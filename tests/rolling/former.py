"""The former release, taken out of the history, and its own tests run on the tables of this one."""

import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Final

from conseillers_entrypoints.cli.installation import bring_up_to_date
from conseillers_entrypoints.settings import Settings

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
COMMIT: Final = (HERE / "former_release").read_text("utf-8").strip()
PLUGINS: Final = ("-p", "later_schema", "-p", "no:cacheprovider", "--hypothesis-profile=mutation")
"""The last one looks the same way at every run, and makes no failure simpler for minutes."""
STORED: Final = ("-k", "not memory")
"""What is kept in memory knows no table."""
LAYERS: Final = ("domain", "application", "adapters", "entrypoints", "features")


def in_history() -> bool:
    """Whether the former release can be taken out of the history there is here."""
    asked = ["git", "cat-file", "-e", f"{COMMIT}^{{tree}}"]
    try:
        return subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0  # noqa: S603 - words of our own
    except FileNotFoundError:
        return False


def taken_out(folder: Path) -> Path:
    """The tree of the former release, in that folder."""
    archive = subprocess.run(  # noqa: S603 - words of our own
        ["git", "archive", "--format=tar", COMMIT],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as content:
        content.extractall(folder, filter="data")
    return folder


def migrated(file: Path) -> Path:
    """An empty database that this release has migrated."""
    bring_up_to_date(Settings(database_url=f"sqlite:///{file}"))
    return file


def tested(former: Path, schema: Path, *words: str) -> int:
    """Run the former release's own tests, on its own code, against that schema; their exit status."""
    return run(former, schema, *words, stdout=None).returncode


def run(former: Path, schema: Path, *words: str, stdout: int | None) -> subprocess.CompletedProcess[str]:
    """The same; what they say goes to `stdout`."""
    others = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("CONSEILLERS_", "COV", "PYTEST_"))
    }
    places = [*(str(former / layer) for layer in LAYERS), str(former), str(HERE)]
    return subprocess.run(  # noqa: S603 - words of our own
        [sys.executable, "-m", "pytest", "-q", *PLUGINS, *STORED, *words],
        cwd=former,
        env={**others, "PYTHONPATH": os.pathsep.join(places), "LATER_SCHEMA": str(schema)},
        stdout=stdout,
        text=True,
        check=False,
    )
