"""What tells that a request is the same one sent again: the client's `Idempotency-Key`, and its body."""

from hashlib import sha256
from typing import Final

from conseillers_application.repeats import Repeat
from conseillers_domain.errors import Fault, Invalid
from conseillers_entrypoints.http.signed_in import AnyRequest

KEY_LENGTH: Final = 200


def repeat_of(request: AnyRequest, family: str, content: bytes) -> Repeat | None:
    """None when the client does not say; `family` keeps the keys of one operation from another's.

    Raises Invalid for a key that is blank or too long.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_LENGTH:
        sentence = f"Une clé d’idempotence compte de 1 à {KEY_LENGTH} caractères."
        raise Invalid(Fault("", "idempotency_key_format", sentence))
    return Repeat(key=f"{family} {key}", digest=sha256(content).hexdigest())
