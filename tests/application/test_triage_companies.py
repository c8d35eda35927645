"""What companies see of triage: a demand to complete, one merged into another, one that nobody wants."""

from typing import Final

import pytest

from conseillers_application.follow_demand import FollowDemand
from conseillers_application.mails import ReceiptMail, SetAsideMail, TakenMail
from conseillers_application.ports import REACT
from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.seen import Because
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.spam_list import NewUnwanted, NoLongerUnwanted, UnwantedKind
from conseillers_application.triage.template_texts import TemplateText, TemplateTrial
from conseillers_application.views import FollowUp, Receipt
from conseillers_domain.demand import DemandState
from conseillers_domain.errors import Conflict, Invalid, NotFound, Stale
from conseillers_domain.events import EnrichmentAwaited
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from conseillers_domain.setting_aside import AsideReason
from conseillers_domain.templates import COMPLETION_LINK, FOLLOW_LINK
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import TEAMS, Service
from tests.application.triage import WHY, Triage
from tests.builders import SIRET, Changed
from tests.domain.forms import a_form

FREE: Final[dict[str, Changed]] = {"subject": "autre-demande", "answers": {}}
INCOMPLETE = Aside(reason=AsideReason.INCOMPLETE, mail=MailToSend(template="incomplete"))
ZOE, OTHER = "zoe@example.org", "autre@example.org"


@pytest.fixture
def triage(service: Service) -> Triage:
    return Triage(service)


def follow(service: Service, receipt: Receipt) -> FollowUp:
    token = receipt.follow_url.partition("token=")[2]
    return FollowDemand(read=service.store.read, secrets=service.secrets)(receipt.id, token)


def test_who_follows_a_demand_set_aside_reads_no_state_of_its_need(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    triage.set_aside(triage.staff, receipt.id, Aside(reason=AsideReason.OUT_OF_SCOPE))
    told = follow(service, receipt)
    assert (told.state, told.status) == ("set_aside", None)


# Completion


def incomplete(service: Service, triage: Triage, **changes: Changed) -> tuple[Receipt, str]:
    """A demand to be completed, and the token of the link in its mail."""
    receipt = service.deposited(**{**FREE, **changes})
    triage.set_aside(triage.staff, receipt.id, INCOMPLETE)
    service.work()
    mail = service.written(to=ZOE)[-1]
    assert isinstance(mail, SetAsideMail)
    assert "{lien_pour_completer}" in mail.paragraphs
    url = mail.links[COMPLETION_LINK]
    assert f"/api/demands/{receipt.id}/completion?" in url
    assert mail.links[FOLLOW_LINK] == receipt.follow_url
    return receipt, url.partition("token=")[2]


def test_a_demand_completed_takes_its_way_again(service: Service, triage: Triage) -> None:
    receipt, token = incomplete(service, triage)
    before = triage.complete.to_complete(receipt.id, token)
    assert (before.subject, before.first_name, before.siret) == ("autre-demande", "Zoé", SIRET)
    told = triage.complete(receipt.id, token, a_form(description="Une apprentie en mars."))
    assert (told.state, told.institutions) == ("transmitted", ("CCI de Lot-et-Garonne", "Urssaf"))
    demand, need = service.demand(receipt), service.need(receipt)
    assert (demand.description, demand.aside) == ("Une apprentie en mars.", None)
    assert tuple(one.team for one in need.referrals) == TEAMS
    assert triage.traces(need.id)[-1] == ("completed", "l’entreprise", "")


def test_what_is_still_free_waits_for_its_subject(service: Service, triage: Triage) -> None:
    receipt, token = incomplete(service, triage)
    told = triage.complete(receipt.id, token, a_form(**FREE))
    assert (told.state, told.institutions) == ("to_qualify", ())
    assert service.needs(receipt) == ()


def test_a_link_completes_once_and_only_what_it_was_made_for(service: Service, triage: Triage) -> None:
    receipt, token = incomplete(service, triage)
    for demand, shown in ((receipt.id, "wrong"), ("unknown", token)):
        with pytest.raises(NotFound):
            triage.complete.to_complete(demand, shown)
    triage.complete(receipt.id, token, a_form(**FREE))
    with pytest.raises(NotFound) as refusal:
        triage.complete(receipt.id, token, a_form(**FREE))
    assert refusal.value.code == "link_over"


def test_every_fault_of_a_completion_is_told_at_once(service: Service, triage: Triage) -> None:
    receipt, token = incomplete(service, triage)
    with pytest.raises(Invalid) as refusal:
        triage.complete(receipt.id, token, a_form(description="", phone="12", declares_accuracy=False))
    assert [one.pointer for one in refusal.value.faults] == [
        "/description",
        "/phone",
        "/declares_accuracy",
    ]
    assert service.demand(receipt).state is DemandState.SET_ASIDE


def test_a_completion_is_taken_while_the_registry_is_silent(service: Service, triage: Triage) -> None:
    receipt, token = incomplete(service, triage)
    service.registry.silent = True
    told = triage.complete(receipt.id, token, a_form())
    assert told.state == "received"
    with service.store.read() as work:
        facts = [work.outbox.get(one.subject) for one in service.store.agenda.tasks if one.name == REACT]
    assert [type(one) for one in facts] == [EnrichmentAwaited]
    service.registry.silent = False
    service.work()
    assert service.demand(receipt).state is DemandState.TRANSMITTED


def test_a_demand_completed_after_it_was_out_goes_to_the_same_need(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    triage.set_aside(triage.staff, receipt.id, INCOMPLETE)
    service.work()
    mail = service.written(to=ZOE)[-1]
    assert isinstance(mail, SetAsideMail)
    triage.complete(receipt.id, mail.links[COMPLETION_LINK].partition("token=")[2], a_form())
    assert tuple(one.team for one in service.need(receipt).referrals) == TEAMS


# Merging


def two(service: Service) -> tuple[Receipt, Receipt]:
    """A demand out, and another of the same company by somebody else."""
    return service.deposited(), service.deposited(email=OTHER)


def test_both_contacts_of_merged_demands_are_told_once(service: Service, triage: Triage) -> None:
    main, double = two(service)
    demand = triage.merge(triage.staff, double.id, Merging(into=main.id, reason=WHY))
    assert (demand.state, demand.merged_into) == (DemandState.SET_ASIDE, main.id)
    service.say("ana", main, "cci-47", Stance.TAKEN)
    service.wait_a_minute()
    for address, receipt in ((ZOE, main), (OTHER, double)):
        (mail,) = (one for one in service.written(to=address) if isinstance(one, TakenMail))
        assert (mail.advisor, mail.follow_url) == ("Ana", receipt.follow_url)
    assert [one.id for one in triage.seen(main).merged] == [double.id]
    assert [one.gesture for one in triage.seen(main).traces] == ["merged"]
    assert [(one.gesture, one.to) for one in triage.seen(double).traces] == [("merged", main.id)]
    assert triage.seen(double).merged_into == main.id


def test_one_address_is_written_to_once_however_many_its_demands(service: Service, triage: Triage) -> None:
    main, double = two(service)
    for one in (double, service.deposited(), service.deposited(email=OTHER)):
        triage.merge(triage.staff, one.id, Merging(into=main.id))
    service.say("ana", main, "cci-47", Stance.TAKEN)
    service.wait_a_minute()
    for address in (ZOE, OTHER):
        assert len([one for one in service.written(to=address) if isinstance(one, TakenMail)]) == 1


def test_who_follows_a_merged_demand_reads_what_becomes_of_the_other(
    service: Service, triage: Triage
) -> None:
    main, double = two(service)
    triage.merge(triage.staff, double.id, Merging(into=main.id))
    service.say("ana", main, "cci-47", Stance.TAKEN)
    told = follow(service, double)
    assert (told.id, told.state, told.status) == (double.id, "transmitted", NeedStatus.TAKEN)


def test_what_was_merged_follows_when_its_demand_is_merged_in_turn(service: Service, triage: Triage) -> None:
    main, double = two(service)
    third = service.deposited(email="tiers@example.org")
    triage.merge(triage.staff, third.id, Merging(into=double.id))
    triage.merge(triage.staff, double.id, Merging(into=main.id))
    assert service.demand(third).merged_into == main.id
    triage.take_back(triage.staff, third.id, Because(reason=WHY))
    assert service.demand(third).merged_into is None


def test_a_merged_demand_is_no_double_of_the_next(service: Service, triage: Triage) -> None:
    main, double = two(service)
    triage.merge(triage.staff, double.id, Merging(into=main.id))
    service.say("ana", main, "cci-47", Stance.TAKEN)
    service.say("ana", main, "cci-47", Stance.CLOSED_HELPED)
    assert service.demand(service.deposited(email=OTHER, landing="partenaire")).flags == ()


@pytest.mark.parametrize(("into", "code"), [("", "same_demand"), ("unknown", "unknown_demand")])
def test_a_demand_is_merged_into_another_that_exists(
    service: Service, triage: Triage, into: str, code: str
) -> None:
    receipt = service.deposited()
    with pytest.raises(Invalid) as refusal:
        triage.merge(triage.staff, receipt.id, Merging(into=into or receipt.id))
    assert refusal.value.code == code
    with pytest.raises(NotFound):
        triage.merge(service.person("ana"), receipt.id, Merging(into=into))


def test_what_is_set_aside_stands_for_nothing(service: Service, triage: Triage) -> None:
    main, double = two(service)
    triage.set_aside(triage.staff, double.id, Aside(reason=AsideReason.OUT_OF_SCOPE))
    with pytest.raises(Conflict, match="elle-même classée"):
        triage.merge(triage.staff, main.id, Merging(into=double.id))
    with pytest.raises(Conflict, match="classée sans suite"):
        triage.merge(triage.staff, double.id, Merging(into=main.id))


def test_a_demand_teams_work_on_is_the_one_to_merge_into(service: Service, triage: Triage) -> None:
    main, double = two(service)
    service.say("ana", main, "cci-47", Stance.TAKEN)
    with pytest.raises(Conflict, match="s’occupe de ce besoin"):
        triage.merge(triage.staff, main.id, Merging(into=double.id))


# Unwanted depositors


@pytest.mark.parametrize(
    "unwanted",
    [
        NewUnwanted(kind=UnwantedKind.EMAIL, value=" Zoe@EXAMPLE.org", reason=WHY),
        NewUnwanted(kind=UnwantedKind.SIRET, value="000 000 018 00010"),
    ],
)
def test_who_is_unwanted_gets_the_usual_answer_and_nobody_their_demand(
    service: Service, triage: Triage, unwanted: NewUnwanted
) -> None:
    expected = service.deposit.would(a_form())
    line = triage.spam.add(triage.staff, unwanted)
    assert (line.by, line.kind) == ("Équipe", unwanted.kind)
    assert service.deposit.would(a_form()) == expected
    receipt = service.deposited()
    assert (receipt.state, receipt.institutions) == ("transmitted", expected.institutions)
    assert service.needs(receipt) == ()
    service.work()
    (mail,) = service.written(to=ZOE)
    assert isinstance(mail, ReceiptMail)
    assert mail.institutions == expected.institutions
    assert [one.to for one in service.post.sent] == [ZOE]
    told = follow(service, receipt)
    assert (told.state, told.status, told.institutions) == (
        "transmitted",
        NeedStatus.PENDING,
        expected.institutions,
    )
    aside = triage.seen(receipt).aside
    assert aside is not None
    assert (aside.reason, aside.by, aside.mail) == (AsideReason.SPAM, "règle du service", None)


def test_an_unwanted_demand_that_would_wait_seems_to_wait(service: Service, triage: Triage) -> None:
    triage.spam.add(triage.staff, NewUnwanted(kind=UnwantedKind.EMAIL, value=ZOE))
    told = follow(service, service.deposited(**FREE))
    assert (told.state, told.status) == ("to_qualify", None)


def test_an_unwanted_demand_is_left_alone_when_its_company_is_found(service: Service, triage: Triage) -> None:
    triage.spam.add(triage.staff, NewUnwanted(kind=UnwantedKind.EMAIL, value=ZOE))
    service.registry.silent = True
    receipt = service.deposited()
    service.registry.silent = False
    service.work()
    assert (receipt.state, service.demand(receipt).state) == ("received", DemandState.SET_ASIDE)


def test_the_list_is_read_and_changed(service: Service, triage: Triage) -> None:
    assert triage.spam.page(triage.staff).items == ()
    values = ("a@b.fr", "c@d.fr")
    for value in values:
        triage.spam.add(triage.staff, NewUnwanted(kind=UnwantedKind.EMAIL, value=value))
    first = triage.spam.page(triage.staff, limit=1)
    assert first.next is not None
    last = triage.spam.page(triage.staff, cursor=first.next, limit=1)
    assert [(one.value, one.by) for one in (*first.items, *last.items)] == [
        (value, "Équipe") for value in values
    ]
    assert last.next is None
    one = NoLongerUnwanted(kind=UnwantedKind.EMAIL, value="a@b.fr")
    triage.spam.remove(triage.staff, one)
    with pytest.raises(NotFound):
        triage.spam.remove(triage.staff, one)
    with pytest.raises(Invalid):
        triage.spam.page(triage.staff, cursor="?")


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [(UnwantedKind.EMAIL, "x", "format"), (UnwantedKind.SIRET, "12345678901234", "luhn")],
)
def test_only_an_address_or_a_siret_is_put_on_the_list(
    service: Service, triage: Triage, kind: UnwantedKind, value: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        triage.spam.add(triage.staff, NewUnwanted(kind=kind, value=value))
    assert refusal.value.code == code


def test_only_staff_knows_who_is_unwanted(service: Service, triage: Triage) -> None:
    ana = service.person("ana")
    one = NoLongerUnwanted(kind=UnwantedKind.EMAIL, value=ZOE)
    for act in (
        lambda: triage.spam.page(ana),
        lambda: triage.spam.add(ana, NewUnwanted(kind=UnwantedKind.EMAIL, value=ZOE)),
        lambda: triage.spam.remove(ana, one),
        lambda: triage.templates.all(ana),
        lambda: triage.templates.versions(ana, "other"),
        lambda: triage.templates.write(ana, "other", TemplateText(subject="a", body="b")),
        lambda: triage.templates.preview(ana, "other", TemplateTrial(demand="")),
    ):
        with pytest.raises(NotFound):
            act()


# Texts


def test_a_text_written_is_in_force_and_those_before_are_kept(service: Service, triage: Triage) -> None:
    assert {one.version for one in triage.templates.all(triage.staff).items} == {0}
    text = TemplateText(subject="Votre demande", body="Bonjour {prenom},\n\nNon.")
    written = triage.templates.write(triage.staff, "other", text)
    assert (written.version, written.by) == (1, "staff")
    again = TemplateText(subject="Votre demande", body="Bonjour,\n\nNon.")
    triage.templates.write(triage.staff, "other", again)
    versions = triage.templates.versions(triage.staff, "other").items
    assert [one.version for one in versions] == [2, 1, 0]
    in_force = {one.name: one.version for one in triage.templates.all(triage.staff).items}
    assert (in_force["other"], in_force["incomplete"]) == (2, 0)


def test_a_text_is_tried_on_a_demand_before_it_is_written(service: Service, triage: Triage) -> None:
    known = service.deposited(**FREE)
    unknown = service.deposited(siret=fictitious_siret(7), email=OTHER)
    body = "{prenom} {nom}, {entreprise}, {sujet}, {date}, {lien_de_suivi}"
    trial = TemplateTrial(demand=known.id, subject="À {prenom}", body=body)
    told = triage.templates.preview(triage.staff, "other", trial)
    assert (told.subject, told.body) == (
        "À Zoé",
        "Zoé Lefèvre, L’Épicerie du Marché, Autre demande, 23\u00a0novembre 2026, {lien_de_suivi}",
    )
    told = triage.templates.preview(triage.staff, "other", TemplateTrial(demand=unknown.id))
    assert f"l’établissement {fictitious_siret(7)}" in told.body
    with pytest.raises(Invalid):
        triage.templates.preview(triage.staff, "other", TemplateTrial(demand=known.id, body="{"))


def test_a_text_that_could_not_be_sent_is_not_kept(service: Service, triage: Triage) -> None:
    from conseillers_application.triage.seen import Seen

    text = TemplateText(subject="Objet", body="Sans lien")
    with pytest.raises(Invalid) as refusal:
        triage.templates.write(triage.staff, "incomplete", text)
    assert refusal.value.code == "missing_placeholder"
    with pytest.raises(NotFound):
        triage.templates.write(triage.staff, "rien", text)
    with pytest.raises(Stale):
        triage.templates.write(triage.staff, "other", text, Seen(version=4))


def test_a_refused_address_of_a_merged_contact_is_told_by_its_demand(
    service: Service, triage: Triage
) -> None:
    main, double = two(service)
    triage.merge(triage.staff, double.id, Merging(into=main.id))
    service.work()
    service.post.refusing.add(OTHER)
    service.say("ana", main, "cci-47", Stance.TAKEN)
    service.wait_a_minute()
    (line,) = service.refused_addresses(triage.staff).items
    assert line.demand == double.id
