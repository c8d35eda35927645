"""Staff triages: demands, referrals, mails; companies complete what they lacked."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from attrs import evolve
from pytest_bdd import given, then, when

from conseillers_application.triage.batch import Batch
from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.seen import Because
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.spam_list import NewUnwanted, UnwantedKind
from conseillers_application.triage.template_texts import TemplateText
from conseillers_application.triage.transmit_demand import Sending
from conseillers_domain.demand import DemandState
from conseillers_domain.setting_aside import AsideReason
from conseillers_features.steps.deposit import a_form, email_of
from conseillers_features.steps.mails import a_company_gets
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, rows, worded
from conseillers_features.worlds.triage import Triage

TABS: Final[Mapping[str, DemandState]] = {
    "reçues": DemandState.RECEIVED,
    "à qualifier": DemandState.TO_QUALIFY,
    "transmises": DemandState.TRANSMITTED,
    "classées": DemandState.SET_ASIDE,
}
WHY: Final = "À la demande de l’équipe."
SIX_MONTHS: Final = timedelta(days=183)


def triage(story: Story) -> Triage:
    """What staff does, nothing refused being left unsaid."""
    story.must_be_over()
    return story.world.triage


def demand_of(story: Story, company: str) -> str:
    """The id of the last demand of a company."""
    return story.receipts[company].id


def a_reason(label: str) -> AsideReason:
    """A reason by what staff reads."""
    return next(one for one in AsideReason if one.label == label)


# Demands


@then("l’équipe du service trouve parmi les demandes")
def finds_demands(story: Story, datatable: list[list[str]]) -> None:
    """These companies in each tab, in that order, and no other; the counts are right."""
    wanted = {TABS[line["onglet"]]: list(listed(line["entreprises"])) for line in rows(datatable)}
    for tab in DemandState:
        page = triage(story).page(tab)
        assert [one.company.name for one in page.items] == wanted.get(tab, [])
        assert page.counts == {one: len(wanted.get(one, [])) for one in DemandState}


@then(worded("la demande de « {company} » est signalée à l’équipe du service : « {rest} »"))
def is_flagged(story: Story, company: str, rest: str) -> None:
    """One of its flags, in words."""
    assert rest in [plain(one.label) for one in triage(story).demand(demand_of(story, company)).flags]


@then(worded("la demande de « {company} » irait à ces équipes : {names}"))
def would_go_to(story: Story, company: str, names: str) -> None:
    """Who would have its need now."""
    proposed = triage(story).demand(demand_of(story, company)).proposed
    assert sorted(one.team_name for one in proposed) == sorted(listed(names))


@when(worded("l’équipe du service choisit le sujet « {title} » pour la demande de « {company} »"))
def chooses_a_subject(story: Story, title: str, company: str) -> None:
    """Say what it is about."""
    chosen = Qualification(subject=story.subject(title).slug, reason=WHY)
    story.attempt(lambda: story.world.triage.qualify(demand_of(story, company), chosen))


@when(worded("l’équipe du service transmet la demande de « {company} »"))
def transmits(story: Story, company: str) -> None:
    """To those that routing keeps."""
    story.attempt(lambda: story.world.triage.transmit(demand_of(story, company), Sending()))


@when(worded("l’équipe du service transmet la demande de « {company} » aux équipes : {names}"))
def transmits_to(story: Story, company: str, names: str) -> None:
    """To those it names."""
    sending = Sending(teams=tuple(story.teams[name] for name in listed(names)), reason=WHY)
    story.attempt(lambda: story.world.triage.transmit(demand_of(story, company), sending))


@when(worded("l’équipe du service classe sans rien dire la demande de « {company} » : « {reason} »"))
def sets_aside(story: Story, company: str, reason: str) -> None:
    """Without a mail."""
    aside = Aside(reason=a_reason(reason), note=WHY)
    story.attempt(lambda: story.world.triage.set_aside(demand_of(story, company), aside))


@when(worded("l’équipe du service classe, avec un mail, la demande de « {company} » : « {reason} »"))
def sets_aside_with_a_mail(story: Story, company: str, reason: str) -> None:
    """With the mail of that reason."""
    code = a_reason(reason)
    aside = Aside(reason=code, note=WHY, mail=MailToSend(template=code.value))
    story.attempt(lambda: story.world.triage.set_aside(demand_of(story, company), aside))


@when(worded("l’équipe du service classe d’un coup, « {reason} », les demandes de : {names}"))
def sets_many_aside(story: Story, reason: str, names: str) -> None:
    """Many at once; each is done."""
    ids = tuple(demand_of(story, company) for company in listed(names))
    told = triage(story).many(Batch(ids=ids, setting_aside=Aside(reason=a_reason(reason), note=WHY)))
    assert [(one.id, one.done) for one in told.items] == [(one, True) for one in ids]


@when(worded("l’équipe du service reprend la demande de « {company} »"))
def takes_back(story: Story, company: str) -> None:
    """As if it came in."""
    story.attempt(lambda: story.world.triage.take_back(demand_of(story, company), Because(reason=WHY)))


@when(
    worded("« {company} » demande encore de l’aide sur « {title} », à l’adresse « {email} »"),
)
@given(worded("« {company} » a demandé encore de l’aide sur « {title} », à l’adresse « {email} »"))
def asks_again(story: Story, company: str, title: str, email: str) -> None:
    """Somebody else of the company does; its first demand keeps its name, this one takes the address's."""
    form = evolve(a_form(story, company, story.subject(title)), email=email)
    receipt = story.attempt(lambda: story.world.deposit(form))
    if receipt is not None:
        story.receipts[email] = receipt


@when(worded("l’équipe du service rattache la demande de « {email} » à celle de « {company} »"))
def merges(story: Story, email: str, company: str) -> None:
    """One need for both."""
    merging = Merging(into=demand_of(story, company), reason=WHY)
    story.attempt(lambda: story.world.triage.merge(demand_of(story, email), merging))


@then(worded("« {address} » reçoit aussi le mail « {rest} », et une seule fois"))
def this_address_gets(story: Story, address: str, rest: str) -> None:
    """Somebody by their own address."""
    found = [plain(mail.subject) for mail in story.world.mails() if mail.to == address]
    assert found.count(rest) == 1


@then(worded("la demande de « {company} » garde : « {label} », par {author}, « {rest} »"))
def keeps_a_trace(story: Story, company: str, label: str, author: str, rest: str) -> None:
    """The last thing done with it, by whom and why."""
    last = triage(story).demand(demand_of(story, company)).traces[-1]
    assert (plain(last.gesture_label), last.by, plain(last.reason)) == (label, author, rest)


@then(worded("la demande de « {company} » garde : « {label} », par {author}"))
def keeps_who(story: Story, company: str, label: str, author: str) -> None:
    """The last thing done with it, and by whom."""
    last = triage(story).demand(demand_of(story, company)).traces[-1]
    assert (plain(last.gesture_label), last.by) == (label, author)


@then(worded("l’équipe du service lit que « {company} » a attesté l’exactitude de sa demande"))
def accuracy_is_kept(story: Story, company: str) -> None:
    """What was declared is kept with the demand, with the terms and the instant."""
    demand = triage(story).demand(demand_of(story, company))
    assert demand.consents.declares_accuracy
    assert demand.consents.terms_version == story.world.texts().version
    assert demand.consents.at == demand.deposited_at


@then(worded("avant l’envoi, chacun lit : « {rest} »"))
def everybody_is_warned(story: Story, rest: str) -> None:
    """What stands beside the form."""
    assert plain(triage(story).warning()) == rest


# Mails and their answers


@given(worded("l’équipe du service a écrit le modèle « {reason} » : « {rest} »"))
def writes_a_text(story: Story, reason: str, rest: str) -> None:
    """Its subject stays what it says."""
    text = TemplateText(subject=rest, body="Bonjour {prenom},\n\n{lien_pour_completer}")
    triage(story).write(a_reason(reason).value, text)


@when(worded("l’équipe du service écrit le modèle « {reason} » : « {rest} »"))
def tries_to_write_a_text(story: Story, reason: str, rest: str) -> None:
    """It may hold a place that nothing fills."""
    text = TemplateText(subject="Votre demande", body=rest)
    story.attempt(lambda: story.world.triage.write(a_reason(reason).value, text))


@when(worded("« {company} » suit le lien de ce mail et complète sa demande sur « {title} »"))
def completes(story: Story, company: str, title: str) -> None:
    """Send it again, whole."""
    link = _link(story, company)
    form = a_form(story, company, story.subject(title))
    assert triage(story).to_complete(link).email == email_of(company)
    story.attempt(lambda: story.world.triage.complete(link, form))


@when(worded("« {company} » suit le lien de ce mail et renvoie sa demande sans numéro de téléphone"))
def completes_badly(story: Story, company: str) -> None:
    """The checks are those of a deposit."""
    link = _link(story, company)
    form = evolve(a_form(story, company, story.catalogue.subjects["recruter"]), phone="")
    story.attempt(lambda: story.world.triage.complete(link, form))


def _link(story: Story, company: str) -> str:
    assert story.mail is not None
    assert story.mail.to == email_of(company)
    found = re.search(r"https://\S+/completion\?token=\S+", story.mail.text)
    assert found is not None
    return found[0]


@given(worded("les demandes de « {company} » sont indésirables"))
def is_unwanted(story: Story, company: str) -> None:
    """Its address is on the list."""
    triage(story).unwant(NewUnwanted(kind=UnwantedKind.EMAIL, value=email_of(company), reason=WHY))


@then(worded("« {company} » est répondue comme tout le monde, et ne reçoit que l’accusé de réception"))
def is_answered_as_anybody(story: Story, company: str) -> None:
    """The same state and institutions in the answer, the mail and the follow-up page."""
    receipt = story.receipts[company]
    followed = story.world.follow(receipt)
    assert (receipt.state, followed.state) == ("transmitted", "transmitted")
    assert receipt.institutions == followed.institutions != ()
    a_company_gets(story, company, "Votre demande est bien reçue")
    assert story.mail is not None
    assert all(name in plain(story.mail.text) for name in map(plain, receipt.institutions))


# Referrals


@when(worded("l’équipe du service ajoute l’équipe « {team} » au besoin de « {company} »"))
def adds_a_team(story: Story, team: str, company: str) -> None:
    """One more is asked."""
    new, need = NewReferral(team=story.teams[team], reason=WHY), story.need(company)
    story.attempt(lambda: story.world.triage.add(need, new))


@when(worded("l’équipe du service retire le besoin de « {company} » à l’équipe « {team} »"))
def withdraws(story: Story, company: str, team: str) -> None:
    """One less."""
    need = story.need(company)
    story.attempt(lambda: story.world.triage.withdraw(need, story.teams[team], Because(reason=WHY)))


@when(
    worded(
        "l’équipe du service confie à l’équipe « {to} » le besoin de « {company} » qu’a l’équipe « {team} »"
    )
)
def hands_over(story: Story, to: str, company: str, team: str) -> None:
    """One instead of another."""
    need, handing = story.need(company), Handing(to=story.teams[to], reason=WHY)
    story.attempt(lambda: story.world.triage.move(need, story.teams[team], handing))


@when(worded("l’équipe du service confie à l’équipe « {to} » tout ce qu’a l’équipe « {team} »"))
def hands_everything_over(story: Story, to: str, team: str) -> None:
    """All that is open."""
    handing = Handing(to=story.teams[to], reason=WHY)
    assert triage(story).move_all(story.teams[team], handing).kept == ()


@when("six mois plus tard, ce qui reste sans réponse est archivé")
def archived(story: Story) -> None:
    """As the clock does."""
    story.world.wait(SIX_MONTHS)
    triage(story).archive()
