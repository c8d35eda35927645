"""Addresses of mailboxes, as mail servers read them."""

from email.errors import HeaderParseError
from email.headerregistry import Address


def mailbox(text: str) -> Address:
    """The one mailbox a text names, its domain in the ASCII form every server takes.

    Raises:
        ValueError: for anything else, a line break or a second address included.
    """
    try:
        given = Address(addr_spec=text)
    except (HeaderParseError, IndexError) as error:
        raise ValueError("not the address of one mailbox") from error
    if not given.username or not given.domain:
        raise ValueError("not the address of one mailbox")
    return Address(username=given.username, domain=_ascii(given.domain))


def _ascii(domain: str) -> str:
    # The codec knows the rules of 2003 only, and would turn ß into ss: another domain.
    try:
        encoded = domain.encode("idna")
        same = encoded.decode("idna") == domain.lower()
    except UnicodeError:
        return domain
    return encoded.decode("ascii") if same else domain
