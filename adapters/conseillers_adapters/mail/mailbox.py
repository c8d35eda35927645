"""Addresses of mailboxes, as mail servers read them."""

from email.errors import HeaderParseError
from email.headerregistry import Address


def mailbox(text: str) -> Address:
    """The one mailbox a text names, its domain in the ASCII form every server takes.

    Raises:
        ValueError: for anything else, a line break or a second address included.
    """
    # The standard parser knows no accents: it judges the form, with letters it knows in their place.
    form = "".join(letter if letter.isascii() else "x" for letter in text)
    name, _, domain = text.rpartition("@")
    try:
        given = Address(addr_spec=form)
    except (HeaderParseError, IndexError) as error:
        raise ValueError("not the address of one mailbox") from error
    written_so = given.username and given.domain and given.addr_spec == form
    if not (written_so and text.isprintable()):
        raise ValueError("not the address of one mailbox")
    if not name.isascii():
        return Address(username=name, domain=_ascii(domain))
    return Address(username=given.username, domain=_ascii(domain))


def _ascii(domain: str) -> str:
    # The codec knows the rules of 2003 only, and would turn ß into ss: another domain.
    try:
        encoded = domain.encode("idna")
        same = encoded.decode("idna") == domain.lower()
    except UnicodeError:
        return domain
    return encoded.decode("ascii") if same else domain
