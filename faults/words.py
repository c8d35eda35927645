"""What the service said of something it was asked."""

from enum import Enum, auto


class Word(Enum):
    """What the service said of something it was asked."""

    NOTHING = auto()
    """Not asked yet, or the line broke: it may be done or not."""
    ACCEPTED = auto()
    REFUSED = auto()
