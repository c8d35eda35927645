"""The file of a year's territories, as somebody imports it."""

import gzip
import json
from collections.abc import Callable

import pytest

from conseillers_adapters.documents import unstructure
from conseillers_adapters.geography import official_geography
from conseillers_adapters.geography.imported import read_territories
from conseillers_adapters.geography.packaged import packaged
from conseillers_domain.errors import Invalid
from conseillers_domain.geography_faults import geography_faults
from tests.domain.territories import DOCUMENT


def written(document: object) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize("packing", [bytes, gzip.compress])
def test_a_file_is_read_compressed_or_not(packing: Callable[[bytes], bytes]) -> None:
    assert read_territories(packing(written(unstructure(DOCUMENT)))) == (DOCUMENT, ())


def test_the_packaged_file_can_be_imported_and_says_the_same() -> None:
    document, faults = read_territories(written(packaged("geography-2026")))
    found, official = document.geography(), official_geography()
    assert (faults, geography_faults(document)) == ((), ())
    assert (found.communes, found.former, found.names) == (
        official.communes,
        official.former,
        official.names,
    )


def test_every_fault_of_shape_is_told() -> None:
    raw = unstructure(DOCUMENT)
    del raw["regions"]
    raw["couleur"] = "bleu"
    raw["communes"]["population"][1] = "beaucoup"
    raw["departements"]["69"] = "Rhône"
    _, faults = read_territories(written(raw))
    assert {(one.pointer, one.code) for one in faults} == {
        ("/regions", "required"),
        ("/couleur", "unknown_field"),
        ("/communes/population/1", "type"),
        ("/departements/69", "type"),
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bonjour",
        b"\xff\xfe",
        b"[" * 100_000,
        gzip.compress(b"{")[:-9],
        gzip.compress(b"bonjour"),
        b"\x1f\x8bxx",
        gzip.compress(b"{}")[:12] + b"\x00" * 20,
    ],
    # Without names of their own they would bear that of the second they were compressed in.
    ids=["nothing", "text", "bytes", "deep", "cut", "text in gzip", "no gzip", "wrong end"],
)
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_territories(content)
    (fault,) = refused.value.faults
    assert (fault.pointer, fault.code) == ("", "not_json")


def test_a_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(Invalid):
        read_territories(b"[]")
