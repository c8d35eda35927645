"""The way in: devices people sign in with, codes, forgotten passwords."""

import re
from datetime import timedelta
from typing import Final

import pyotp
import pytest
from attrs import define, field
from pytest_bdd import given, then, when

from conseillers_application.change_me import MyChange
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import plain, worded
from conseillers_features.worlds.surroundings import PASSWORD
from conseillers_features.worlds.way_in import Credentials
from conseillers_features.worlds.world import Received

CHOSEN: Final = "girafe lampe tournevis"
"""The password that people choose instead of everybody's."""
LINK: Final = re.compile(r"https://\S+/api/password-resets/\S+")
STEP: Final = timedelta(seconds=30)
"""How long a code lasts."""
PLACES: Final = {"son bureau": "192.0.2.7", "son domicile": "198.51.100.9", "un café": "203.0.113.4"}


@define
class Wallet:
    """What people hold besides their password: the secret in their application, codes on paper, a link."""

    secret: str = ""
    paper: tuple[str, ...] = ()
    link: str = ""
    mails: tuple[Received, ...] = field(factory=tuple)


@pytest.fixture
def wallet() -> Wallet:
    """Empty at first."""
    return Wallet()


@given(worded("{name} a ouvert une session sur {device}"))
@when(worded("{name} ouvre une session sur {device}"))
def enters(story: Story, name: str, device: str) -> None:
    """With the right password, from where they usually are."""
    shown = Credentials(email=story.email(f"{name[0].upper()}{name[1:]}"), password=PASSWORD)
    story.attempt(lambda: story.world.way_in.enter(_own(name, device), shown))


@given(worded("{name} a ouvert une session sur {device} depuis {place}"))
@when(worded("{name} ouvre une session sur {device} depuis {place}"))
def enters_from(story: Story, name: str, device: str, place: str) -> None:
    """With the right password, from there."""
    shown = Credentials(email=story.email(name), password=PASSWORD, address=PLACES[place])
    story.attempt(lambda: story.world.way_in.enter(_own(name, device), shown))


@when(worded("quelqu’un essaie {number} mots de passe pour {name}"))
def tries_passwords(story: Story, number: str, name: str) -> None:
    """From elsewhere; none is right."""
    email = story.people.get(name, "personne@ailleurs.example")
    for guess in range(int(number)):
        shown = Credentials(email=email, password=f"un essai, le {guess}", address="203.0.113.4")
        story.attempt(lambda shown=shown: story.world.way_in.enter("ailleurs", shown))  # type: ignore[misc]
        assert story.refused().code == "wrong_credentials"


@when(worded("quelqu’un essaie un mot de passe de plus pour {name}"))
def tries_one_more(story: Story, name: str) -> None:
    """The same, and it may be put off."""
    email = story.people.get(name, "personne@ailleurs.example")
    shown = Credentials(email=email, password="un essai de plus", address="203.0.113.4")
    story.attempt(lambda: story.world.way_in.enter("ailleurs", shown))


@then(worded("la session de {name} sur {device} est ouverte"))
def is_in(story: Story, name: str, device: str) -> None:
    """Their session serves."""
    story.must_be_over()
    assert story.world.way_in.is_open(_own(name, device))


@then(worded("la session de {name} sur {device} est fermée"))
def is_out(story: Story, name: str, device: str) -> None:
    """Their session is over."""
    assert not story.world.way_in.is_open(_own(name, device))


@when(worded("{name} change de mot de passe sur {device}"))
def changes_password(story: Story, name: str, device: str) -> None:
    """For one that nobody guesses."""
    change = MyChange(password=CHOSEN, present_password=PASSWORD)
    story.attempt(lambda: story.world.way_in.change(_own(name, device), change))


@when(worded("{name} choisit sur {device} le mot de passe « {rest} »"))
def chooses_password(story: Story, name: str, device: str, rest: str) -> None:
    """Good or not."""
    change = MyChange(password=rest, present_password=PASSWORD)
    story.attempt(lambda: story.world.way_in.change(_own(name, device), change))


@when(worded("{name} change de mot de passe sur {device}, sans connaître l’actuel"))
def changes_password_blindly(story: Story, name: str, device: str) -> None:
    """Who found the device open does not know it."""
    change = MyChange(password=CHOSEN, present_password="un mot de passe au hasard")
    story.attempt(lambda: story.world.way_in.change(_own(name, device), change))


@then(worded("{name} voit {number} sessions sur {device}"))
def sees_sessions(story: Story, name: str, number: str, device: str) -> None:
    """So many, the one they look from told apart."""
    found = story.world.way_in.sessions(_own(name, device)).items
    assert len(found) == int(number)
    assert [one.current for one in found].count(True) == 1
    assert {one.network for one in found} == {"192.0.2.0/24"}


@when(worded("{name} ferme sur {device} ses autres sessions"))
def closes_others(story: Story, name: str, device: str) -> None:
    """One by one."""
    for one in story.world.way_in.sessions(_own(name, device)).items:
        if not one.current:
            story.world.way_in.close(_own(name, device), one.id)


@given(worded("{name} a installé un second facteur sur {device}"))
def installs(story: Story, wallet: Wallet, name: str, device: str) -> None:
    """Its first code was given a while ago."""
    wallet.secret = story.world.way_in.enrol(_own(name, device), PASSWORD).secret
    wallet.paper = story.world.way_in.confirm(_own(name, device), _code(story, wallet)).codes
    story.world.wait(STEP)


@when(worded("{name} ouvre une session sur {device} avec le code de son application"))
def enters_with_code(story: Story, wallet: Wallet, name: str, device: str) -> None:
    """The one it shows now."""
    _enter_with(story, name, device, _code(story, wallet))


@when(worded("{name} ouvre une session sur {device} avec un code de secours"))
def enters_with_paper(story: Story, wallet: Wallet, name: str, device: str) -> None:
    """The first on the paper, always the same."""
    _enter_with(story, name, device, wallet.paper[0])


@when(worded("{name} dit avoir oublié son mot de passe"))
@given(worded("{name} a dit avoir oublié son mot de passe"))
def forgets(story: Story, wallet: Wallet, name: str) -> None:
    """The mail they get, if they get one, holds a link."""
    email = story.people.get(name, "personne@ailleurs.example")
    story.world.way_in.forget(email)
    wallet.mails = tuple(mail for mail in story.world.mails() if mail.to == email)
    found = [LINK.search(mail.text) for mail in wallet.mails]
    wallet.link = next((one[0] for one in found if one), "")


@then("aucun mail ne lui est envoyé")
def gets_no_mail(wallet: Wallet) -> None:
    """Whoever they are."""
    assert wallet.mails == ()


@when(worded("{name} choisit un mot de passe par le lien du mail"))
def chooses_by_link(story: Story, wallet: Wallet, name: str) -> None:
    """One that nobody guesses."""
    assert name in story.people
    story.attempt(lambda: story.world.way_in.choose(wallet.link, CHOSEN))


@then(worded("{name} ouvre une session sur {device} avec son nouveau mot de passe"))
def enters_anew(story: Story, name: str, device: str) -> None:
    """And the one before opens nothing."""
    way_in = story.world.way_in
    story.attempt(lambda: way_in.enter("ailleurs", Credentials(email=story.email(name), password=PASSWORD)))
    assert story.refused().code == "wrong_credentials"
    way_in.enter(_own(name, device), Credentials(email=story.email(name), password=CHOSEN))


@then(worded("{name} reçoit le mail « {rest} »"))
def a_person_gets(story: Story, name: str, rest: str) -> None:
    """Their latest one."""
    mails = [mail for mail in story.world.mails() if mail.to == story.email(name)]
    story.mail = mails[-1]
    assert plain(story.mail.subject) == rest


@then(worded("{name} n’a reçu aucun mail"))
def a_person_got_none(story: Story, name: str) -> None:
    """None at all."""
    assert [mail for mail in story.world.mails() if mail.to == story.email(name)] == []


@then("le service ne garde ni le lien, ni les codes de secours, ni le secret de l’application")
def keeps_no_secret(story: Story, wallet: Wallet) -> None:
    """Nor anything they could be made of without the service's own secret."""
    stored = story.world.stored()
    secrets = (wallet.link.rpartition("/")[2], *wallet.paper, wallet.secret)
    assert all(secrets)
    assert [one for one in secrets if one in stored or one.replace("-", "") in stored] == []


def _own(name: str, device: str) -> str:
    return f"{name}, {device}"


def _code(story: Story, wallet: Wallet) -> str:
    return pyotp.TOTP(wallet.secret).at(story.world.now())


def _enter_with(story: Story, name: str, device: str, totp: str) -> None:
    shown = Credentials(email=story.email(name), password=PASSWORD, totp=totp)
    story.attempt(lambda: story.world.way_in.enter(_own(name, device), shown))
