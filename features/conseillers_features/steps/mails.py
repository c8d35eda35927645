"""Mails: who got which, and what stops them."""

from pytest_bdd import given, then, when

from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.directory import mailbox
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, worded
from conseillers_features.worlds.world import Received


@given("le serveur de mail est en panne")
def the_mail_server_stops(story: Story) -> None:
    """Nothing leaves any more."""
    story.world.stop_mail_server(stopped=True)


@when("le serveur de mail est réparé")
def the_mail_server_works(story: Story) -> None:
    """What waited may leave."""
    story.world.stop_mail_server(stopped=False)


@when("le service est arrêté brutalement, puis redémarre")
def the_service_is_killed(story: Story) -> None:
    """Between what was stored and what had to follow."""
    story.world.kill()


@then(worded("seules ces équipes reçoivent un mail, et un seul : {names}"))
def only_these_teams(story: Story, names: str) -> None:
    """Each of them once, no other at all."""
    wanted = listed(names)
    addressed = [mail.to for mail in story.world.mails()]
    got = {name: addressed.count(mailbox(code)) for name, code in story.teams.items()}
    assert got == {name: int(name in wanted) for name in story.teams}


@then(worded("l’équipe « {name} » reçoit le mail « {rest} »"))
def a_team_gets(story: Story, name: str, rest: str) -> None:
    """The latest mail of its mailbox."""
    story.mail = _to(story, mailbox(story.teams[name]))[-1]
    assert plain(story.mail.subject) == rest


@then(worded("« {company} » reçoit le mail « {rest} »"))
def a_company_gets(story: Story, company: str, rest: str) -> None:
    """Its latest mail."""
    story.mail = _to(story, email_of(company))[-1]
    assert plain(story.mail.subject) == rest


@then(worded("« {company} » n’a reçu que l’accusé de réception"))
def a_company_got_its_receipt_only(story: Story, company: str) -> None:
    """No other mail, now that those due have left."""
    assert [mail.subject for mail in _to(story, email_of(company))] == ["Votre demande est bien reçue"]


@then(worded("« {company} » a reçu {number} mails"))
def a_company_got(story: Story, company: str, number: str) -> None:
    """So many, the receipt included."""
    assert len(_to(story, email_of(company))) == int(number)


@then("aucun mail ne part")
def no_mail(story: Story) -> None:
    """Nothing left for anybody."""
    assert story.world.mails() == ()


@then(worded("ce mail dit « {rest} »"))
def the_mail_says(story: Story, rest: str) -> None:
    """It holds these words."""
    assert story.mail is not None
    assert rest in plain(story.mail.text)


@then("ce mail ne dit rien de la personne à rappeler")
def the_mail_tells_no_contact(story: Story) -> None:
    """Neither name, phone nor address of who represents the company."""
    assert story.mail is not None
    told = plain(f"{story.mail.subject} {story.mail.text}")
    for secret in ("Camille", "Durand", "05 53 00 00 00", "+33553000000", "camille@"):
        assert secret not in told


def _to(story: Story, address: str) -> list[Received]:
    return [mail for mail in story.world.mails() if mail.to == address]
