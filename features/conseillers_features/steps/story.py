"""What a scenario has told so far: who is who, what was asked, and what was refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from attrs import define, field

from conseillers_application.folding import folded
from conseillers_application.read_inbox import InboxRequest
from conseillers_application.try_directory import Tried
from conseillers_application.views import CommentView, InboxItem, InboxPage, Receipt, Sheet
from conseillers_domain.catalogue import Catalogue, Subject
from conseillers_domain.company import Establishment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.errors import Refusal
from conseillers_domain.need import Tab
from conseillers_features.worlds import world as worlds
from conseillers_features.worlds.world import Received, Said, World

T = TypeVar("T")

STAFF = "L’équipe du service"
"""What scenarios call who runs the service."""

OPERATOR = "L’exploitant"
"""What they call who runs its machines."""

VISITOR = "un visiteur"
"""What scenarios call who is not identified."""

LEVELS: Final[Mapping[str, str]] = {
    "l’équipe": "teams",
    "l’antenne": "branches",
    "l’institution": "institutions",
}
"""Who may carry a rule, and where the directory document lists them."""

MOST = 100
"""As many needs as a page may hold."""


def slug(name: str) -> str:
    """A name as a code: « Recrutement 47 » → `recrutement-47`."""
    return "-".join("".join(c if c.isalnum() else " " for c in folded(name)).split())


@define(eq=False)
class Story:
    """The people, teams and companies of a scenario by the names it calls them, and what came of it all.

    `people`: e-mails. `shut_out`: whose account is suspended. `teams`: codes. `directory`: the document
    published last. `change`: what staff means to put in it; `before`: the directory at that time; `tried`:
    what the change would have done. `offered`: what visitors could ask for at some time. `refusal`: what
    was refused last, until the scenario says so. `sheet`, `thread`, `mail`, `said`, `comment`:
    what was read, done or written last; `about`: the need of that comment.
    """

    world: World
    people: dict[str, str] = field(init=False, factory=dict)
    shut_out: set[str] = field(init=False, factory=set)
    teams: dict[str, str] = field(init=False, factory=dict)
    companies: dict[str, Establishment] = field(init=False, factory=dict)
    directory: dict[str, list[dict[str, Any]]] = field(init=False, factory=dict)
    change: dict[str, list[dict[str, Any]]] = field(init=False, factory=dict)
    before: Mapping[str, Any] = field(init=False, factory=dict)
    offered: object = field(init=False, default=None)
    tried: Tried | None = field(init=False, default=None)
    forms: dict[str, DemandForm] = field(init=False, factory=dict)
    receipts: dict[str, Receipt] = field(init=False, factory=dict)
    refusal: Refusal | None = field(init=False, default=None)
    sheet: Sheet | None = field(init=False, default=None)
    mail: Received | None = field(init=False, default=None)
    said: list[Said] = field(init=False, factory=list)
    comment: CommentView | None = field(init=False, default=None)
    about: str = field(init=False, default="")
    thread: tuple[CommentView, ...] = field(init=False, default=())
    _needs: dict[str, str] = field(init=False, factory=dict)
    _catalogue: Catalogue | None = field(init=False, default=None)

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

    def email(self, name: str) -> str:
        """Under which e-mail somebody signs in."""
        if name == OPERATOR:
            return self.world.operator
        return self.world.staff if name == STAFF else self.people[name]

    def reader(self, name: str) -> str | None:
        """The same, for who may be nobody in particular."""
        return worlds.VISITOR if name == VISITOR else self.email(name)

    def read(self) -> Sheet:
        """The sheet somebody has just opened."""
        assert self.sheet is not None, "no sheet was opened"
        return self.sheet

    def subject(self, title: str) -> Subject:
        """The subject of that title."""
        return next(one for one in self.catalogue.subjects.values() if one.title == title)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force, asked for once until it is changed."""
        if self._catalogue is None:
            self._catalogue = self.world.catalogue()
        return self._catalogue

    def publish(self, catalogue: Catalogue) -> None:
        """Change the catalogue."""
        self.world.publish_catalogue(catalogue)
        self._catalogue = None

    def part(self, level: str, name: str) -> dict[str, Any]:
        """What the directory says of a team, a branch or an institution: `l’équipe`, « Recrutement 47 »."""
        return next(one for one in self.directory[LEVELS[level]] if one["name"] == name)

    def publish_directory(self) -> None:
        """Put in force the directory as the scenario has told it."""
        self.world.publish_directory(self.directory)

    def page(self, reader: str, tab: Tab = Tab.INBOX, text: str = "") -> InboxPage:
        """What somebody finds in a tab of « Besoins reçus », with the counts of all of them."""
        request = InboxRequest(tab=tab, text=text, limit=MOST)
        return self.world.inbox(self.people[reader], request)

    def need(self, company: str) -> str:
        """The need of a company that some team has received."""
        if company not in self._needs:
            found = (item for item in self._received(company) if item.company.name == company)
            self._needs[company] = next(item.id for item in found)
        return self._needs[company]

    def _received(self, text: str) -> Iterator[InboxItem]:
        for reader in self.people:
            if reader in self.shut_out:
                continue
            page = self.page(reader, text=text)
            yield from page.items
            for tab, count in page.counts.items():
                if count and tab is not Tab.INBOX:
                    yield from self.page(reader, tab, text).items
