"""Staff triages demands: reads them, chooses subjects, transmits, sets aside, takes back, many at once."""

from datetime import timedelta
from typing import Final

import pytest
from attrs import evolve

from conseillers_application.mails import NeedMail, SetAsideMail
from conseillers_application.repeats import Repeat
from conseillers_application.triage.batch import Batch
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.seen import Because, Seen
from conseillers_application.triage.set_aside import Aside, MailToSend
from conseillers_application.triage.transmit_demand import Sending
from conseillers_application.views import Receipt
from conseillers_domain.catalogue import Transmission
from conseillers_domain.demand import DemandState, Flag
from conseillers_domain.errors import Conflict, Invalid, NotFound, Stale
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance
from conseillers_domain.setting_aside import AsideReason
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import DIRECTORY, TEAMS, Service
from tests.application.triage import WHY, Triage
from tests.builders import Changed, a_branch, a_team, an_establishment
from tests.domain.country import LOT_ET_GARONNE

ALL = Sending()
MAIL = MailToSend(template="out_of_scope")
OUT = Aside(reason=AsideReason.OUT_OF_SCOPE, mail=MAIL)
WITHOUT_A_WORD = Aside(reason=AsideReason.OUT_OF_SCOPE)
FALSE = Aside(reason=AsideReason.FALSE_DECLARATION, note="Le SIRET est celui d’un tiers.")
FREE: Final[dict[str, Changed]] = {"subject": "autre-demande", "answers": {}}


@pytest.fixture
def triage(service: Service) -> Triage:
    former = a_team("former-47", "former", branch="former-47", mailbox="former@example.org")
    branch = a_branch("former-47", institution="cci", zones=(LOT_ET_GARONNE,))
    service.publish(
        evolve(DIRECTORY, teams=(*DIRECTORY.teams, former), branches=(*DIRECTORY.branches, branch))
    )
    return Triage(service)


def unknown(service: Service, **changes: Changed) -> Receipt:
    """A demand whose SIRET no registry knows: it waits."""
    return service.deposited(siret=fictitious_siret(7), **changes)


# Reading


def test_the_tabs_are_the_states_and_their_counts_are_right(service: Service, triage: Triage) -> None:
    sent, free = service.deposited(), service.deposited(email="a@b.fr", **FREE)
    page = triage.list(triage.staff)
    (line,) = page.items
    assert (line.id, line.company.name, line.company.commune_name) == (
        free.id,
        "L’Épicerie du Marché",
        "Agen",
    )
    assert [one.code for one in line.flags] == ["D", "free_topic"]
    assert all(one.label for one in line.flags)
    assert (page.total, page.next) == (1, None)
    assert page.counts == {
        DemandState.RECEIVED: 0,
        DemandState.TO_QUALIFY: 1,
        DemandState.TRANSMITTED: 1,
        DemandState.SET_ASIDE: 0,
    }
    (line,) = triage.list(triage.staff, DemandState.TRANSMITTED).items
    assert line.id == sent.id


def test_a_tab_is_read_page_by_page(service: Service, triage: Triage) -> None:
    receipts = [service.deposited(email=f"{rank}@b.fr", **FREE) for rank in range(3)]
    first = triage.list(triage.staff, limit=2)
    assert first.next is not None
    last = triage.list(triage.staff, cursor=first.next, limit=2)
    assert [one.id for one in (*first.items, *last.items)] == [one.id for one in receipts]
    assert (first.total, last.next) == (3, None)
    with pytest.raises(Invalid):
        triage.list(triage.staff, cursor="?")


def test_a_demand_is_read_with_those_who_would_have_it_and_those_like_it(
    service: Service, triage: Triage
) -> None:
    other = service.deposited()
    told = triage.seen(service.deposited(email="a@b.fr"))
    assert [one.team for one in told.proposed] == [*TEAMS]
    assert [one.id for one in told.alike] == [other.id]
    assert (told.contact.phone, told.company.name) == ("05 53 00 00 00", "L’Épicerie du Marché")
    assert (told.needs, told.merged, told.traces, told.aside) == ((), (), (), None)
    assert [one.question for one in told.answers] == [
        "Cherchez-vous un apprenti ?",
        "Quel contrat proposez-vous ?",
    ]
    sent = triage.seen(other)
    assert (sent.proposed, [one.status for one in sent.needs]) == ((), [NeedStatus.PENDING])


def test_nobody_is_proposed_for_a_company_nobody_knows(service: Service, triage: Triage) -> None:
    told = triage.seen(unknown(service))
    assert (told.proposed, told.company.missing) == ((), ("establishment",))


@pytest.mark.parametrize("flag", Flag)
def test_a_flag_is_said_in_words(flag: Flag) -> None:
    assert flag.label


def test_only_staff_triages(service: Service, triage: Triage) -> None:
    receipt, ana = service.deposited(**FREE), service.person("ana")
    because = Because(reason=WHY)
    for act in (
        lambda: triage.list(ana),
        lambda: triage.read(ana, receipt.id),
        lambda: triage.qualify(ana, receipt.id, Qualification(subject="former")),
        lambda: triage.transmit(ana, receipt.id, ALL),
        lambda: triage.set_aside(ana, receipt.id, OUT),
        lambda: triage.take_back(ana, receipt.id, because),
        lambda: triage.batch(ana, Batch(ids=(receipt.id,), transmission=ALL)),
    ):
        with pytest.raises(NotFound):
            act()


# Subjects


def test_a_free_demand_has_its_subject_chosen_then_leaves(service: Service, triage: Triage) -> None:
    receipt = service.deposited(**FREE)
    with pytest.raises(Conflict, match="Choisissez d’abord"):
        triage.transmit(triage.staff, receipt.id, ALL)
    demand = triage.qualify(triage.staff, receipt.id, Qualification(subject="former"))
    assert (demand.state, demand.flags, demand.subject) == (DemandState.RECEIVED, (), "former")
    demand = triage.transmit(triage.staff, receipt.id, ALL)
    assert demand.state is DemandState.TRANSMITTED
    need = service.need(receipt)
    assert (need.subject, [one.team for one in need.referrals]) == ("former", ["former-47"])
    service.work()
    assert [type(one) for one in service.written(to="former@example.org")] == [NeedMail]
    assert triage.traces(need.id) == [("qualified", "Équipe", ""), ("transmitted", "Équipe", "")]


@pytest.mark.parametrize(
    ("subject", "code"),
    [("autre-demande", "unknown_subject"), ("rien", "unknown_subject"), ("ancien", "archived_subject")],
)
def test_a_subject_is_one_that_may_be_asked_for(
    service: Service, triage: Triage, subject: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        triage.qualify(triage.staff, service.deposited(**FREE).id, Qualification(subject=subject))
    assert refusal.value.code == code


def test_a_need_requalified_goes_to_the_teams_of_its_new_subject(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    with pytest.raises(Invalid):
        triage.qualify(triage.staff, receipt.id, Qualification(subject="former"))
    demand = triage.qualify(triage.staff, receipt.id, Qualification(subject="former", reason=WHY))
    assert (demand.state, demand.subject) == (DemandState.TRANSMITTED, "former")
    need = service.need(receipt)
    assert need.subject == "former"
    assert [(one.team, one.stance) for one in need.referrals] == [
        ("cci-47", Stance.TAKEN),
        ("former-47", Stance.PENDING),
    ]
    assert [one.referral.team for one in need.left] == ["urssaf-1", "urssaf-2"]
    service.work()
    assert service.written(to="un@urssaf.example") == []
    assert len(service.written(to="former@example.org")) == 1
    with service.store.read() as work:
        assert work.needs.decision(need.id).profile.subject == "former"
    sheet = service.read_sheet(service.person("ana"), need.id)
    assert [one.question for one in sheet.answers] == [
        "Cherchez-vous un apprenti ?",
        "Quel contrat proposez-vous ?",
    ]


def test_a_need_is_not_requalified_so_that_nobody_has_it(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    service.without_team("former-47")
    with pytest.raises(Conflict, match="Aucune équipe"):
        triage.qualify(triage.staff, receipt.id, Qualification(subject="former", reason=WHY))
    assert service.need(receipt).subject == "recruter"
    assert triage.traces(service.need(receipt).id) == []


# Transmission


def test_a_reviewed_demand_leaves_when_staff_says_so(service: Service, triage: Triage) -> None:
    service.transmission = Transmission.REVIEWED
    receipt = service.deposited()
    assert receipt.state == "to_qualify"
    repeat = Repeat("k", "digest")
    first = triage.transmit(triage.staff, receipt.id, ALL, repeat=repeat)
    assert triage.transmit(triage.staff, receipt.id, ALL, repeat=repeat) == first
    assert [one.team for one in service.need(receipt).referrals] == [*TEAMS]
    with pytest.raises(Conflict, match="déjà transmise"):
        triage.transmit(triage.staff, receipt.id, ALL)


def test_a_demand_nobody_is_kept_for_leaves_for_the_teams_named(service: Service, triage: Triage) -> None:
    receipt = unknown(service)
    with pytest.raises(Conflict, match="nommez"):
        triage.transmit(triage.staff, receipt.id, ALL)
    triage.transmit(triage.staff, receipt.id, Sending(teams=("paris",), reason=WHY))
    need = service.need(receipt)
    assert [one.team for one in need.referrals] == ["paris"]
    assert triage.traces(need.id) == [("transmitted", "Équipe", WHY)]
    with service.store.read() as work:
        assert work.needs.decision(need.id).kept == ()


def test_every_fault_of_a_transmission_is_told_at_once(service: Service, triage: Triage) -> None:
    sending = Sending(teams=("paris", "nobody"), reason="x" * 3000)
    with pytest.raises(Invalid) as refusal:
        triage.transmit(triage.staff, unknown(service).id, sending)
    assert {one.pointer: one.code for one in refusal.value.faults} == {
        "/reason": "too_long",
        "/teams/1": "unknown_team",
    }


def test_who_decided_on_an_older_version_changes_nothing(service: Service, triage: Triage) -> None:
    receipt = service.deposited(**FREE)
    triage.qualify(triage.staff, receipt.id, Qualification(subject="former"), Seen(version=0))
    with pytest.raises(Stale):
        triage.transmit(triage.staff, receipt.id, ALL, Seen(version=0))


# Setting aside


def test_a_demand_set_aside_is_told_to_its_company_in_words_fixed_that_day(
    service: Service, triage: Triage
) -> None:
    receipt = service.deposited(**FREE)
    triage.set_aside(triage.staff, receipt.id, OUT)
    aside = triage.seen(receipt).aside
    assert aside is not None
    assert (aside.by, aside.reason_label) == ("Équipe", "hors du champ du service")
    assert aside.mail is not None
    assert aside.mail.body.startswith("Bonjour Zoé Lefèvre,")
    service.work()
    mail = service.written(to="zoe@example.org")[-1]
    assert isinstance(mail, SetAsideMail)
    assert (mail.subject, mail.paragraphs) == (aside.mail.subject, aside.mail.paragraphs)


def test_staff_may_say_it_in_its_own_words(service: Service, triage: Triage) -> None:
    receipt = service.deposited(**FREE)
    mail = MailToSend(template="other", subject="À propos de {sujet}", body="Bonjour {prenom}.")
    triage.set_aside(triage.staff, receipt.id, Aside(reason=AsideReason.OTHER, note=WHY, mail=mail))
    service.work()
    written = service.written(to="zoe@example.org")[-1]
    assert isinstance(written, SetAsideMail)
    assert (written.subject, written.paragraphs) == ("À propos de Autre demande", ("Bonjour Zoé.",))


def test_nothing_is_said_unless_staff_wants_it(service: Service, triage: Triage) -> None:
    receipt = service.deposited(**FREE)
    triage.set_aside(triage.staff, receipt.id, WITHOUT_A_WORD)
    service.work()
    assert not any(isinstance(one, SetAsideMail) for one in service.written(to="zoe@example.org"))
    with pytest.raises(Conflict, match="classée sans suite"):
        triage.set_aside(triage.staff, receipt.id, WITHOUT_A_WORD)
    with pytest.raises(Conflict, match="classée sans suite"):
        triage.qualify(triage.staff, receipt.id, Qualification(subject="former"))


@pytest.mark.parametrize(
    ("aside", "faults"),
    [
        (Aside(reason=AsideReason.OTHER), {"/note": "required"}),
        (Aside(reason=AsideReason.SPAM, mail=MAIL), {"/mail": "unexpected"}),
        (
            Aside(reason=AsideReason.OUT_OF_SCOPE, note="x" * 3000, mail=MailToSend(template="rien")),
            {"/note": "too_long", "/mail/template": "unknown_template"},
        ),
        (
            Aside(reason=AsideReason.INCOMPLETE, mail=MailToSend(template="incomplete", body="{age}")),
            {"/mail/body": "unknown_placeholder"},
        ),
        (Aside(reason=AsideReason.INCOMPLETE, mail=MAIL), {"/mail/body": "missing_placeholder"}),
    ],
)
def test_every_fault_of_a_setting_aside_is_told(
    service: Service, triage: Triage, aside: Aside, faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        triage.set_aside(triage.staff, service.deposited(**FREE).id, aside)
    found = dict[str, str]()
    for one in refusal.value.faults:
        found.setdefault(one.pointer, one.code)
    assert found == faults


def test_a_false_declaration_takes_the_need_back_from_everybody(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    need = service.need(receipt).id
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.say("bob", receipt, "urssaf-1", Stance.REFUSED)
    with pytest.raises(Conflict, match="s’occupe de ce besoin"):
        triage.set_aside(triage.staff, receipt.id, WITHOUT_A_WORD)
    triage.set_aside(triage.staff, receipt.id, FALSE)
    assert [one.team for one in service.need(receipt).referrals] == ["urssaf-1"]
    with pytest.raises(NotFound):
        service.read_sheet(service.person("ana"), need)
    assert triage.traces(need) == [("set_aside", "Équipe", FALSE.note)]
    assert service.demand(receipt).state is DemandState.SET_ASIDE


def test_a_need_nobody_answered_is_taken_back(service: Service, triage: Triage) -> None:
    receipt = service.deposited()
    triage.set_aside(triage.staff, receipt.id, WITHOUT_A_WORD)
    assert service.need(receipt).status is NeedStatus.TO_TRANSMIT
    service.work()
    assert service.written(to="emploi@cci.example") == []


def test_a_demand_everybody_refused_is_set_aside_and_their_refusals_stay(
    service: Service, triage: Triage
) -> None:
    receipt = service.deposited()
    for account, team in (("ana", "cci-47"), ("bob", "urssaf-1"), ("eve", "urssaf-2")):
        service.say(account, receipt, team, Stance.REFUSED)
    triage.set_aside(triage.staff, receipt.id, WITHOUT_A_WORD)
    assert service.need(receipt).status is NeedStatus.REFUSED_BY_ALL


def test_a_demand_taken_back_is_as_if_it_came_in_and_its_mail_does_not_leave(
    service: Service, triage: Triage
) -> None:
    receipt = service.deposited()
    with pytest.raises(Conflict, match="n’est pas classée"):
        triage.take_back(triage.staff, receipt.id, Because(reason=WHY))
    triage.set_aside(triage.staff, receipt.id, OUT)
    demand = triage.take_back(triage.staff, receipt.id, Because(reason=WHY))
    assert (demand.state, demand.aside) == (DemandState.RECEIVED, None)
    service.work()
    assert not any(isinstance(one, SetAsideMail) for one in service.written(to="zoe@example.org"))
    triage.transmit(triage.staff, receipt.id, ALL)
    need = service.need(receipt)
    assert ([one.team for one in need.referrals], need.left) == ([*TEAMS], ())
    service.work()
    assert len(service.written(to="emploi@cci.example")) >= 1


def test_a_demand_set_aside_twice_is_told_the_second_words(service: Service, triage: Triage) -> None:
    receipt = service.deposited(**FREE)
    triage.set_aside(triage.staff, receipt.id, OUT)
    triage.take_back(triage.staff, receipt.id, Because(reason=WHY))
    service.at += timedelta(seconds=1)
    mail = MailToSend(template="other")
    triage.set_aside(triage.staff, receipt.id, Aside(reason=AsideReason.OTHER, note=WHY, mail=mail))
    service.work()
    (written,) = (one for one in service.written(to="zoe@example.org") if isinstance(one, SetAsideMail))
    assert written.subject == "Votre demande n’est pas transmise"


def test_a_company_that_closed_is_flagged_again_when_its_demand_comes_back(
    service: Service, triage: Triage
) -> None:
    receipt = service.deposited(**FREE)
    with service.store.begin() as work:
        demand = work.demands.get(receipt.id)
        work.demands.save(evolve(demand, establishment=an_establishment(open=False)))
    demand = triage.qualify(triage.staff, receipt.id, Qualification(subject="former"))
    assert (demand.state, demand.flags) == (DemandState.TO_QUALIFY, (Flag.NOT_HELPED,))


@pytest.mark.parametrize("reason", AsideReason)
def test_a_reason_is_said_in_words(reason: AsideReason) -> None:
    assert reason.label


# Many at once


def test_many_demands_are_dealt_with_at_once_and_each_says_what_came_of_it(
    service: Service, triage: Triage
) -> None:
    free = service.deposited(**FREE)
    other = service.deposited(email="a@b.fr", siret=fictitious_siret(7), **FREE)
    ids = (free.id, other.id, free.id, "unknown")
    told = triage.batch(triage.staff, Batch(ids=ids, qualification=Qualification(subject="former")))
    assert [(one.id, one.done, one.code) for one in told.items] == [
        (free.id, True, None),
        (other.id, True, None),
        ("unknown", False, "not_found"),
    ]
    told = triage.batch(triage.staff, Batch(ids=ids[:2], transmission=ALL))
    assert [(one.done, one.code, one.state) for one in told.items] == [
        (True, None, DemandState.TRANSMITTED),
        (False, "no_team", None),
    ]
    told = triage.batch(triage.staff, Batch(ids=(other.id,), setting_aside=WITHOUT_A_WORD))
    assert told.items[0].state is DemandState.SET_ASIDE


@pytest.mark.parametrize(
    ("batch", "pointers"),
    [
        (Batch(ids=()), {"/ids", ""}),
        (Batch(ids=("1",) * 101, transmission=ALL), {"/ids"}),
        (Batch(ids=("1",), transmission=ALL, setting_aside=OUT), {""}),
    ],
)
def test_a_batch_is_some_demands_and_one_act(
    service: Service, triage: Triage, batch: Batch, pointers: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        triage.batch(triage.staff, batch)
    assert {one.pointer for one in refusal.value.faults} == pointers
