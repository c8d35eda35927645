"""Long work followed: a bar on a terminal, plain lines elsewhere, both beside what the command answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

beside = Console(stderr=True, highlight=False, soft_wrap=True)
"""Where progress is told, so that answers may be sent elsewhere."""

Told = Callable[[str], None]
"""Says that one more step is done."""


@contextmanager
def followed(title: str, steps: int) -> Iterator[Told]:
    """Follow so many steps of one piece of work."""
    if not beside.is_terminal:
        yield lambda step: beside.print(f"{title} : {step}.", markup=False)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=beside, transient=True) as progress:
        task = progress.add_task(title, total=steps)

        def told(step: str) -> None:
            progress.update(task, advance=1, description=f"{title} : {step}")

        yield told


@contextmanager
def waited(title: str) -> Iterator[None]:
    """Wait for work whose length nobody knows beforehand."""
    if not beside.is_terminal:
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=beside, transient=True) as progress:
        progress.add_task(title, total=None)
        yield
