"""The terms of use as scenarios, and the worlds they run on.

A service that embeds the library runs them on its own world: `conseillers_features.plugin` says how.
"""

from pathlib import Path
from typing import Final

ARTICLES: Final = Path(__file__).parent / "articles"
"""The feature files, one an article of the terms."""
