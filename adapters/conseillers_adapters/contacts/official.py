"""What is a phone number, what is an e-mail address, and how people read them."""

from conseillers_adapters.contacts.emails import email_fault, normalised_email
from conseillers_adapters.contacts.phones import e164, in_pairs


class OfficialContacts:
    """Reads contacts by the numbering plans and the syntax of mail; asks nobody, keeps nothing."""

    def phone(self, text: str) -> str | None:
        """The number in E.164, None when it is not one."""
        return e164(text)

    def email(self, text: str) -> str | None:
        """The address ready to be compared, None when it is not one."""
        return normalised_email(text)

    def email_fault(self, text: str) -> str | None:
        """What is wrong with an address, in a sentence; None when it is right."""
        return email_fault(text)

    def phone_in_pairs(self, number: str) -> str:
        """An E.164 number as people dial it."""
        return in_pairs(number)
