"""Access: asked for, decided, invited to, opened once."""

from datetime import date
from typing import Final

from pytest_bdd import given, parsers, then, when

from conseillers_application.joining.accept_invitation import Activation
from conseillers_application.joining.access_requests import AccessRequestView
from conseillers_application.joining.invite import NewInvitations
from conseillers_application.joining.terms import TermsAccepted
from conseillers_domain.access_request import AccessForm, AccessState, Agreement, NewDecision, Outcome
from conseillers_domain.invitation import Demonstration, InvitationState
from conseillers_features.steps.story import Story, slug
from conseillers_features.steps.wording import a_day, plain, worded
from conseillers_features.worlds.surroundings import PASSWORD
from conseillers_features.worlds.world import Received

OFFICES: Final = 9
"""The hour, UTC, at which demonstrations begin."""
AGREED_ON: Final = date(2026, 11, 20)
STATES: Final = {one.label: one for one in AccessState}
FATES: Final = {one.label: one for one in InvitationState}


@given(worded("le domaine de messagerie de l’institution « {name} » est « {domain} »"))
def a_mail_domain(story: Story, name: str, domain: str) -> None:
    """Its people have addresses there."""
    story.part("l’institution", name)["mail_domains"] = [domain]
    story.publish_directory()


@given(worded("l’institution « {name} » n’est plus partenaire"))
def closed(story: Story, name: str) -> None:
    """It is closed in the directory."""
    story.part("l’institution", name)["closed"] = True
    story.publish_directory()


@given(worded("{name}, de l’équipe « {team} », figure dans l’annuaire à l’adresse « {address} »"))
def listed_without_account(story: Story, name: str, team: str, address: str) -> None:
    """An advisor who has no account yet."""
    first_name, _, last_name = name.partition(" ")
    story.people[name] = address
    story.directory["advisors"].append(
        {
            "email": address,
            "first_name": first_name,
            "last_name": last_name,
            "branch": story.part("l’équipe", team)["branch"],
            "teams": [story.teams[team]],
        }
    )
    story.shut_out.add(name)
    story.publish_directory()


@given(worded("{name} a demandé un compte pour « {institution} », à l’adresse « {address} »"))
@when(worded("{name} demande un compte pour « {institution} », à l’adresse « {address} »"))
def asks(story: Story, name: str, institution: str, address: str) -> None:
    """Introduce oneself, and ask."""
    first_name, _, last_name = name.partition(" ")
    form = AccessForm(
        institution=slug(institution),
        first_name=first_name,
        last_name=last_name,
        email=address,
        wished="Antenne d’Agen",
        presentation="Je conseille les entreprises qui recrutent.",
    )
    story.people.setdefault(name, address)
    story.shut_out.add(name)
    story.attempt(lambda: story.world.joining.ask(form))


@when(worded("l’équipe du service accepte la demande de {name}, avec l’accord de « {who} »"))
@given(worded("l’équipe du service a accepté la demande de {name}, avec l’accord de « {who} »"))
def accepted(story: Story, name: str, who: str) -> None:
    """The structure agreed."""
    agreement = Agreement(by=who, on=AGREED_ON)
    _decide(story, name, NewDecision(outcome=Outcome.ACCEPTED, agreement=agreement))


@when(worded("l’équipe du service accepte la demande de {name} sans l’accord de sa structure"))
def accepted_alone(story: Story, name: str) -> None:
    """Nobody agreed."""
    _decide(story, name, NewDecision(outcome=Outcome.ACCEPTED))


@when(worded("l’équipe du service refuse la demande de {name} : « {rest} »"))
def turned_down(story: Story, name: str, rest: str) -> None:
    """The reason may be none."""
    _decide(story, name, NewDecision(outcome=Outcome.REFUSED, reason=rest))


@then(worded("l’équipe du service voit la demande de {name} : {state}"))
def seen(story: Story, name: str, state: str) -> None:
    """Among those of that state."""
    assert _asked(story, name, *AccessState).state is STATES[state]


@then(worded("cette décision sur la demande de {name} garde qui, quand et l’accord de « {who} »"))
def kept(story: Story, name: str, who: str) -> None:
    """Staff finds them again."""
    decision = _asked(story, name, AccessState.ACCEPTED).decision
    assert decision is not None
    assert (decision.by, decision.at) == ("Équipe du service", story.world.now())
    assert (decision.agreed_by, decision.agreed_on) == (who, AGREED_ON)


@then(worded("l’équipe du service ne voit aucune demande d’accès"))
def none_seen(story: Story) -> None:
    """Nothing was kept."""
    assert not any(story.world.joining.requests(state) for state in AccessState)


@then(worded("un visiteur lit que les agents de « {institution} » peuvent demander un compte, et où écrire"))
def everybody_reads(story: Story, institution: str) -> None:
    """The listed institutions, and the contact address."""
    told = story.world.joining.information()
    assert institution in {one.name for one in told.institutions}
    assert "@" in told.contact_email


@given(worded("l’équipe du service a invité {name}"))
@when(worded("l’équipe du service invite {name}"))
def invites(story: Story, name: str) -> None:
    """One person."""
    story.attempt(lambda: story.world.joining.invite(NewInvitations(email=story.people[name])))


@when(worded("l’équipe du service invite les agents de « {institution} » à une démonstration le {day}"))
def invites_all(story: Story, institution: str, day: str) -> None:
    """All those of an institution that joins."""
    shown = Demonstration(at=a_day(day).replace(hour=OFFICES), place="https://visio.example/demo")
    new = NewInvitations(institution=slug(institution), demonstrations=(shown,))
    story.attempt(lambda: story.world.joining.invite(new))


@when(worded("l’équipe du service renvoie l’invitation de {name}"))
def sends_again(story: Story, name: str) -> None:
    """Whether it waits or is over."""
    story.world.joining.renew(_invitation(story, name))


@when(worded("l’équipe du service annule l’invitation de {name}"))
def takes_back(story: Story, name: str) -> None:
    """It is to open nothing any more."""
    story.world.joining.revoke(_invitation(story, name))


@then(worded("l’équipe du service voit l’invitation de {name} : {fate}"))
def fate_seen(story: Story, name: str, fate: str) -> None:
    """Among those of that state."""
    found = story.world.joining.invitations(FATES[fate])
    assert story.people[name] in {one.email for one in found}


@when(worded("{name} ouvre son compte"))
def opens(story: Story, name: str) -> None:
    """By the latest link, accepting the terms in force."""
    _open(story, name, _links(story, name)[-1])


@when(worded("{name} ouvre son compte avec le premier lien reçu"))
def opens_by_the_first(story: Story, name: str) -> None:
    """By the link of the first mail."""
    _open(story, name, _links(story, name)[0])


@when(worded("{name} ouvre son compte en acceptant la version « {version} » des conditions"))
def opens_under(story: Story, name: str, version: str) -> None:
    """Accepting terms that may not be those in force."""
    _open(story, name, _links(story, name)[-1], version)


@when(worded("un automate ouvre les liens du mail d’invitation de {name}"))
def scanned(story: Story, name: str) -> None:
    """As the programs that look for harm in mails do, several times."""
    for url in _links(story, name) * 2:
        assert story.world.joining.open(url).email == story.people[name]


@then(worded("{name} a un compte"))
def has_an_account(story: Story, name: str) -> None:
    """They sign in."""
    story.world.sign_in(story.people[name], PASSWORD)
    story.shut_out.discard(name)


@then(worded("{name} n’a pas de compte"))
def has_none(story: Story, name: str) -> None:
    """They do not."""
    story.attempt(lambda: story.world.sign_in(story.people[name], PASSWORD))
    assert story.refused().code == "wrong_credentials"


@then(worded("{name} reçoit à son adresse le mail « {rest} »"))
def a_person_gets(story: Story, name: str, rest: str) -> None:
    """Their latest mail."""
    story.mail = _mails(story, story.people[name])[-1]
    assert plain(story.mail.subject) == rest


@then(worded("{name} n’a reçu aucun mail"))
def a_person_gets_nothing(story: Story, name: str) -> None:
    """Nothing left for them."""
    assert _mails(story, story.people[name]) == []


@then(worded("l’équipe du service reçoit à l’adresse de contact le mail « {rest} »"))
def staff_gets(story: Story, rest: str) -> None:
    """The latest one there."""
    story.mail = _mails(story, story.world.joining.information().contact_email)[-1]
    assert plain(story.mail.subject) == rest


@then(parsers.parse("ce mail porte {number:d} fichier d’agenda"))
def has_calendar_files(story: Story, number: int) -> None:
    """So many, each an event that mail programs add."""
    assert story.mail is not None
    files = [text for name, text in story.mail.files.items() if name.endswith(".ics")]
    assert len(files) == number
    assert all("BEGIN:VEVENT" in text for text in files)


@then(worded("le lien de ce mail n’est gardé nulle part"))
def the_link_is_a_hash(story: Story) -> None:
    """Whoever reads the database opens no account."""
    assert story.mail is not None
    token = _link(story.mail).rpartition("/")[2]
    assert len(token) >= 43  # 256 bits, six a letter
    assert token not in story.world.stored()


@given(worded("les conditions d’utilisation changent : version « {version} »"))
@when(worded("les conditions d’utilisation changent : version « {version} »"))
def terms_change(story: Story, version: str) -> None:
    """Everybody is to accept them anew."""
    story.world.set(terms_version=version)


@when(worded("{name} accepte la version « {version} » des conditions"))
def accepts_terms(story: Story, name: str, version: str) -> None:
    """As it is shown to them."""
    accepted = TermsAccepted(version=version)
    story.attempt(lambda: story.world.joining.accept_terms(story.people[name], accepted))


@then(worded("il est gardé que {name} a accepté à présent la version « {version} » des conditions"))
def acceptance_kept(story: Story, name: str, version: str) -> None:
    """With its instant."""
    state = story.world.joining.terms(story.people[name])
    assert (state.version, state.accepted_at, state.to_accept) == (version, story.world.now(), False)


def _decide(story: Story, name: str, decision: NewDecision) -> None:
    request = _asked(story, name, *AccessState).id
    story.attempt(lambda: story.world.joining.decide(request, decision))


def _asked(story: Story, name: str, *states: AccessState) -> AccessRequestView:
    found = (one for state in states for one in story.world.joining.requests(state))
    return next(one for one in found if f"{one.first_name} {one.last_name}" == name)


def _invitation(story: Story, name: str) -> str:
    found = (one for state in InvitationState for one in story.world.joining.invitations(state))
    return next(one.id for one in found if one.email == story.people[name])


def _open(story: Story, name: str, url: str, version: str | None = None) -> None:
    first_name, _, last_name = name.partition(" ")
    activation = Activation(
        first_name=first_name,
        last_name=last_name,
        password=PASSWORD,
        terms_version=version if version is not None else story.world.texts().version,
    )
    story.attempt(lambda: story.world.joining.accept(url, activation))


def _mails(story: Story, address: str) -> list[Received]:
    return [mail for mail in story.world.mails() if mail.to == address]


def _links(story: Story, name: str) -> list[str]:
    invited = (one for one in _mails(story, story.people[name]) if "/api/invitations/" in one.text)
    return [_link(one) for one in invited]


def _link(mail: Received) -> str:
    return next(word for word in mail.text.split() if "/api/invitations/" in word)
