"""Changes the rules of routing one token at a time and counts the changes that no test notices.

    python -m scripts.mutation

mutmut knows packages at the root of a project or in `src/` only, so it works on a copy laid out so, in
`.mutation/`. It changes what undecorated functions and methods do; a survivor that changes nothing anybody
could see is declared, with why, in `mutants_without_effect.toml`. The exit status is 1 when a module is
under its floor, or when a declared survivor is none any more.
"""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from json import loads
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
COPY: Final = ROOT / ".mutation"
PACKAGE: Final = "src/conseillers_domain"
WITHOUT_EFFECT: Final = ROOT / "scripts/mutants_without_effect.toml"

FLOOR: Final = 0.95
"""The share of its mutants that tests must kill, in each module."""

KILLED: Final = frozenset({1, 3, 24, -24, 36, 152, 255})
"""How a mutant’s tests end when one fails, or when they never would."""


class Change(NamedTuple):
    """What a mutant changes: the module, the lines taken away, the lines put in their place."""

    module: str
    was: str
    becomes: str


def main() -> int:
    """Make the mutants, run the tests on each, print what each module’s score is and who survived."""
    mutmut = Path(sys.executable).parent / "mutmut"
    _lay_out()
    _try_mutants(mutmut)
    declared = {
        Change(one["module"], one["was"], one["becomes"])
        for one in tomllib.loads(WITHOUT_EFFECT.read_text())["mutant"]
    }
    met, missed = set[Change](), False
    for meta in sorted((COPY / "mutants" / PACKAGE).glob("*.meta")):
        module = meta.name.removesuffix(".py.meta")
        ends = loads(meta.read_text())["exit_code_by_key"]
        survivors = {name: _change(mutmut, module, name) for name, end in ends.items() if end not in KILLED}
        without_effect = sum(change in declared for change in survivors.values())
        score = 1 - (len(survivors) - without_effect) / (len(ends) - without_effect)
        print(f"{module}: {score:.1%} of {len(ends)} mutants killed, {without_effect} without effect apart")
        for name, change in survivors.items():
            if change not in declared:
                print(f"  {name}\n    - {change.was}\n    + {change.becomes}")
        missed |= score < FLOOR
        met.update(survivors.values())
    for change in declared - met:
        print(f"Declared without effect in {change.module}, but no survivor: {change.becomes}")
    return int(missed or not declared <= met)


def _lay_out() -> None:
    """The copy: sources under `src/`, the domain’s tests, the tools’ settings."""
    shutil.rmtree(COPY, ignore_errors=True)
    skipped = shutil.ignore_patterns("__pycache__", "test_*_at_scale.py")
    shutil.copytree(ROOT / "domain/conseillers_domain", COPY / PACKAGE, ignore=skipped)
    shutil.copytree(ROOT / "tests/domain", COPY / "tests/domain", ignore=skipped)
    for name in ("tests/builders.py", "conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, COPY / name)


def _try_mutants(mutmut: Path) -> None:
    """Some minutes; how far it is shows on a terminal, and goes to a file elsewhere.

    Raises:
        CalledProcessError: the tests fail before anything is changed.
    """
    log = COPY / "mutmut.log"
    with log.open("w") as file:
        out = None if sys.stdout.isatty() else file
        print(f"Trying mutants ({log.relative_to(ROOT)})", flush=True)
        subprocess.run([mutmut, "run"], cwd=COPY, check=True, stdout=out, stderr=out)  # noqa: S603 - our own


def _change(mutmut: Path, module: str, name: str) -> Change:
    shown = subprocess.run([mutmut, "show", name], cwd=COPY, check=True, capture_output=True, text=True)  # noqa: S603 - same
    lines = [line for line in shown.stdout.splitlines() if not line.startswith(("---", "+++"))]
    return Change(module, " ".join(_signed("-", lines)), " ".join(_signed("+", lines)))


def _signed(sign: str, lines: Iterable[str]) -> Iterator[str]:
    return (line[1:].strip() for line in lines if line.startswith(sign))


if __name__ == "__main__":
    sys.exit(main())
