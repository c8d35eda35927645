"""What is kept of the gestures of staff."""

import pytest

from conseillers_domain.traces import REASON_LENGTH, Gesture, reason_faults


@pytest.mark.parametrize("gesture", Gesture)
def test_a_gesture_is_said_in_words(gesture: Gesture) -> None:
    assert gesture.label


@pytest.mark.parametrize(
    ("reason", "needed", "codes"),
    [
        ("Équipe fermée", True, []),
        (" ", True, ["required"]),
        (" ", False, []),
        ("x" * REASON_LENGTH, True, []),
        ("x" * (REASON_LENGTH + 1), True, ["too_long"]),
        ("x" * (REASON_LENGTH + 1), False, ["too_long"]),
    ],
)
def test_a_reason_is_a_few_words(reason: str, needed: bool, codes: list[str]) -> None:
    assert [fault.code for fault in reason_faults(reason, needed=needed)] == codes
