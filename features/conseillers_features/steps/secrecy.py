"""What is kept and what is told of people: neither proofs of identity, nor anybody's data in the logs."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from attrs import evolve
from pytest_bdd import given, then, when

from conseillers_entrypoints.observation import logs
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import worded


@pytest.fixture
def journal() -> Iterator[StringIO]:
    """All that is told to the logs of this process, however little it matters."""
    written = StringIO()
    logs.configure(logs.LogForm.JSON, logs.LogLevel.DEBUG, written)
    yield written
    logs.silence()


@given("quelqu’un lit les journaux du service")
def reads_the_logs(journal: StringIO) -> None:
    """From now on."""


@when(worded("« {company} » suit, avec son lien, la demande de « {other} »"))
def follows_another(story: Story, company: str, other: str) -> None:
    """The proof of one demand, put on the address of another."""
    own, theirs = story.receipts[company], story.receipts[other]
    proof = own.follow_url.partition("token=")[2]
    address = theirs.follow_url.partition("token=")[0]
    story.attempt(lambda: story.world.follow(evolve(theirs, follow_url=f"{address}token={proof}")))


@then(worded("le service garde ce que « {company} » lui a confié"))
def keeps_the_demand(story: Story, company: str) -> None:
    """What is looked for below is looked for in the right place."""
    assert email_of(company) in story.world.stored()


@then(worded("il ne garde ni le mot de passe de {name} ni sa session, seulement leurs empreintes"))
def keeps_no_proof(story: Story, name: str) -> None:
    """Nothing they could be taken for with."""
    stored = story.world.stored()
    assert story.people[name] in stored
    proofs = story.world.proofs(story.people[name])
    assert len(proofs) > 1
    assert [one for one in proofs if one in stored] == []


@then(worded("il ne garde pas le lien de suivi de « {company} »"))
def keeps_no_follow_up_link(story: Story, company: str) -> None:
    """Only its holder may show it."""
    token = story.receipts[company].follow_url.partition("token=")[2]
    assert token
    assert token not in story.world.stored()


@then("il ne garde pas le lien de ce mail")
def keeps_no_link(story: Story) -> None:
    """Only who received the mail may open it."""
    assert story.mail is not None
    found = re.search(r"/n/(\S+)", story.mail.text)
    assert found is not None
    assert found[1] not in story.world.stored()


@then(worded("les journaux ne disent rien de « {company} », ni de qui la représente, ni de {name}"))
def tell_nobody(story: Story, journal: StringIO, company: str, name: str) -> None:
    """Neither names, addresses, numbers nor what was written."""
    told = journal.getvalue()
    personal = (
        company,
        story.companies[company].siret,
        "Camille",
        "Durand",
        "5 53 00 00 00",
        "553000000",
        email_of(company),
        "cherche un conseil",
        name,
        story.people[name],
    )
    assert [one for one in personal if one in told] == []
