"""Phone numbers and e-mail addresses, as the rules of their official plans make them."""

from conseillers_adapters.contacts.official import OfficialContacts

__all__ = ["OfficialContacts"]
