"""Passwords kept as Argon2id makes them."""

import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

PASSES: Final = 2
MEMORY_KIB: Final = 19 * 1024
LANES: Final = 1


class Argon2Passwords:
    """Keeps passwords as nobody can read them, at the cost OWASP advises for Argon2id.

    `memory_kib`, `passes` and `lanes` are that cost: lower ones are for tests. Hashes made at another
    cost are still read.
    """

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES, lanes: int = LANES) -> None:
        """Also hash the password of nobody, which those without account are compared with."""
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._nobody = self._hasher.hash(b"")

    def hash(self, password: str) -> str:
        """What is kept of a password, its cost included."""
        return self._hasher.hash(_bytes(password))

    def right(self, password: str, password_hash: str | None) -> bool:
        """Whether it is the one; takes as long when there is nothing, or nothing sound, to compare with."""
        if password_hash is not None:
            try:
                return self._hasher.verify(password_hash, _bytes(password))
            except VerifyMismatchError:
                return False
            except (InvalidHashError, VerificationError, UnicodeEncodeError):
                pass
        self._compare_with_nobody(password)
        return False

    def _compare_with_nobody(self, password: str) -> None:
        try:
            self._hasher.verify(self._nobody, _bytes(password))
        except VerifyMismatchError:
            return


def _bytes(password: str) -> bytes:
    # Keyboards spell an accented letter in two ways: both are the same password.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
