"""A use case is asked again when nothing of it was kept, and only then."""

import ast
from pathlib import Path

import pytest

import conseillers_application
from conseillers_application import once_more as module
from conseillers_application.once_more import PAUSES, once_more
from conseillers_application.ports import OutcomeUnknown, StoreBusy


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(module, "sleep", slept.append)
    return slept


def refusing(*refusals: Exception) -> tuple[list[int], object]:
    left, asked = list(refusals), []

    @once_more
    def act(number: int) -> int:
        asked.append(number)
        if left:
            raise left.pop(0)
        return number + 1

    return asked, act


def crossing() -> StoreBusy:
    return StoreBusy("two transactions crossed", at_once=True)


def test_what_crossed_another_is_begun_again(no_pause: list[float]) -> None:
    asked, act = refusing(crossing(), crossing())
    assert act(1) == 2  # type: ignore[operator]
    assert asked == [1, 1, 1]
    assert len(no_pause) == 2
    assert all(0 <= pause <= most for pause, most in zip(no_pause, PAUSES, strict=False))


def test_it_is_not_begun_for_ever() -> None:
    asked, act = refusing(*(crossing() for _ in range(99)))
    with pytest.raises(StoreBusy):
        act(1)  # type: ignore[operator]
    assert len(asked) == len(PAUSES) + 1


@pytest.mark.parametrize("refusal", [StoreBusy("the file is locked"), OutcomeUnknown("cut"), ValueError()])
def test_anything_else_is_told_at_once(refusal: Exception) -> None:
    asked, act = refusing(refusal)
    with pytest.raises(type(refusal)):
        act(1)  # type: ignore[operator]
    assert asked == [1]


FIRST_TO_OPEN = {("maintenance.py", "_begun"), ("journal.py", "_begun")}
"""What gives a transaction to others: they are who begins again."""


def writers() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for file in sorted(Path(conseillers_application.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (file.name, node.name) not in FIRST_TO_OPEN:
                opened = [one for one in ast.walk(node) if isinstance(one, ast.With)]
                calls = [ast.unparse(item.context_expr) for one in opened for item in one.items]
                if {"self.begin()", "self.note()"}.intersection(calls):
                    found.append((file.name, node))
    return found


def test_whatever_writes_is_begun_again_when_it_crossed_another() -> None:
    found = writers()
    assert len(found) > 15
    alone = [
        f"{file}: {node.name}"
        for file, node in found
        if "once_more" not in [ast.unparse(one) for one in node.decorator_list]
    ]
    assert alone == []
