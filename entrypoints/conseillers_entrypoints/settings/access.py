"""How people reach the service, and from where."""

from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

from attrs import field, frozen

from conseillers_entrypoints.settings.telling import about, host_of

LOCAL_SECRET: Final = "pour-une-utilisation-locale-seulement"  # noqa: S105 - refused on a public address
LOCAL_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def _without_slash(address: str) -> str:
    # Paths are put behind it, each with its slash.
    return address.rstrip("/")


@frozen(kw_only=True, slots=False)
class Access:
    """The service as it is reached.

    `base_url`: where people reach it. `tls_ends_here`: no proxy holds the certificate, so answers ask
    browsers to keep to HTTPS. `proxies`: the networks of those that stand before the service,
    comma-separated: what they say of whom they speak for is believed, and nobody else's word is.
    """

    base_url: str = field(default="http://127.0.0.1:8000", converter=_without_slash)
    secret_key: str = field(default=LOCAL_SECRET, repr=False)
    tls_ends_here: bool = False
    proxies: str = ""

    @property
    def local(self) -> bool:
        """Whether people reach the service from this machine only."""
        return host_of(self.base_url) in LOCAL_HOSTS

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Where the declared proxies are. Raises ValueError for what is no network."""
        return tuple(ip_network(one.strip()) for one in self.proxies.split(",") if one.strip())

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if host_of(self.base_url) is None:
            yield about("base_url", "attend une adresse entière, qui commence par http:// ou https://.")
        elif not self.local and self.secret_key == LOCAL_SECRET:
            yield about(
                "secret_key",
                f"est celle d’un usage local, alors que le service est public ({self.base_url}) : "
                "choisissez la vôtre, longue et au hasard.",
            )
        if len(self.secret_key) < 32:  # noqa: PLR2004 - characters of a random key
            yield about("secret_key", "doit compter au moins 32 caractères.")
        try:
            _ = self.proxy_networks
        except ValueError:
            yield about("proxies", "attend des réseaux (10.0.0.0/8, 127.0.0.1), séparés par des virgules.")
