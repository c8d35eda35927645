"""What a directory costs before it routes anything: reading and publishing it, making its index."""

import json
from collections.abc import Iterator

from benchmarks.country import national
from benchmarks.floor import Floor
from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, must, seconds, times
from conseillers_adapters.documents import read_partly, unstructure
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.route_index import RouteIndex
from conseillers_entrypoints.cli.installation import bring_up_to_date, installation
from conseillers_entrypoints.settings import Settings


def index(ground: Ground) -> Iterator[Line]:
    """From a directory to what routing reads; the floor's dictionaries are made of the same teams."""
    document = national().directory.document

    def fresh() -> Directory:
        return Directory(document, "measured")  # what a directory derives, it derives once

    full, plain = alternately(
        ground.rounds,
        lambda: seconds(lambda: RouteIndex.of(fresh())),
        lambda: seconds(lambda: Floor(fresh(), ground.geography)),
    )
    must(len(RouteIndex.of(fresh()).crews) == len(document.teams), "the index lacks teams")
    yield Line(
        what="building the index, 10,000 teams",
        measured=f"{full:.2f} s",
        against=f"{plain:.2f} s, the floor’s dictionaries",
        ratio=times(full / plain),
        goal="≤ 1 s",
        holds=full <= 1,
    )


def directory(ground: Ground) -> Iterator[Line]:
    """From a file's text to a directory in force: read, checked whole, stored."""
    text = json.dumps(unstructure(national().directory.document), ensure_ascii=False)
    settings = Settings(database_url=f"sqlite:///{ground.folder / 'directory.db'}")
    bring_up_to_date(settings)
    with installation(settings) as container:

        def publish() -> None:
            document, faults = read_partly(DirectoryDocument, json.loads(text))
            container.publish_directory().publish(document, by="benchmarks", known=faults)

        full, plain = alternately(
            ground.rounds, lambda: seconds(publish), lambda: seconds(lambda: json.loads(text))
        )
        now = container.read_directory().current()
    must(now.document == national().directory.document, "what is published is another directory")
    must(now.version == str(ground.rounds), "a directory was not published")
    yield Line(
        what=f"import of a directory, 10,000 teams ({len(text) / 1e6:.1f} MB of JSON)",
        measured=f"{full:.2f} s",
        against=f"{plain:.2f} s, decoding its JSON",
        ratio=times(full / plain),
        goal="≤ 10 s",
        holds=full <= 10,
    )
