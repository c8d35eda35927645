"""The address of a mail server, as the settings give it."""

from collections.abc import Mapping
from enum import Enum
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from attrs import field, frozen


class Privacy(Enum):
    """How the conversation is kept from others; the value is the usual port."""

    NONE = 25
    STARTTLS = 587
    TLS = 465


@frozen(kw_only=True)
class Server:
    """Where mails are handed over, and as whom (nobody: `user` is None)."""

    host: str
    port: int
    privacy: Privacy
    user: str | None = None
    password: str = field(default="", repr=False)


_PRIVACY: Mapping[tuple[str, str], Privacy] = MappingProxyType(
    {
        ("smtp", "0"): Privacy.NONE,
        ("smtp", "1"): Privacy.STARTTLS,
        ("smtps", "0"): Privacy.TLS,
    }
)

_FORM = "L’adresse du serveur de mail s’écrit « smtp://utilisateur:mot-de-passe@hôte:587?starttls=1 »."


def server_from(url: str) -> Server:
    """`smtp://user:password@host:587?starttls=1`, or `smtps://…` for TLS from the first byte.

    Raises:
        ValueError: with a French sentence, which never repeats the password.
    """
    parts = _parts(url)
    if parts.hostname is None or parts.path not in ("", "/") or parts.fragment:
        raise ValueError(_FORM)
    privacy = _privacy(parts)
    user, password = _credentials(parts)
    if user is not None and privacy is Privacy.NONE and not _is_this_machine(parts.hostname):
        raise ValueError(
            "Le mot de passe du serveur de mail voyagerait en clair : ajoutez « ?starttls=1 » à son "
            "adresse, ou commencez-la par « smtps:// »."
        )
    return Server(
        host=parts.hostname,
        port=_port(parts) or privacy.value,
        privacy=privacy,
        user=user,
        password=password,
    )


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ValueError(_FORM) from None


def _privacy(parts: SplitResult) -> Privacy:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    privacy = _PRIVACY.get((parts.scheme, options.pop("starttls", "0")))
    if options or privacy is None:
        raise ValueError(
            "Après l’adresse du serveur de mail, seul « ?starttls=1 » est compris, et avec "
            "« smtp:// » seulement."
        )
    return privacy


def _credentials(parts: SplitResult) -> tuple[str | None, str]:
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password or "")
    if not f"{user}{password}".isascii():
        raise ValueError("Le nom et le mot de passe du serveur de mail ne peuvent pas contenir d’accents.")
    return user, password


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ValueError("Le port du serveur de mail est un nombre de 1 à 65535.") from None


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
