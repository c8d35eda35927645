"""A post that keeps what it is given, for tests and embedding services that send mails themselves."""

from attrs import define, field

from conseillers_application.mails import Mail, MailDelayed, MailRefused, Why


@define(eq=False)
class MemoryPost:
    """Keeps mails in the order they left, a mail sent twice twice.

    `down`: nothing leaves until it is False again. `refusing`: mailboxes refused for good.
    """

    sent: list[Mail] = field(factory=list)
    down: bool = False
    refusing: set[str] = field(factory=set)

    def send(self, mail: Mail) -> None:
        """Keep it. Raises MailDelayed when down, MailRefused for a mailbox in `refusing`."""
        if self.down:
            raise MailDelayed("the post is down")
        if mail.to in self.refusing:
            raise MailRefused("the mailbox is refused", Why.UNKNOWN_MAILBOX, "550 5.1.1")
        self.sent.append(mail)
