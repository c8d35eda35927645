"""Mails: how they leave, where they come back, how long what is told waits."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import field, frozen

from conseillers_application.react import MERGED_OVER
from conseillers_entrypoints.settings.telling import about, without_password

BOUNCES_FORM: Final = "attend file:///dossier/boîte, un fichier mbox ou un dossier Maildir."
LONGEST_MERGE: Final = timedelta(days=1)


@frozen(kw_only=True, slots=False)
class Correspondence:
    """The mails of the service.

    `mail_url`: `file://folder` or `smtp://…`. `bounces`: the mailbox where mails come back, `bounces_token`:
    what a mail provider shows to tell of them; neither is needed. `merge_seconds`: how long moves and
    comments wait before anybody is told.
    """

    mail_url: str = field(default="file://var/mail", repr=without_password)
    contact_email: str = "contact@conseillers.example"
    bounces: str = ""
    bounces_token: str = field(default="", repr=False)
    merge_seconds: int = int(MERGED_OVER.total_seconds())

    @property
    def merged_over(self) -> timedelta:
        """How long moves wait before the company is told."""
        return timedelta(seconds=self.merge_seconds)

    @property
    def mail_domain(self) -> str:
        """What stands behind the @ of every Message-ID."""
        return self.contact_email.rpartition("@")[2]

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        if "@" not in self.contact_email:
            yield about("contact_email", "attend une adresse e-mail.")
        if not self.mail_url.startswith(("file://", "smtp://", "smtps://")):
            yield about("mail_url", "attend file://dossier, smtp://hôte ou smtps://hôte.")
        if self.bounces and not re.fullmatch("file://.*[^/].*", self.bounces):
            yield about("bounces", BOUNCES_FORM)
        token = self.bounces_token
        if token and (len(token) < 32 or not token.isascii()):  # noqa: PLR2004 - characters of a random key
            yield about("bounces_token", "doit compter au moins 32 caractères, sans accents.")
        longest = int(LONGEST_MERGE.total_seconds())
        if not 0 <= self.merge_seconds <= longest:
            yield about("merge_seconds", f"attend un nombre de secondes de 0 à {longest} (un jour).")
