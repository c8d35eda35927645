"""Messages that come back, as servers write them."""

from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

OURS = "<letter-1@conseillers.example>"
RH = "rh@cci-47.example"


def a_group(**fields: str) -> Message:
    """Fields of one recipient, or of the report itself."""
    group = Message()
    for name, value in fields.items():
        group[name.replace("_", "-")] = value
    return group


def a_recipient(**changes: str | None) -> Message:
    """What is said of a recipient that does not exist."""
    fields = {
        "Final_Recipient": f"rfc822; {RH}",
        "Action": "failed",
        "Status": "5.1.1",
        "Diagnostic_Code": f"smtp; 550 5.1.1 <{RH}> unknown",
        **changes,
    }
    return a_group(**{name: value for name, value in fields.items() if value is not None})


def a_report(*recipients: Message, name: str | None = OURS, headers_only: bool = False) -> bytes:
    """A delivery report about them, holding the mail or its headers; `name`: None when it holds neither."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "MAILER-DAEMON@relay.example"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("I am sorry."))
    status = MIMEBase("message", "delivery-status")
    status.set_payload([a_group(Reporting_MTA="dns; relay.example"), *(recipients or (a_recipient(),))])
    report.attach(status)
    if name is not None:
        original = EmailMessage()
        original["Message-ID"] = name
        original["Subject"] = "Un nouveau besoin"
        original.set_content("Bonjour")
        if headers_only:
            part = MIMEText(f"Message-ID: {name}\nSubject: Un nouveau besoin\n", "rfc822-headers")
            report.attach(part)
        else:
            report.attach(MIMEMessage(original))
    return report.as_bytes()


def an_answer(**headers: str) -> bytes:
    """A mail that is no report: somebody is away, or writes."""
    message = EmailMessage()
    message["From"] = "zoe@cci.example"
    message["Subject"] = "Absente jusqu’au 12"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(f"Je suis absente. Message-ID: {OURS}")
    return message.as_bytes()


def a_receipt() -> bytes:
    """Somebody opened the mail: a report, of another kind."""
    receipt: Any = MIMEMultipart("report", report_type="disposition-notification")
    receipt.attach(MIMEText("Lu."))
    return bytes(receipt.as_bytes())
