"""The terms of use in force (CGU): what depositing and acting as an advisor suppose (CGU 1)."""

from typing import Final

TERMS_VERSION: Final = "1"
"""The version in force; it changes when the text does, and everybody accepts anew."""
