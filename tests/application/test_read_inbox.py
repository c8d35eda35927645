"""« Besoins reçus »: each need in one tab, filters, and pages that follow one another."""

from base64 import urlsafe_b64encode
from datetime import date, timedelta

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_application.read_inbox import InboxRequest, read_cursor, subject_name
from conseillers_application.views import CompanyLine, InboxItem, Receipt, SubjectName
from conseillers_domain.accounts import Role
from conseillers_domain.company import Siret
from conseillers_domain.errors import Invalid
from conseillers_domain.need import NeedStatus, Tab
from conseillers_domain.position import Stance
from tests.application.service import ANA, CATALOGUE, Service
from tests.builders import DAY, NOW, Changed, an_account, an_establishment
from tests.domain.forms import CATALOGUE as OFFERED

SIRETS = [Siret(one) for one in ("00000001800010", "00000002600005", "00000003400009")]


def deposits(service: Service, *siret: Siret) -> list[Receipt]:
    """A demand of each company, a day apart."""
    service.registry = MemoryRegistry(
        [an_establishment(siret=one, name=f"Boutique {one[8]}") for one in SIRETS]
    )
    receipts = []
    for one in siret or SIRETS:
        receipts.append(service.deposited(siret=one, email=f"a{one}@example.org"))
        service.at += DAY
    return receipts


def read(service: Service, account: str = "ana", **asked: Changed) -> list[str]:
    """The names of the companies found."""
    page = service.read_inbox(service.person(account), InboxRequest(**asked))
    assert page.total == page.counts[asked.get("tab", Tab.INBOX)]
    return [item.company.name or "" for item in page.items]


def test_a_need_is_listed_with_what_its_reader_needs(service: Service) -> None:
    need = service.need(service.deposited())
    page = service.read_inbox(service.person("ana"), InboxRequest())
    assert page.items == (
        InboxItem(
            id=need.id,
            subject=SubjectName(slug="recruter", title="Recruter"),
            company=CompanyLine(name="L’Épicerie du Marché", commune_name="Agen"),
            deposited_at=NOW,
            sent_at=NOW,
            team="cci-47",
            stance=Stance.PENDING,
            status=NeedStatus.PENDING,
        ),
    )
    assert (page.total, page.next) == (1, None)
    assert page.counts == {**dict.fromkeys(Tab, 0), Tab.INBOX: 1}


def test_the_latest_sent_comes_first(service: Service) -> None:
    deposits(service)
    assert read(service) == ["Boutique 4", "Boutique 6", "Boutique 8"]


@pytest.mark.parametrize(
    ("stances", "tab"),
    [
        ((), Tab.INBOX),
        ((Stance.TAKEN,), Tab.TAKEN),
        ((Stance.REFUSED,), Tab.REFUSED),
        ((Stance.TAKEN, Stance.CLOSED_HELPED), Tab.CLOSED),
        ((Stance.TAKEN, Stance.CLOSED_NO_HELP), Tab.CLOSED),
        ((Stance.TAKEN, Stance.CLOSED_UNREACHABLE), Tab.CLOSED),
    ],
)
def test_each_need_is_in_the_one_tab_of_its_readers_team(
    service: Service, stances: tuple[Stance, ...], tab: Tab
) -> None:
    receipt = service.deposited()
    for stance in stances:
        service.say("ana", receipt, "cci-47", stance)
    page = service.read_inbox(service.person("ana"), InboxRequest(tab=tab))
    assert page.counts == {**dict.fromkeys(Tab, 0), tab: 1}
    assert len(page.items) == 1
    assert read(service, "bob") == ["L’Épicerie du Marché"]


def test_what_nobody_answered_in_45_days_has_left_the_inbox(service: Service) -> None:
    service.deposited()
    service.at += timedelta(days=45)
    assert read(service) == []
    assert read(service, tab=Tab.EXPIRED) == ["L’Épicerie du Marché"]


def test_how_long_a_need_may_wait_in_an_inbox_can_be_changed(service: Service) -> None:
    service.deposited()
    service.at += timedelta(days=20)
    read_inbox = evolve(service.read_inbox, expiry=timedelta(days=20))
    page = read_inbox(service.person("ana"), InboxRequest())
    assert page.counts == {**dict.fromkeys(Tab, 0), Tab.EXPIRED: 1}


def test_who_has_no_team_receives_nothing_staff_included(service: Service) -> None:
    service.deposited()
    assert read(service, "staff") == []


def test_a_need_of_two_of_the_readers_teams_is_listed_once(service: Service) -> None:
    service.open_account(an_account("manager", branches=("urssaf", "cci"), roles=frozenset({Role.MANAGER})))
    receipt = service.deposited()
    assert read(service, "manager") == ["L’Épicerie du Marché"]
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    page = service.read_inbox(service.person("manager"), InboxRequest())
    assert [item.team for item in page.items] == ["urssaf-1"]
    assert page.counts[Tab.TAKEN] == 0


def test_a_manager_reads_for_one_branch_and_those_below_it(service: Service) -> None:
    service.open_account(an_account("manager", branches=("urssaf", "cci"), roles=frozenset({Role.MANAGER})))
    service.deposited()
    for branch, team in (("cci", "cci-47"), ("cci-47", "cci-47"), ("urssaf", "urssaf-1")):
        page = service.read_inbox(service.person("manager"), InboxRequest(branch=branch))
        assert [item.team for item in page.items] == [team]
    assert read(service, "manager", branch="paris") == []
    assert read(service, "ana", branch="urssaf") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "boutique 6"}, ["Boutique 6"]),
        ({"text": "BOUT 4"}, ["Boutique 4"]),
        ({"text": "agen"}, ["Boutique 4", "Boutique 6", "Boutique 8"]),
        ({"text": "00000002600005"}, ["Boutique 6"]),
        ({"text": "lefevre zoe"}, ["Boutique 4", "Boutique 6", "Boutique 8"]),
        ({"text": "boulangerie"}, []),
        ({"subject": "recruter"}, ["Boutique 4", "Boutique 6", "Boutique 8"]),
        ({"subject": "former"}, []),
        ({"subject": "nul"}, []),
        ({"theme": "rh"}, ["Boutique 4", "Boutique 6", "Boutique 8"]),
        ({"theme": "autre"}, []),
        ({"theme": "autre", "subject": "recruter"}, []),
        ({"theme": "rh", "subject": "recruter"}, ["Boutique 4", "Boutique 6", "Boutique 8"]),
        ({"since": date(2026, 11, 24)}, ["Boutique 4", "Boutique 6"]),
        ({"until": date(2026, 11, 24)}, ["Boutique 6", "Boutique 8"]),
        ({"since": date(2026, 11, 24), "until": date(2026, 11, 24)}, ["Boutique 6"]),
    ],
)
def test_filters_narrow_the_list_and_its_counts_alike(
    service: Service, asked: dict[str, Changed], found: list[str]
) -> None:
    deposits(service)
    assert read(service, **asked) == found


@pytest.mark.parametrize(("limit", "pages"), [(1, 3), (2, 2), (3, 1), (4, 1)])
def test_pages_follow_one_another_and_the_last_one_says_so(service: Service, limit: int, pages: int) -> None:
    deposits(service)
    cursor, seen, turned = None, list[str](), 0
    while turned == 0 or cursor is not None:
        page = service.read_inbox(service.person("ana"), InboxRequest(limit=limit, cursor=cursor))
        seen += [item.company.name or "" for item in page.items]
        cursor, turned = page.next, turned + 1
        assert page.total == 3
    assert (seen, turned) == (["Boutique 4", "Boutique 6", "Boutique 8"], pages)


def test_what_arrives_meanwhile_shifts_no_page(service: Service) -> None:
    deposits(service, *SIRETS[:2])
    first = service.read_inbox(service.person("ana"), InboxRequest(limit=1))
    deposits(service, SIRETS[2])
    assert read(service, cursor=first.next, limit=1) == ["Boutique 8"]


def mark(text: str) -> str:
    """A page mark that says that."""
    return urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "é",
        "x",
        "////",
        mark("hier need"),
        mark("2026-11-23T09:00:00+00:00"),
        mark("2026-11-23T09:00:00+00:00 a b"),
        mark("0001-01-01T00:00:00+23:59 need"),
        urlsafe_b64encode(b"\xff\xfe").decode(),
        "\ud800",
    ],
)
def test_a_page_mark_that_is_not_ours_is_refused(service: Service, cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(service, cursor=cursor)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [("/cursor", "format")]


def test_a_page_mark_without_a_zone_is_read_all_the_same(service: Service) -> None:
    service.deposited()
    assert read_cursor(mark("2026-11-23T09:00:00 need"))[0].utcoffset() == timedelta(0)
    assert read(service, cursor=mark("2999-01-01T09:00:00 need")) == ["L’Épicerie du Marché"]


def test_a_subject_that_left_the_catalogue_is_shown_by_its_slug() -> None:
    assert subject_name("recruter", OFFERED).title == "Recruter"
    assert subject_name("gone", CATALOGUE) == SubjectName(slug="gone", title="gone")


def test_who_left_the_directory_receives_nothing(service: Service) -> None:
    service.deposited()
    service.without_team("cci-47")
    assert service.person("ana").email == ANA
    assert read(service) == []
