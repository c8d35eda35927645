"""The bounded distance between two texts, against the textbook one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.demand_form import fewer_edits

ALPHABET = "abé"
WORDS = st.text(ALPHABET, max_size=14)


def distance(one: str, other: str) -> int:
    """Levenshtein's, by the whole table."""
    table = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
    return table[-1][-1]


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS, st.integers(1, 12))
def test_few_edits_are_counted_as_the_textbook_does(one: str, other: str, than: int) -> None:
    assert fewer_edits(one, other, than) is (distance(one, other) < than)


@settings(max_examples=100, deadline=None)
@given(WORDS, st.lists(st.tuples(st.integers(0, 13), st.sampled_from(ALPHABET)), max_size=9))
def test_as_many_edits_as_were_made_are_never_too_many(text: str, edits: list[tuple[int, str]]) -> None:
    changed = text
    for place, letter in edits:
        changed = changed[:place] + letter + changed[place + 1 :]
    assert fewer_edits(text, changed, len(edits) + 1)


@pytest.mark.parametrize(
    ("one", "other", "than", "fewer"),
    [
        ("", "", 1, True),
        ("", "a", 1, False),
        ("a", "", 2, True),
        ("abc", "abc", 1, True),
        ("abc", "abd", 1, False),
        ("a" * 9_999 + "b", "b" + "a" * 9_999, 3, True),
        ("a" * 9_999 + "b", "b" + "a" * 9_999, 2, False),
    ],
)
def test_the_shortest_and_the_longest_texts_are_compared(
    one: str, other: str, than: int, fewer: bool
) -> None:
    assert fewer_edits(one, other, than) is fewer
