"""What a scenario has told so far: who is who, what was asked, and what was refused."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from attrs import define, field

from conseillers_application.folding import folded
from conseillers_application.read_inbox import InboxRequest
from conseillers_application.views import InboxItem, Receipt, Sheet
from conseillers_domain.catalogue import Catalogue, Subject
from conseillers_domain.company import Establishment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.errors import Refusal
from conseillers_domain.need import Tab
from conseillers_features.worlds.world import Received, Said, World

T = TypeVar("T")

MOST = 100
"""As many needs as a page may hold."""


def slug(name: str) -> str:
    """A name as a code: « Recrutement 47 » → `recrutement-47`."""
    return "-".join("".join(c if c.isalnum() else " " for c in folded(name)).split())


@define(eq=False)
class Story:
    """The people, teams and companies of a scenario by the names it calls them, and what came of it all.

    `people`: e-mails. `teams`: codes. `directory`: the document published last. `refusal`: what was
    refused last, until the scenario says so. `sheet`, `mail`, `said`: what was read or done last.
    """

    world: World
    people: dict[str, str] = field(init=False, factory=dict)
    teams: dict[str, str] = field(init=False, factory=dict)
    companies: dict[str, Establishment] = field(init=False, factory=dict)
    directory: dict[str, list[dict[str, Any]]] = field(init=False, factory=dict)
    forms: dict[str, DemandForm] = field(init=False, factory=dict)
    receipts: dict[str, Receipt] = field(init=False, factory=dict)
    refusal: Refusal | None = field(init=False, default=None)
    sheet: Sheet | None = field(init=False, default=None)
    mail: Received | None = field(init=False, default=None)
    said: list[Said] = field(init=False, factory=list)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do something that may be refused: the scenario then has to say so."""
        self.must_be_over()
        try:
            return act()
        except Refusal as refusal:
            self.refusal = refusal
            return None

    def refused(self) -> Refusal:
        """What was refused last, now that the scenario says so."""
        refusal, self.refusal = self.refusal, None
        assert refusal is not None, "nothing was refused"
        return refusal

    def must_be_over(self) -> None:
        """Fail when something was refused and the scenario did not say so."""
        if self.refusal is not None:
            raise AssertionError(repr(self.refusal), getattr(self.refusal, "faults", ()))

    def read(self) -> Sheet:
        """The sheet somebody has just opened."""
        assert self.sheet is not None, "no sheet was opened"
        return self.sheet

    def subject(self, title: str) -> Subject:
        """The subject of that title."""
        return next(one for one in self.catalogue.subjects.values() if one.title == title)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.world.catalogue()

    def needs(self, reader: str, tab: Tab, text: str = "") -> tuple[InboxItem, ...]:
        """What somebody finds in a tab of « Besoins reçus »."""
        request = InboxRequest(tab=tab, text=text, limit=MOST)
        return self.world.inbox(self.people[reader], request).items

    def items(self, company: str) -> Iterator[InboxItem]:
        """A company's needs, in whatever list they are found."""
        for reader in self.people:
            for tab in Tab:
                found = self.needs(reader, tab, company)
                yield from (item for item in found if item.company.name == company)

    def need(self, company: str) -> str:
        """The need of a company that some team has received."""
        found = next((item.id for item in self.items(company)), None)
        assert found is not None, f"nobody received a need of {company}"
        return found
