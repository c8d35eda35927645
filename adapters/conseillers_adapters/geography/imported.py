"""The file of a year's territories as somebody imports it: what `scripts/build_geography.py` writes.

Apart from the rest of the folder, for it needs cattrs and the packaged file does not.
"""

import gzip
import json
import zlib
from typing import Final

from conseillers_adapters.documents import read_partly
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.geography_document import GeographyDocument

GZIP: Final = b"\x1f\x8b"
"""How such a file begins when it is compressed."""


def read_territories(content: bytes) -> tuple[GeographyDocument, tuple[Fault, ...]]:
    """The document, made of all that is right in it, and the faults of shape of the rest.

    Raises Invalid when nothing can be made of it.
    """
    try:
        text = gzip.decompress(content) if content.startswith(GZIP) else content
        raw = json.loads(text)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as wrong:
        sentence = f"Ce fichier n’est ni un document JSON ni un document JSON compressé : {wrong}"
        raise Invalid(Fault("", "not_json", sentence)) from None
    return read_partly(GeographyDocument, raw)
