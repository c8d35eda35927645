"""Addresses: what a directory takes, the mail writer takes too."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conseillers_adapters.contacts import OfficialContacts
from conseillers_adapters.mail import Writer
from conseillers_application.mails import MailRefused
from conseillers_domain.directory_faults import directory_faults
from tests.adapters.mail_samples import CONTACT, a_mail
from tests.builders import a_branch, a_directory, a_team, an_advisor
from tests.domain.country import COUNTRY
from tests.domain.forms import CATALOGUE

WRITER = Writer(CONTACT)
SLIPS = st.text("rhé.@-+_\"'(),;<> \t\n\u00a0\u00ad\u200b\u2028\u3002\uff0e\u0301ßÉ1", max_size=12)
NEARLY = st.builds(
    lambda *parts: "".join(parts),
    SLIPS,
    st.sampled_from(("rh@cci", "r.h@cci", "@")),
    SLIPS,
    st.just(".example"),
    SLIPS,
)


def taken(address: str) -> bool:
    """Whether a directory may name this mailbox."""
    document = a_directory(a_team("cci", "recruter", mailbox=address), branches=[a_branch("cci")])
    found = directory_faults(document, CATALOGUE, COUNTRY, OfficialContacts().email_fault)
    return all(fault.pointer != "/teams/0/mailbox" for fault in found)


def written_to(address: str) -> bool:
    """Whether a mail to it is written."""
    try:
        WRITER.write(a_mail(to=address))
    except MailRefused:
        return False
    return True


@pytest.mark.parametrize(
    "address",
    [
        "rh@cci.example",
        "RH+47@Cci.example",
        "o'brien@cci.example",
        "rh@société.example",
        "rh@straße.example",
    ],
)
def test_a_right_mailbox_is_taken_and_written_to(address: str) -> None:
    assert taken(address)
    assert written_to(address)


@pytest.mark.parametrize(
    "address",
    [
        " rh@cci.example",
        "rh@cci.example ",
        "rh@cci.example\n",
        "rh@cci\u00ad.example",
        "re..crutement@cci.example",
        "rh@cci..example",
        "RH <rh@cci.example>",
        "rh(moi)@cci.example",
        "rh@cci.example, autre@cci.example",
    ],
)
def test_what_no_mail_reaches_is_not_taken(address: str) -> None:
    assert not taken(address)
    assert not written_to(address)


@settings(max_examples=150, deadline=None)
@given(NEARLY | st.emails() | st.text(max_size=30).map(lambda text: f"{text}@cci.example"))
@example("rh@cci\u3002example")
@example("rh@cci.exa\u200dmple")
def test_whatever_a_directory_takes_is_written_to(address: str) -> None:
    assert not taken(address) or written_to(address)


def test_two_addresses_that_differ_by_their_case_are_one_advisor() -> None:
    document = a_directory(
        branches=[a_branch("cci")],
        advisors=[an_advisor("A@x.example", branch="cci"), an_advisor("a@X.example", branch="cci")],
    )
    found = directory_faults(document, CATALOGUE, COUNTRY, OfficialContacts().email_fault)
    assert [(fault.pointer, fault.code) for fault in found] == [("/advisors/1/email", "duplicate")]
