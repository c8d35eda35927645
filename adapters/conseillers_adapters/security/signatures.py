"""What only its holder may show: random tokens, and signatures of what the service itself wrote."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Final

TOKEN_BYTES: Final = 32


class SignedSecrets:
    """Makes tokens, hashes them to keep, and signs values for one purpose with the service's secret key."""

    def __init__(self, secret_key: str) -> None:
        """Sign with this key; another key knows none of the signatures. Raises ValueError when empty."""
        if not secret_key:
            raise ValueError("La clé secrète est vide.")
        self._key = secret_key.encode("utf-8", "surrogatepass")

    def token(self) -> str:
        """256 random bits, safe in an address: 43 characters."""
        return secrets.token_urlsafe(TOKEN_BYTES)

    def hash(self, token: str) -> str:
        """What is kept of a token: SHA-256 in hexadecimal; enough, since a token cannot be guessed."""
        return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

    def sign(self, purpose: str, value: str) -> str:
        """The token of a value for that purpose: HMAC-SHA256, safe in an address, 43 characters."""
        held = purpose.encode("utf-8", "surrogatepass")
        # The length of the purpose comes first: no two (purpose, value) make the same message.
        message = len(held).to_bytes(8) + held + value.encode("utf-8", "surrogatepass")
        digest = hmac.digest(self._key, message, "sha256")
        return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

    def signed(self, purpose: str, value: str, token: str) -> bool:
        """Whether that token is the value's; takes as long whatever the token."""
        right = self.sign(purpose, value).encode("ascii")
        return hmac.compare_digest(right, token.encode("utf-8", "surrogatepass"))
