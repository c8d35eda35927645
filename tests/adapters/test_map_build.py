"""The script that builds the packaged map, on two squares that touch."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from scripts import build_map as build

LEFT = "m 1,1 0,2 2.04,0 0,-2 z"
RIGHT = "m 3.04,1 0,0 2,0 0,2 -2,0 0,-2 z m 6,6 1,0 0,1 -1,0 z"


def test_neighbours_keep_one_border() -> None:
    (left,), (right, _) = map(tuple, (build.rings(LEFT), build.rings(RIGHT)))
    assert left == ((10, 10), (10, 30), (30, 30), (30, 10))
    assert right == ((30, 10), (50, 10), (50, 30), (30, 30))
    assert set(left) & set(right) == {(30, 10), (30, 30)}


def test_an_outline_begins_where_the_one_before_began() -> None:
    assert tuple(build.rings("m 1,1 1,0 0,1 z m 3,3 1,0 0,1 z"))[1] == ((40, 40), (50, 40), (50, 50))


def test_what_is_too_small_to_be_seen_is_left_out() -> None:
    assert tuple(build.rings("m 1,1 0.01,0 0,0.01 z m 1,0 1,0 z")) == ()


@pytest.mark.parametrize("path", ["M 1,1 2,2 3,1 z", "m 1,1 c 1,1 2,2 3,3 z", "1,1 2,2 z"])
def test_a_path_that_is_not_made_of_relative_lines_stops_the_building(path: str) -> None:
    with pytest.raises(SystemExit, match="lignes relatives"):
        tuple(build.rings(path))


def test_a_label_stands_in_the_middle_of_the_largest_outline() -> None:
    assert build.shape(RIGHT)["at"] == (40, 20)
    assert build.centre(((0, 0), (0, 20), (20, 20), (20, 0))) == (10, 10)
    assert build.centre(((0, 0), (20, 0), (20, 20), (0, 20))) == (10, 10)


def test_a_path_is_written_without_a_sign_too_many_and_read_again_as_it_was() -> None:
    (left,) = build.rings(LEFT)
    assert build.drawn((left,)) == "m10 10 0 20 20 0 0-20z"
    assert build.drawn((left, left)) == "m10 10 0 20 20 0 0-20zm0 0 0 20 20 0 0-20z"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    drawing: dict[str, Any] = {
        "label": "Map",
        "viewBox": "0 0 10 8",
        "locations": [
            {"name": "Haute-Corse", "id": "2b", "path": RIGHT},
            {"name": "Ain", "id": "01", "path": LEFT},
        ],
    }
    (folder / "index.js").write_text(f"export default {json.dumps(drawing)};\n", "utf-8")
    about = {"name": "@a/b", "version": "2.0.0", "license": "CC-BY-4.0"}
    (folder / "package.json").write_text(json.dumps(about), "utf-8")
    return folder


def test_the_file_holds_what_the_package_says(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "FILE", tmp_path / "map.json.gz")
    build.main([str(package)])
    once = (tmp_path / "map.json.gz").read_bytes()
    assert json.loads(gzip.decompress(once)) == {
        "source": build.SOURCE,
        "licence": "CC-BY-4.0",
        "package": "npm @a/b 2.0.0",
        "view_box": [0, 0, 100, 80],
        "shapes": {
            "01": {"at": [20, 20], "path": "m10 10 0 20 20 0 0-20z"},
            "2B": {"at": [40, 20], "path": "m30 10 20 0 0 20-20 0zm60 60 10 0 0 10-10 0z"},
        },
    }
    assert "2 départements, npm @a/b 2.0.0" in capsys.readouterr().out
    build.main([str(package)])
    assert (tmp_path / "map.json.gz").read_bytes() == once
    assert once[4:8] == bytes(4)


def test_a_call_without_package_says_how_to_call() -> None:
    with pytest.raises(SystemExit, match="PACKAGE_FOLDER"):
        build.main([])
