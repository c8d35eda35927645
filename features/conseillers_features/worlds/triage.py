"""What staff does with demands and referrals, asked of the use cases or over HTTP."""

from collections.abc import Callable
from typing import Any, Protocol

from attrs import frozen

from conseillers_adapters.documents import unstructure
from conseillers_application.triage.batch import Batch, Outcomes
from conseillers_application.triage.complete_demand import ToComplete
from conseillers_application.triage.demand_views import DemandAtStaff, DemandPage
from conseillers_application.triage.merge_demands import Merging
from conseillers_application.triage.move_team import Moved
from conseillers_application.triage.need_views import NeedAtStaff
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.seen import Because
from conseillers_application.triage.set_aside import Aside
from conseillers_application.triage.spam_list import NewUnwanted
from conseillers_application.triage.template_texts import TemplateText
from conseillers_application.triage.transmit_demand import Sending
from conseillers_application.views import Receipt
from conseillers_domain.accounts import Person
from conseillers_domain.demand import DemandState
from conseillers_domain.demand_form import FALSE_DECLARATION, DemandForm
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.wire import Browser, view


class Triage(Protocol):
    """What staff does with demands and referrals, and what their companies are asked."""

    def warning(self) -> str:
        """What everybody reads before sending a demand."""
        ...

    def page(self, tab: DemandState) -> DemandPage:
        """A tab of the demands."""
        ...

    def demand(self, demand: str) -> DemandAtStaff:
        """One demand, by its id."""
        ...

    def qualify(self, demand: str, qualification: Qualification) -> None:
        """Choose its subject."""
        ...

    def transmit(self, demand: str, sending: Sending) -> None:
        """Send it on."""
        ...

    def set_aside(self, demand: str, aside: Aside) -> None:
        """Let it go no further."""
        ...

    def take_back(self, demand: str, because: Because) -> None:
        """Let it go on after all."""
        ...

    def merge(self, demand: str, merging: Merging) -> None:
        """Merge it into another."""
        ...

    def many(self, batch: Batch) -> Outcomes:
        """Do one thing with several."""
        ...

    def add(self, need: str, new: NewReferral) -> NeedAtStaff:
        """Put a need before one more team."""
        ...

    def withdraw(self, need: str, team: str, because: Because) -> NeedAtStaff:
        """Take it back from a team."""
        ...

    def move(self, need: str, team: str, handing: Handing) -> NeedAtStaff:
        """Hand it to another."""
        ...

    def move_all(self, team: str, handing: Handing) -> Moved:
        """Hand everything of a team to another."""
        ...

    def archive(self) -> None:
        """Let what nobody answered be archived, as the clock does."""
        ...

    def unwant(self, unwanted: NewUnwanted) -> None:
        """Listen to somebody no more."""
        ...

    def write(self, name: str, text: TemplateText) -> None:
        """Write the text of a mail."""
        ...

    def to_complete(self, url: str) -> ToComplete:
        """Open the link of a mail that asks to complete a demand."""
        ...

    def complete(self, url: str, form: DemandForm) -> Receipt:
        """Send a demand completed, by that link."""
        ...


@frozen
class EmbeddedTriage:
    """The use cases called straight, as the staff of a service that embeds them."""

    service: Container
    staff: Callable[[], Person]

    def warning(self) -> str:
        """As the world says."""
        return FALSE_DECLARATION

    def page(self, tab: DemandState) -> DemandPage:
        """As the world says."""
        return self.service.list_demands()(self.staff(), tab, limit=100)

    def demand(self, demand: str) -> DemandAtStaff:
        """As the world says."""
        return self.service.read_demand()(self.staff(), demand)

    def qualify(self, demand: str, qualification: Qualification) -> None:
        """As the world says."""
        self.service.qualify()(self.staff(), demand, qualification)

    def transmit(self, demand: str, sending: Sending) -> None:
        """As the world says."""
        self.service.transmit_demand()(self.staff(), demand, sending)

    def set_aside(self, demand: str, aside: Aside) -> None:
        """As the world says."""
        self.service.set_aside()(self.staff(), demand, aside)

    def take_back(self, demand: str, because: Because) -> None:
        """As the world says."""
        self.service.take_back()(self.staff(), demand, because)

    def merge(self, demand: str, merging: Merging) -> None:
        """As the world says."""
        self.service.merge_demands()(self.staff(), demand, merging)

    def many(self, batch: Batch) -> Outcomes:
        """As the world says."""
        return self.service.do_in_batch()(self.staff(), batch)

    def add(self, need: str, new: NewReferral) -> NeedAtStaff:
        """As the world says."""
        return self.service.change_referrals().add(self.staff(), need, new)

    def withdraw(self, need: str, team: str, because: Because) -> NeedAtStaff:
        """As the world says."""
        return self.service.change_referrals().withdraw(self.staff(), need, team, because)

    def move(self, need: str, team: str, handing: Handing) -> NeedAtStaff:
        """As the world says."""
        return self.service.change_referrals().move(self.staff(), need, team, handing)

    def move_all(self, team: str, handing: Handing) -> Moved:
        """As the world says."""
        return self.service.move_team()(self.staff(), team, handing)

    def archive(self) -> None:
        """As the world says."""
        self.service.archive_referrals()()

    def unwant(self, unwanted: NewUnwanted) -> None:
        """As the world says."""
        self.service.manage_spam().add(self.staff(), unwanted)

    def write(self, name: str, text: TemplateText) -> None:
        """As the world says."""
        self.service.edit_templates().write(self.staff(), name, text)

    def to_complete(self, url: str) -> ToComplete:
        """As the world says."""
        return self.service.complete_demand().to_complete(*_of_link(url))

    def complete(self, url: str, form: DemandForm) -> Receipt:
        """As the world says."""
        return self.service.complete_demand()(*_of_link(url), form)


@frozen
class HttpTriage:
    """The same over HTTP; `worker`: the process of the clock's work."""

    staff: Callable[[], Browser]
    visitor: Callable[[], Browser]
    worker: Container

    def warning(self) -> str:
        """As the world says."""
        return str(self.visitor().get("/api/catalogue").json()["warning"])

    def page(self, tab: DemandState) -> DemandPage:
        """As the world says."""
        return view(DemandPage, self.staff().get("/api/admin/demands", tab=tab.value, limit=100))

    def demand(self, demand: str) -> DemandAtStaff:
        """As the world says."""
        return view(DemandAtStaff, self.staff().get(f"/api/admin/demands/{demand}"))

    def qualify(self, demand: str, qualification: Qualification) -> None:
        """As the world says."""
        self._send(f"demands/{demand}/qualification", qualification)

    def transmit(self, demand: str, sending: Sending) -> None:
        """As the world says."""
        self._send(f"demands/{demand}/transmission", sending)

    def set_aside(self, demand: str, aside: Aside) -> None:
        """As the world says."""
        self._send(f"demands/{demand}/setting-aside", aside)

    def take_back(self, demand: str, because: Because) -> None:
        """As the world says."""
        self._send(f"demands/{demand}/taking-back", because)

    def merge(self, demand: str, merging: Merging) -> None:
        """As the world says."""
        self._send(f"demands/{demand}/merge", merging)

    def many(self, batch: Batch) -> Outcomes:
        """As the world says."""
        return view(Outcomes, self._send("demands/batch", batch))

    def add(self, need: str, new: NewReferral) -> NeedAtStaff:
        """As the world says."""
        return view(NeedAtStaff, self._send(f"needs/{need}/referrals", new))

    def withdraw(self, need: str, team: str, because: Because) -> NeedAtStaff:
        """As the world says."""
        return view(NeedAtStaff, self._send(f"needs/{need}/referrals/{team}/withdrawal", because))

    def move(self, need: str, team: str, handing: Handing) -> NeedAtStaff:
        """As the world says."""
        return view(NeedAtStaff, self._send(f"needs/{need}/referrals/{team}/move", handing))

    def move_all(self, team: str, handing: Handing) -> Moved:
        """As the world says."""
        return view(Moved, self._send(f"teams/{team}/referrals/move", handing))

    def archive(self) -> None:
        """As the world says."""
        self.worker.archive_referrals()()

    def unwant(self, unwanted: NewUnwanted) -> None:
        """As the world says."""
        self._send("spam", unwanted)

    def write(self, name: str, text: TemplateText) -> None:
        """As the world says."""
        self.staff().send("PUT", f"/api/admin/templates/{name}", _told(text))

    def to_complete(self, url: str) -> ToComplete:
        """As the world says."""
        return view(ToComplete, self.visitor().get(url))

    def complete(self, url: str, form: DemandForm) -> Receipt:
        """As the world says."""
        return view(Receipt, self.visitor().send("PUT", url, _told(form)))

    def _send(self, path: str, body: object) -> Any:  # noqa: ANN401 - httpx's own
        return self.staff().send("POST", f"/api/admin/{path}", _told(body))


def _told(value: object) -> object:
    """What a page sends: nothing for what was not filled in."""
    document: dict[str, object] = unstructure(value)
    return {name: given for name, given in document.items() if given is not None}


def _of_link(url: str) -> tuple[str, str]:
    """The demand and the token of a link."""
    path, _, token = url.partition("?token=")
    return path.split("/")[-2], token
