"""The service's mails: what they say, how they look, and how they leave (a folder or a mail server)."""

from conseillers_adapters.mail.choice import files_of, post_from
from conseillers_adapters.mail.file_post import FilePost
from conseillers_adapters.mail.smtp_post import SmtpPost
from conseillers_adapters.mail.writer import Writer

__all__ = ["FilePost", "SmtpPost", "Writer", "files_of", "post_from"]
