"""What advisors, companies and staff read: need sheets, « Besoins reçus », follow-up."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.read_inbox import InboxRequest
from conseillers_application.views import Sheet
from conseillers_domain.need import Tab
from conseillers_features.steps.companies import COLUMNS
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, rows, worded

TABS: Final[Mapping[str, Tab]] = {
    "boîte de réception": Tab.INBOX,
    "en cours": Tab.TAKEN,
    "clôturés": Tab.CLOSED,
    "refusés": Tab.REFUSED,
    "expirés": Tab.EXPIRED,
}
SHOWN: Final[Mapping[str, Callable[[Sheet], object]]] = {
    "raison sociale": lambda sheet: sheet.company.name,
    "SIRET": lambda sheet: sheet.company.siret,
    "activité": lambda sheet: sheet.company.naf_label,
    "effectif": lambda sheet: sheet.company.headcount_label,
    "adresse": lambda sheet: sheet.company.address,
    "commune": lambda sheet: sheet.company.commune_name,
    "source": lambda sheet: sheet.company.source,
    "date de la source": lambda sheet: _day(sheet.company.as_of and sheet.company.as_of.date()),
    "données absentes": lambda sheet: "; ".join(map(_called, sheet.company.missing)),
    "prénom": lambda sheet: sheet.contact.first_name,
    "nom": lambda sheet: sheet.contact.last_name,
    "téléphone": lambda sheet: sheet.contact.phone,
    "adresse e-mail": lambda sheet: sheet.contact.email,
    "besoin décrit": lambda sheet: sheet.description,
    "statut": lambda sheet: sheet.status_label,
    "équipes encore attendues": lambda sheet: str(sheet.open_referrals),
}
"""The lines of a need sheet, as people call them."""


@when(worded("{reader} ouvre la fiche du besoin de « {company} »"))
@given(worded("{reader} a ouvert la fiche du besoin de « {company} »"))
def opens_the_sheet(story: Story, reader: str, company: str) -> None:
    """Ask for a sheet."""
    need = story.need(company)
    story.sheet = story.attempt(lambda: story.world.sheet(story.reader(reader), need))


@when(worded("{reader} ouvre la fiche d’un besoin qui n’existe pas"))
def opens_nothing(story: Story, reader: str) -> None:
    """Ask for a sheet that was never there."""
    unknown = "01900000-0000-7000-8000-000000000000"
    story.attempt(lambda: story.world.sheet(story.reader(reader), unknown))


@when(worded("{reader} suit le lien de ce mail"))
def follows_the_link(story: Story, reader: str) -> None:
    """Open what the mail leads to."""
    assert story.mail is not None
    link = re.search(r"https://\S+/n/\S+", story.mail.text)
    assert link is not None
    story.sheet = story.attempt(lambda: story.world.open_link(story.reader(reader), link[0]))


@then("la fiche montre")
def the_sheet_shows(story: Story, datatable: list[list[str]]) -> None:
    """These lines; a dash is nothing."""
    story.must_be_over()
    sheet = story.read()
    for line in rows(datatable):
        found = SHOWN[line["information"]](sheet)
        shown = "—" if found in (None, "") else plain(str(found))
        assert shown == line["valeur"], line["information"]


@then(worded("la fiche dit pourquoi : « {rest} »"))
def the_sheet_says_why(story: Story, rest: str) -> None:
    """One of its reasons."""
    assert rest in [plain(one) for one in story.read().why]


@then("la fiche dit pourquoi, et rien d’autre")
def the_sheet_says_just_why(story: Story, datatable: list[list[str]]) -> None:
    """All of its reasons, in that order."""
    story.must_be_over()
    assert [plain(one) for one in story.read().why] == [line["raison"] for line in rows(datatable)]


@then(worded("la fiche est celle du besoin de « {company} »"))
def the_sheet_is_of(story: Story, company: str) -> None:
    """It is that company's."""
    assert story.read().company.siret == story.companies[company].siret


@then(worded("{reader} trouve dans « Besoins reçus »"))
def finds_in_tabs(story: Story, reader: str, datatable: list[list[str]]) -> None:
    """Exactly these companies' needs in each tab, in that order; the counts are right, each is there once."""
    lines = {TABS[line["onglet"]]: list(listed(line["entreprises"])) for line in rows(datatable)}
    wanted: dict[Tab, list[str]] = {tab: lines.get(tab, []) for tab in Tab}
    pages = {tab: story.page(reader, tab) for tab in Tab}
    assert {tab: [item.company.name for item in page.items] for tab, page in pages.items()} == wanted
    for tab, page in pages.items():
        assert page.counts == {one: len(names) for one, names in wanted.items()}
        assert page.total == len(wanted[tab])
    needs = [item.id for page in pages.values() for item in page.items]
    assert len(needs) == len(set(needs))


@then(worded("{reader} lit sa boîte de réception par pages de {size} : {names}"))
def reads_by_pages(story: Story, reader: str, size: str, names: str) -> None:
    """Page after page, each need once, latest sent first."""
    seen: list[str | None] = []
    cursor, more = None, True
    while more:
        request = InboxRequest(limit=int(size), cursor=cursor)
        page = story.world.inbox(story.email(reader), request)
        assert len(page.items) <= int(size)
        seen += [item.company.name for item in page.items]
        cursor, more = page.next, page.next is not None
    assert seen == list(listed(names))


@then(worded("{reader} cherche « {text} » et trouve : {names}"))
def searches(story: Story, reader: str, text: str, names: str) -> None:
    """The words are looked for in the tab, accents and case ignored; the counts follow."""
    request = InboxRequest(text=text)
    page = story.world.inbox(story.email(reader), request)
    assert [item.company.name for item in page.items] == list(listed(names))
    assert page.counts[Tab.INBOX] == len(page.items)


@then(worded("{reader} ne trouve aucun besoin"))
def finds_nothing(story: Story, reader: str) -> None:
    """Every tab is empty."""
    assert story.page(reader).counts == dict.fromkeys(Tab, 0)


@then(worded("« {company} » suit sa demande et lit : {state}"))
def reads_its_state(story: Story, company: str, state: str) -> None:
    """The company's own page, in words."""
    followed = story.world.follow(story.receipts[company])
    assert (followed.status_label or followed.state_label) == state


@then(worded("« {company} » lit que {advisor}, de l’équipe « {team} », s’en occupe"))
def reads_who_cares(story: Story, company: str, advisor: str, team: str) -> None:
    """The company's own page names who took its need, and since when."""
    (charge,) = story.world.follow(story.receipts[company]).taken_by
    assert (charge.advisor, charge.team) == (advisor, team)
    assert charge.since <= story.world.now()


@then(worded("« {company} » lit que sa demande a été déposée le {day} à {hour}"))
def reads_when(story: Story, company: str, day: str, hour: str) -> None:
    """The company's own page says when, in France."""
    from conseillers_domain.calendar import PARIS

    at = story.world.follow(story.receipts[company]).deposited_at.astimezone(PARIS)
    assert (f"{at:%d/%m/%Y}", f"{at:%H:%M}") == (day, hour)


def _called(fact: str) -> str:
    return next((name for name, field in COLUMNS.items() if field == fact), fact)


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day:%d/%m/%Y}"
