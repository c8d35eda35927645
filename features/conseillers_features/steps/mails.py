"""Mails: who got which, and what stops them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.letters import Stage
from conseillers_application.refused_addresses import RefusedAddressLine
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.directory import mailbox
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import UNITS, listed, plain, worded
from conseillers_features.worlds.world import Received

STEP: Final = timedelta(hours=2)
NEW_NEED: Final = "Nouveau besoin"
OWED_BY_A_DEPOSIT: Final = {"DemandDeposited", "NeedTransmitted"}
STAGES: Final[Mapping[str, Stage]] = {
    "partis": Stage.SENT,
    "reportés": Stage.DELAYED,
    "refusés": Stage.REFUSED,
    "abandonnés": Stage.DEAD,
}
"""Where mails are, as scenarios say it."""


@given("le serveur de mail est en panne")
@when("le serveur de mail est en panne")
def the_mail_server_stops(story: Story) -> None:
    """Nothing leaves any more."""
    story.world.stop_mail_server(stopped=True)


@when("le serveur de mail est réparé")
def the_mail_server_works(story: Story) -> None:
    """What waited may leave."""
    story.world.stop_mail_server(stopped=False)


@when(worded("le serveur de mail reste en panne {number} {unit}"))
def the_mail_server_stays_away(story: Story, number: str, unit: str) -> None:
    """Let that time pass, each mail being tried again in every step of it at least."""
    story.world.stop_mail_server(stopped=True)
    left = int(number) * UNITS[unit]
    while left > timedelta(0):
        story.world.wait(STEP)
        left -= STEP


@given(worded("la boîte de l’équipe « {name} » n’existe plus"))
def a_mailbox_is_gone(story: Story, name: str) -> None:
    """The mail server says so."""
    story.world.refuse_mailbox(mailbox(story.teams[name]), refused=True)


@when(worded("la boîte de l’équipe « {name} » est rétablie"))
def a_mailbox_is_back(story: Story, name: str) -> None:
    """It takes mails again, and nobody told the service."""
    story.world.refuse_mailbox(mailbox(story.teams[name]), refused=False)


@when(worded("l’équipe du service lève le refus de l’adresse de l’équipe « {name} »"))
def staff_lifts(story: Story, name: str) -> None:
    """What it was refused leaves again."""
    refused = _refused_of(story, name)
    assert refused is not None
    story.world.lift_refused_address(refused.id)


@when("l’exploitant fait repartir les mails abandonnés")
def the_operator_replays(story: Story) -> None:
    """All of them."""
    for mail in story.world.owed(Stage.DEAD):
        story.world.send_again(mail.id)


@then(worded("l’exploitant voit {number} mails {stage}, sans nom ni adresse"))
def the_operator_sees(story: Story, number: str, stage: str) -> None:
    """So many of those that a deposit owes are at that stage, reminders apart; nobody is named."""
    story.world.mails()
    found = [one for one in story.world.owed(STAGES[stage]) if one.fact_kind in OWED_BY_A_DEPOSIT]
    assert len(found) == int(number)
    assert "@" not in repr(found)
    assert not any(company in repr(found) for company in story.companies)


@then(worded("l’équipe du service voit que l’équipe « {name} » n’est plus prévenue : « {rest} »"))
def staff_sees_the_refusal(story: Story, name: str, rest: str) -> None:
    """Its address, and why it is refused."""
    story.world.mails()
    refused = _refused_of(story, name)
    assert refused is not None
    assert plain(refused.why_label) == rest
    assert name in refused.concerns


@then("l’équipe du service ne voit aucune adresse refusée")
def staff_sees_no_refusal(story: Story) -> None:
    """Everybody is told."""
    story.world.mails()
    assert story.world.refused_addresses() == ()


@when("le service est arrêté brutalement, puis redémarre")
def the_service_is_killed(story: Story) -> None:
    """Between what was stored and what had to follow."""
    story.world.kill()


@then(worded("seules ces équipes reçoivent un mail, et un seul : {names}"))
def only_these_teams(story: Story, names: str) -> None:
    """Each of them is told of a need once, no other at all; reminders are another matter."""
    wanted = listed(names)
    addressed = [mail.to for mail in story.world.mails() if mail.subject.startswith(NEW_NEED)]
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


def _refused_of(story: Story, name: str) -> RefusedAddressLine | None:
    code = story.teams[name]
    return next(
        (one for one in story.world.refused_addresses() if code in {team.code for team in one.teams}), None
    )


def _to(story: Story, address: str) -> list[Received]:
    return [mail for mail in story.world.mails() if mail.to == address]
