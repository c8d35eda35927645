"""Passwords, tokens and signatures, identifiers and the clock.

`passwords` is imported by its own name: it alone needs a library.
"""

from conseillers_adapters.security.clock import utc_now
from conseillers_adapters.security.identifiers import new_id, uuid7
from conseillers_adapters.security.signatures import SignedSecrets

__all__ = ["SignedSecrets", "new_id", "utc_now", "uuid7"]
