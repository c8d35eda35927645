"""The texts everybody may read: the terms of use and the information notice (CGU 3, 6.2)."""

from functools import cache
from importlib.resources import files

__all__ = ["information_notice", "terms_of_use"]


def terms_of_use() -> str:
    """The terms of use in force, in Markdown."""
    return _text("conditions.md")


def information_notice() -> str:
    """Which data are kept, why, how long, and what one may ask about them, in Markdown."""
    return _text("mentions-information.md")


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")
