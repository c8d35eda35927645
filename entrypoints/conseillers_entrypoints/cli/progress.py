"""Long work followed: a bar on a terminal, plain lines elsewhere, both beside what the command answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from attrs import define
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from conseillers_entrypoints.cli.main import errors as beside


class Followed(Protocol):
    """Is told how far some work got."""

    def step(self, name: str) -> None:
        """One more step is done."""
        ...

    def part(self, done: int, total: int) -> None:
        """So much of the present step is done."""
        ...


@define
class _Lines:
    """A line a step, and one a tenth of a long one, for logs."""

    title: str
    tenths: int = 0

    def step(self, name: str) -> None:
        """Say it."""
        self.tenths = 0
        beside.print(f"{self.title} : {name}.", markup=False)

    def part(self, done: int, total: int) -> None:
        """Say that one more tenth is done; the last one is the step."""
        tenths = 10 * done // max(total, 1)
        if self.tenths < tenths < 10:  # noqa: PLR2004 - tenths
            self.tenths = tenths
            beside.print(f"{self.title} : {tenths}0 %.", markup=False)


@define
class _Bar:
    """A bar that fills up, step by step and inside each."""

    title: str
    progress: Progress
    task: TaskID
    steps: int = 0

    def step(self, name: str) -> None:
        """Fill it up to there."""
        self.steps += 1
        self.progress.update(self.task, completed=self.steps, description=f"{self.title} : {name}")

    def part(self, done: int, total: int) -> None:
        """Fill a part of a step."""
        self.progress.update(self.task, completed=self.steps + done / max(total, 1))


@contextmanager
def followed(title: str, steps: int) -> Iterator[Followed]:
    """Follow so many steps of one piece of work."""
    if not beside.is_terminal:
        yield _Lines(title)
        return
    with _shown() as progress:
        yield _Bar(title, progress, progress.add_task(title, total=steps))


@contextmanager
def waited(title: str) -> Iterator[None]:
    """Wait for work whose length nobody knows beforehand."""
    if not beside.is_terminal:
        yield
        return
    with _shown() as progress:
        progress.add_task(title, total=None)
        yield


def _shown() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=beside, transient=True)
