"""How a wrong setting is told: by the name of its variable, in one sentence."""

from collections.abc import Iterator
from typing import Final, Protocol
from urllib.parse import urlsplit

VARIABLES: Final = "CONSEILLERS_"


class Part(Protocol):
    """One part of the settings, which tells what is wrong in it."""

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        ...


class WrongSettings(Exception):  # noqa: N818 - says what the settings are
    """Settings the service cannot start with: one sentence a fault, each naming its setting."""

    def __init__(self, *sentences: str) -> None:
        """Keep every fault, to be mended at once."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def about(name: str, sentence: str) -> str:
    """A sentence on a setting, named as its variable is."""
    return f"{VARIABLES}{name.upper()} {sentence}"


def host_of(address: str) -> str | None:
    """The host of a web address that paths can be put behind; None for anything else."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # read for its range
    except ValueError:
        return None
    sound = parts.scheme in {"http", "https"} and not parts.query and not parts.fragment
    return parts.hostname if sound else None


def without_password(address: str) -> str:
    """An address as it may be shown: whatever stands before its host is a secret."""
    scheme, _, rest = address.rpartition("://")
    secret, _, place = rest.rpartition("@")
    return repr(f"{scheme}://…@{place}" if secret else address)
