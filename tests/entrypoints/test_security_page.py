"""The page on security says of every requirement how it stands, and names tests that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs/security.md").read_text("utf-8")
ROWS: Final = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)

LEVELS: Final = """
1.1:22 1.2:111112222 1.3:11222222222 1.4:222 1.5:12
2.1:122 2.2:112 2.3:1222 2.4:2
3.2:11 3.3:1222 3.4:112222 3.5:11122 3.7:22
4.1:122 4.2:2 4.3:22 4.4:1222
5.1:2 5.2:112 5.3:11 5.4:222
6.1:122 6.2:111111112222 6.3:1122 6.4:1122 6.5:22222 6.6:222 6.8:2222
7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:22 7.6:22
8.1:12 8.2:112 8.3:1 8.4:2
9.1:111 9.2:1222
10.1:22 10.2:22 10.3:2222 10.4:11111222222 10.5:22222 10.6:22 10.7:222
11.1:22 11.2:222 11.3:112 11.4:1222 11.5:2 11.6:2
12.1:122 12.2:11 12.3:2222
13.1:2 13.2:22222 13.3:22 13.4:12222
14.1:22 14.2:1222 14.3:122
15.1:122 15.2:122 15.3:1222222
16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:222
17.1:2 17.2:2222 17.3:22
"""
"""Of each section of ASVS 5.0 its first requirements, those of levels 1 and 2, each by its level."""


def required() -> Iterator[tuple[str, str]]:
    for section in LEVELS.split():
        name, levels = section.split(":")
        yield from ((f"{name}.{rank}", level) for rank, level in enumerate(levels, 1))


def test_every_requirement_of_the_first_two_levels_is_there_once() -> None:
    assert [(number, level) for number, level, *_ in ROWS] == list(required())
    assert len(ROWS) == 253


def test_each_is_met_open_or_not_applicable_and_says_why() -> None:
    assert {state for *_, state, _ in ROWS} == {"met", "not applicable", "open"}
    assert all(why.strip() for *_, why in ROWS)


@pytest.mark.parametrize("number", [number for number, _, _, state, _ in ROWS if state == "met"])
def test_what_is_met_is_shown_by_a_test_that_exists(number: str) -> None:
    (shown,) = (by for one, *_, by in ROWS if one == number)
    named = re.fullmatch(r"`([\w/]+\.py)::(\w+)`", shown)
    assert named is not None
    assert re.search(rf"^def {named[2]}\(", (ROOT / "tests" / named[1]).read_text("utf-8"), re.MULTILINE)


def test_tests_named_beside_what_is_open_exist_too() -> None:
    for file, test in re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE):
        assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8")


def test_the_page_counts_itself() -> None:
    states = [state for *_, state, _ in ROWS]
    told = ", ".join(f"{states.count(one)} {one}" for one in ("met", "not applicable", "open"))
    assert f"{told}." in PAGE
