"""What the code never does, whatever it is sent, and of what it is installed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
LAYERS: Final = ("domain", "application", "adapters", "entrypoints")
SOURCES: Final = [file for layer in LAYERS for file in sorted((ROOT / layer).rglob("*.py"))]

MODULES: Final = {"subprocess", "pickle", "marshal", "shelve", "dill", "yaml", "ctypes", "pty", "code"}
"""They run commands, or make any object of bytes."""
CALLS: Final = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.spawnv"}
PATTERNS: Final = {
    f"re.{name}" for name in ("compile", "match", "fullmatch", "search", "sub", "split", "findall")
}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, under the name it is written by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, by its first name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def is_constant(pattern: ast.expr) -> bool:
    """Whether it is written in the code, whole."""
    return all(isinstance(node, (ast.Constant, ast.BinOp, ast.Add, ast.Load)) for node in ast.walk(pattern))


def test_there_is_code_to_look_at() -> None:
    assert len(SOURCES) > 300


def test_no_command_is_run_nothing_is_evaluated_and_no_object_unpacked() -> None:
    for file in SOURCES:
        tree = ast.parse(file.read_text("utf-8"))
        assert MODULES.isdisjoint(imported(tree)), file
        assert CALLS.isdisjoint(name for name, _ in calls(tree)), file


def test_no_pattern_is_made_of_what_people_send() -> None:
    made = {
        f"{file.name}: {ast.unparse(call.args[0])}"
        for file in SOURCES
        for name, call in calls(ast.parse(file.read_text("utf-8")))
        if name in PATTERNS and not is_constant(call.args[0])
    }
    # The sentences of the framework, a table of the same module.
    assert made == {"parameters.py: pattern"}


@pytest.mark.parametrize("file", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda file: file.name)
def test_every_library_is_pinned_by_its_hash(file: Path) -> None:
    lines = file.read_text("utf-8").replace("\\\n", " ").splitlines()
    libraries = [line for line in lines if line.strip() and not line.startswith("#")]
    assert libraries
    assert all(re.match(r"[\w.\[\], -]+==\S+ ", line) and "--hash=sha256:" in line for line in libraries)
    assert "://" not in file.read_text("utf-8")
