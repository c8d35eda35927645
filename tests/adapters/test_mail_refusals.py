"""What the codes of mail servers mean: the addressee's fault, the mail's, the server's or ours."""

import pytest

from conseillers_adapters.mail.refusals import enhanced, refusal, why_of
from conseillers_application.mails import MailDelayed, MailRefused, Why

GOOD, LATER = MailRefused, MailDelayed


@pytest.mark.parametrize(
    ("reply", "at_rcpt", "kind", "why"),
    [
        ("550 5.1.1 no such user", True, GOOD, Why.UNKNOWN_MAILBOX),
        ("550 5.1.1 no such user", False, GOOD, Why.UNKNOWN_MAILBOX),
        ("550 no such user", True, GOOD, Why.UNKNOWN_MAILBOX),
        ("551 moved", True, GOOD, Why.UNKNOWN_MAILBOX),
        ("553 bad name", True, GOOD, Why.UNKNOWN_MAILBOX),
        ("550 5.0.0 no", True, GOOD, Why.UNKNOWN_MAILBOX),
        ("550 5.1.2 no such host", True, GOOD, Why.UNKNOWN_DOMAIN),
        ("556 5.1.10 null MX", True, GOOD, Why.UNKNOWN_DOMAIN),
        ("556 no mail here", True, GOOD, Why.UNKNOWN_DOMAIN),
        ("550 5.4.1 access denied", True, GOOD, Why.UNKNOWN_DOMAIN),
        ("550 5.2.1 disabled", True, GOOD, Why.CLOSED_MAILBOX),
        ("525 5.7.13 disabled", True, GOOD, Why.CLOSED_MAILBOX),
        ("552 5.2.2 full", True, GOOD, Why.FULL_MAILBOX),
        ("552 full", True, GOOD, Why.FULL_MAILBOX),
        # this mail, and no other
        ("550 not that", False, GOOD, Why.MESSAGE),
        ("554 5.6.0 what is that", False, GOOD, Why.MESSAGE),
        ("554 not that", False, GOOD, Why.MESSAGE),
        ("552 5.3.4 too big", False, GOOD, Why.MESSAGE),
        ("552 5.2.3 too big", True, GOOD, Why.MESSAGE),
        ("501 syntax", True, GOOD, Why.MESSAGE),
        # they do not want us, which is not the addressee's fault
        ("550 5.7.1 relaying denied", True, LATER, Why.POLICY),
        ("554 5.7.1 listed", False, LATER, Why.POLICY),
        ("554 go away", True, LATER, Why.POLICY),
        ("553 5.1.8 who are you", True, LATER, Why.POLICY),
        ("501 5.1.7 bad sender", True, LATER, Why.POLICY),
        ("530 5.7.0 sign in first", True, LATER, Why.POLICY),
        ("535 5.7.8 wrong password", False, LATER, Why.POLICY),
        # the server is not well
        ("503 5.5.1 bad sequence", True, LATER, Why.SERVER),
        ("554 5.3.0 broken", True, LATER, Why.SERVER),
        ("550 5.4.6 loop", True, LATER, Why.SERVER),
        ("550 5.5.0 what", True, LATER, Why.SERVER),
        ("599 what", True, LATER, Why.SERVER),
        ("550 5.9.9 what", True, LATER, Why.SERVER),
        ("451 4.7.1 greylisted, come back", True, LATER, Why.SERVER),
        ("452 4.2.2 full for now", True, LATER, Why.SERVER),
        ("421 closing", False, LATER, Why.SERVER),
    ],
)
def test_a_reply_says_whose_fault_it_is(reply: str, at_rcpt: bool, kind: type, why: Why) -> None:
    code, _, said = reply.partition(" ")
    told = refusal(int(code), said.encode(), of_recipient=at_rcpt)
    assert (type(told), told.why) == (kind, why)


@pytest.mark.parametrize(
    ("said", "code"),
    [("5.1.1 <rh@cci.example> unknown", "550 5.1.1"), ("rh@cci.example 5.1.1", "550"), ("", "550")],
)
def test_of_what_is_said_only_codes_are_kept(said: str, code: str) -> None:
    told = refusal(550, said, of_recipient=True)
    assert (str(told), told.code) == (code, code)


def test_an_enhanced_code_is_found_and_nothing_else_is_one() -> None:
    assert enhanced("smtp; 550 5.1.1 unknown") == "5.1.1"
    assert enhanced("3.1.1") is None
    with pytest.raises(ValueError, match="enhanced"):
        why_of("3.1.1")
