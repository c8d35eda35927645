"""Builds the packaged files of official territories and activity labels from two npm packages.

    python scripts/build_geography.py PACKAGE_FOLDER [NAF_INDEX_JSON] [--output FILE] [--version NAME]

PACKAGE_FOLDER is `@etalab/decoupage-administratif` unpacked; NAF_INDEX_JSON the `index.json` of
`@socialgouv/codes-naf`, its `package.json` beside it. The same input gives the same bytes.
With --output the territories go to a file of one's own, which `conseillers geography import` takes;
with --version they bear another name than the year the package tells.
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "adapters/conseillers_adapters/geography/data"

Entry = Mapping[str, Any]

PRESENT = frozenset({"commune-actuelle", "arrondissement-municipal"})

TERRITORIES_SOURCE = (
    "INSEE (Code officiel géographique, populations légales), DGCL (périmètres des EPCI), "
    "La Poste (codes postaux)"
)
TERRITORIES_LICENCE = "Licence Ouverte 2.0 (Etalab)"
NAF_SOURCE = "INSEE, nomenclature d’activités française (NAF rév. 2)"
NAF_LICENCE = "Apache-2.0"


def former_codes(entries: Iterable[Entry]) -> dict[str, str]:
    """The present commune of each delegated, associated or former code (domain rule).

    The chief commune of a delegated or associated one wins over what others say of its code; a code
    with several successors and no chief commune is left out; a present commune is itself.
    """
    present: set[str] = set()
    chiefs: defaultdict[str, set[str]] = defaultdict(set)
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        match entry["type"]:
            case "commune-actuelle":
                present.add(entry["code"])
                for code in entry.get("anciensCodes", ()):
                    heirs[code].add(entry["code"])
            case "commune-deleguee" | "commune-associee":
                chiefs[entry["code"]].add(entry["chefLieu"])
            case "arrondissement-municipal":
                present.add(entry["code"])
            case other:
                raise SystemExit(f"Type de commune inconnu : {other}")
    found = {code: chiefs.get(code) or heirs[code] for code in {*chiefs, *heirs} - present}
    return {
        code: successor
        for code, successors in sorted(found.items())
        if len(successors) == 1 and (successor := next(iter(successors))) in present
    }


def columns(entries: Iterable[Entry], epci: Iterable[Entry]) -> dict[str, list[Any]]:
    """The communes and municipal arrondissements, a list a fact, all in the order of the codes.

    Columns compress better than rows. Postal codes are told apart by spaces.
    """
    epci_of = {member["code"]: one["code"] for one in epci for member in one["membres"]}
    kept = [one for one in entries if one["type"] in PRESENT]
    return {
        "code": [one["code"] for one in kept],
        "name": [one["nom"] for one in kept],
        "departement": [one["departement"] for one in kept],
        "epci": [epci_of.get(one.get("commune", one["code"])) for one in kept],
        "postal_codes": [" ".join(sorted(one.get("codesPostaux", ()))) for one in kept],
        "population": [one.get("population", 0) for one in kept],
    }


def territories(package: Path, version: str | None = None) -> dict[str, Any]:
    """The document of the territories, ready to be written, under that version or the package's year."""

    def part(name: str) -> list[Entry]:
        found: list[Entry] = json.loads((package / "data" / f"{name}.json").read_text("utf-8"))
        return sorted(found, key=lambda entry: str(entry["code"]))

    about = json.loads((package / "package.json").read_text("utf-8"))
    communes, epci = part("communes"), part("epci")
    return {
        "version": version or vintage((package / "README.md").read_text("utf-8"), about["version"]),
        "source": TERRITORIES_SOURCE,
        "licence": TERRITORIES_LICENCE,
        "package": f"npm {about['name']} {about['version']}",
        "regions": {one["code"]: one["nom"] for one in part("regions")},
        "departements": {one["code"]: [one["nom"], one["region"]] for one in part("departements")},
        "epci": {one["code"]: one["nom"] for one in epci},
        "communes": columns(communes, epci),
        "arrondissements": {one["code"]: one["commune"] for one in communes if "commune" in one},
        "former": former_codes(communes),
    }


def vintage(readme: str, version: str) -> str:
    """The year a version of the package describes, read in its table of years."""
    found = re.search(rf"^\|\s*(\d{{4}})\s*\|\s*{re.escape(version)}\s*\|", readme, re.MULTILINE)
    if found is None:
        raise SystemExit(f"Le millésime de la version {version} n’est pas dans README.md.")
    return found[1]


def activities(index: Path) -> dict[str, Any]:
    """The document of the labels of the sub-classes, by code without dot."""
    about = json.loads((index.parent / "package.json").read_text("utf-8"))
    labels = {
        entry["id"].replace(".", ""): " ".join(entry["label"].split())
        for entry in json.loads(index.read_text("utf-8"))
        if re.fullmatch(r"\d\d\.\d\d[A-Z]", entry["id"])
    }
    return {
        "version": "NAF rév. 2",
        "source": NAF_SOURCE,
        "licence": NAF_LICENCE,
        "package": f"npm {about['name']} {about['version']}",
        "labels": dict(sorted(labels.items())),
    }


def packed(document: object) -> bytes:
    """The document as compact, compressed JSON; the same bytes whenever it is built."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def asked(arguments: list[str]) -> argparse.Namespace:
    """What was typed; leaves with a word on how to call otherwise."""
    parser = argparse.ArgumentParser(description="Builds the files of territories and activity labels.")
    parser.add_argument("package", metavar="PACKAGE_FOLDER", type=Path)
    parser.add_argument("activities", metavar="NAF_INDEX_JSON", type=Path, nargs="?")
    parser.add_argument("--output", metavar="FILE", type=Path, help="where the territories go")
    parser.add_argument(
        "--version", metavar="NAME", help="the name of the territories, instead of their year"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Write the files named by the arguments, and say their sizes."""
    given = asked(arguments)
    geography = territories(given.package, given.version)
    files = {given.output or DATA / f"geography-{geography['version']}.json.gz": geography}
    if given.activities:
        files[DATA / "naf.json.gz"] = activities(given.activities)
    for file, document in files.items():
        size = file.write_bytes(packed(document))
        print(f"{file.name}: {size:,} bytes, {document['package']}")


if __name__ == "__main__":
    main(sys.argv[1:])
