"""Builds the packaged file of fictitious companies; the same bytes each time.

python scripts/build_companies.py
"""

from pathlib import Path
from typing import Final

from conseillers_adapters.geography import official_geography
from conseillers_adapters.registries import write_establishments
from conseillers_entrypoints.demo.companies import companies

FILE: Final = Path(__file__).parent.parent / "adapters/conseillers_adapters/registries/data/companies.json.gz"
COUNT: Final = 400


def main() -> None:
    """Write the file and say its size."""
    FILE.parent.mkdir(exist_ok=True)
    write_establishments(FILE, companies(official_geography(), COUNT))
    print(f"{FILE.name}: {COUNT} establishments, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
