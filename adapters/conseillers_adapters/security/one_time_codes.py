"""Codes that change every thirty seconds, and those kept on paper."""

import secrets
from base64 import b32encode
from datetime import datetime
from typing import Final

import pyotp
import segno

ISSUER: Final = "Conseillers-Entreprises"
STEP: Final = 30
"""Seconds."""
RECOVERY_BYTES: Final = 15
"""120 bits: nobody finds one, so a plain hash of it may be kept."""
GROUP: Final = 4


class TotpCodes:
    """Reads the codes of any application that makes them (RFC 6238: SHA-1, six digits, thirty seconds)."""

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """The step of time whose code it is, one before and one after the present allowed; None for none."""
        if not (code.isascii() and code.isdigit()):
            return None
        made = pyotp.HOTP(secret)
        now = int(at.timestamp()) // STEP
        # All are compared: how long it takes says nothing.
        right = [step for step in (now - 1, now, now + 1) if made.verify(code, step)]
        return right[-1] if right else None

    def uri(self, secret: str, email: str) -> str:
        """What an application that makes codes is told."""
        return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)

    def picture(self, uri: str) -> str:
        """The same as a QR code: an SVG image, as an address of data."""
        return str(segno.make(uri, micro=False).svg_data_uri(scale=4))

    def recovery(self) -> str:
        """A code to be kept on paper, of 120 random bits."""
        letters = b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
        return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))
