"""Words that can be recognised wherever they are kept, and all that a store keeps, as one text."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from attrs import evolve
from sqlalchemy import select

from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.sql import SqlStore
from conseillers_adapters.sql.tables import metadata
from conseillers_application.ports import (
    DirectoryVersion,
    NeedLink,
    PasswordReset,
    Place,
    Reply,
    SecondFactor,
    Session,
    Unwanted,
    Work,
)
from conseillers_domain.access_request import AccessRequest, Agreement
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.basket import Action, ActionKind, Basket
from conseillers_domain.comment_words import Appointment, CommentKind, Words
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.decisions_of_direction import DirectionDecision, Measure
from conseillers_domain.demand import Demand
from conseillers_domain.demand_form import Origin
from conseillers_domain.events import EnrichmentAwaited
from conseillers_domain.incident import Incident, IncidentEvent, IncidentKind, Step
from conseillers_domain.invitation import Demonstration, Invitation
from conseillers_domain.need import Need
from conseillers_domain.position import Correction, Stance
from conseillers_domain.referral import Leaving, Referral
from conseillers_domain.retention import Keeping
from conseillers_domain.setting_aside import AsideReason, Seemed, SettingAside, Told
from conseillers_domain.survey import Survey, SurveyAnswers
from conseillers_domain.thread import Comment, Edition
from conseillers_domain.traces import Gesture, Trace
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    a_contact,
    a_demand,
    a_directory,
    a_letter,
    a_need,
    a_position,
    a_referral,
    a_refused_address,
    a_routing,
    a_task,
    a_team,
    an_account,
    an_advisor,
    an_establishment,
    an_index_of,
)
from tests.contracts.stores import Store

PLANTED: Final = "Xylophage"
"""In nobody's words but those that are to be forgotten."""


def everything(store: Store) -> str:
    """All that a store keeps, as one text."""
    if isinstance(store, MemoryStore):
        kept = {kind.__name__: dict(texts) for kind, texts in store._state.items()}  # noqa: SLF001 - no port tells it
        return json.dumps(kept, ensure_ascii=False)
    assert isinstance(store, SqlStore)
    with store.engine.connect() as connection:
        rows = [tuple(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    return repr(rows)


def a_planted_demand(demand_id: str = "demand", **changes: object) -> Demand:
    """A demand whose every word can be recognised."""
    aside = SettingAside(
        reason=AsideReason.INCOMPLETE,
        by="staff",
        at=NOW,
        told=Told(subject=f"{PLANTED} objet", body=f"{PLANTED} corps"),
        seemed=Seemed(state="received", institutions=()),
    )
    return a_demand(
        id=demand_id,
        description=f"{PLANTED} raconte",
        contact=a_contact(
            first_name=f"{PLANTED}e", last_name=f"{PLANTED}i", phone="+33553999999", email=f"{PLANTED}@a.fr"
        ),
        answers={"precision": f"{PLANTED} répond"},
        origin=Origin(url=f"https://aides.exemple.fr/{PLANTED}?nom={PLANTED}", campaign=PLANTED),
        establishment=an_establishment(name=f"{PLANTED} SARL", address=f"1 rue {PLANTED}"),
        **{"aside": aside, **changes},
    )


def a_planted_need(demand: Demand, need_id: str = "need") -> Need:
    """A need on which everything was noted."""
    said = a_position(
        Stance.TAKEN,
        at=NOW + HOUR,
        note=f"{PLANTED} rappelle",
        corrections=(Correction(by="zoe", at=NOW + 9 * DAY, note=f"{PLANTED} avant"),),
    )
    asked = Referral(team="cci", sent_at=NOW, positions=(said,))
    return a_need(asked, a_referral("ville", Stance.PENDING), id=need_id, demand=demand.id)


def comment_of(need: Need) -> Comment:
    """Something said, corrected, taken back."""
    words = Words(
        kind=CommentKind.APPOINTMENT,
        text=f"{PLANTED} passe",
        appointment=Appointment(at=NOW + DAY, place=f"chez {PLANTED}"),
    )
    editions = (
        Edition(number=1, at=NOW, words=words),
        Edition(number=2, at=NOW + HOUR, words=Words(kind=CommentKind.ANSWER, text=PLANTED)),
        Edition(number=3, at=NOW + 3 * DAY, words=None),
    )
    return Comment(id=f"comment of {need.id}", need=need.id, by="zoe", team="cci", editions=editions)


def survey_of(need: Need) -> Survey:
    """What the company thought of it."""
    return Survey(
        id=f"survey of {need.id}",
        need=need.id,
        subject="recruter",
        asked_at=NOW + 10 * DAY,
        answers=SurveyAnswers(contacted=True, useful=True, mark=4, comment=f"Merci à {PLANTED}"),
        answered_at=NOW + 11 * DAY,
    )


def trace_of(demand: Demand) -> Trace:
    """What staff did with it."""
    return Trace(
        id=f"trace of {demand.id}",
        demand=demand.id,
        gesture=Gesture.SET_ASIDE,
        by="staff",
        at=NOW + 4 * DAY,
        reason=f"{PLANTED} se trompe",
    )


def plant_a_life(work: Work, demand: Demand, need: Need) -> Need:
    """Keep a demand and its need, with all that is written of them; the need as it is kept."""
    work.demands.add(demand)
    work.needs.add(need, demand, a_routing(), "Agen")
    left, _ = work.needs.get(need.id).leave(("ville",), Leaving.ARCHIVED, NOW + 2 * DAY)
    left = work.needs.save(left)
    work.traces.add(trace_of(demand))
    comment = comment_of(need)
    for rank in range(len(comment.editions)):
        work.threads.keep(evolve(comment, editions=comment.editions[: rank + 1]))
    survey = survey_of(need)
    work.surveys.add(evolve(survey, answers=None, answered_at=None))
    work.surveys.save(survey)
    task = a_task(f"task on {need.id}", subject=need.id)
    work.staff_tasks.add(task)
    work.company_answers.add(CompanyAnswer(task=task.id, text=f"Bonjour {PLANTED}", edited_at=NOW))
    work.links.add(f"hash of {need.id}", NeedLink(need=need.id, team="cci", expires_at=NOW + 900 * DAY))
    work.basket_history.note(an_action(need.id))
    return left


def an_action(subject: str) -> Action:
    """What staff noted of something in a basket."""
    return Action(
        id=f"action on {subject}",
        basket=Basket.UNANSWERED,
        subject=subject,
        kind=ActionKind.NOTE,
        by="staff",
        at=NOW,
        note=f"{PLANTED} à rappeler",
    )


def _letters(work: Work) -> None:
    fact = work.outbox.put(EnrichmentAwaited(demand="demand", at=NOW))
    letter = a_letter(fact=fact)
    work.letters.queue(letter)
    work.letters.save(letter.leaving(PLANTED, NOW))


def _addresses(work: Work) -> None:
    fact = work.outbox.put(EnrichmentAwaited(demand="demand", at=NOW))
    work.letters.queue(a_letter(fact=fact))
    work.refused_addresses.mark(a_refused_address(PLANTED))


def _links(work: Work) -> None:
    demand = a_demand()
    work.demands.add(demand)
    work.needs.add(a_need(), demand, a_routing(), None)
    work.links.add(PLANTED, NeedLink(need="need", team="cci", expires_at=NOW))


def _requests(work: Work) -> None:
    request = AccessRequest(
        id="request",
        institution="cci",
        first_name=f"{PLANTED}e",
        last_name=f"{PLANTED}i",
        email=f"{PLANTED}@cci.fr",
        wished=f"{PLANTED} Agen",
        presentation=f"Je suis {PLANTED}",
        asked_at=NOW - 9 * DAY,
    )
    work.access_requests.add(request)
    agreement = Agreement(by=f"{PLANTED} dirige", on=NOW.date())
    work.access_requests.save(request.accept(agreement, by="staff", at=NOW))
    other = evolve(request, id="other", email=f"{PLANTED}2@cci.fr")
    work.access_requests.add(other)
    work.access_requests.save(other.refuse(f"Non, {PLANTED}", by="staff", at=NOW)[0])


def _invitations(work: Work) -> None:
    work.invitations.add(
        Invitation(
            id="invitation",
            email=f"{PLANTED}@cci.fr",
            institution="cci",
            by="staff",
            issued_at=NOW - 60 * DAY,
            expires_at=NOW,
            demonstrations=(Demonstration(at=NOW, place=f"chez {PLANTED}"),),
        )
    )
    work.invitation_tokens.add(PLANTED, "invitation", 1)


def _accounts(work: Work) -> None:
    gone = an_account("gone", email=f"{PLANTED}@cci.fr", name=f"{PLANTED} Roux", password_hash=PLANTED)
    work.accounts.add(gone)
    work.accounts.add(an_account("stays"))
    decision = DirectionDecision(
        id="decision", account="gone", measure=Measure.END, why=f"{PLANTED} part", at=NOW, by="director"
    )
    work.direction_decisions.add(decision)
    for rank, kind in enumerate((ChangeKind.LIFTED, ChangeKind.ENDED)):
        work.account_changes.add(
            AccountChange(
                id=f"change-{rank}",
                account="gone",
                kind=kind,
                at=NOW,
                by="staff",
                reason=f"{PLANTED} l’a dit",
                decision="decision" if kind is ChangeKind.ENDED else None,
            )
        )
    work.places.keep(Place(id="place", account="gone", network=PLANTED, seen_at=NOW))
    work.second_factors.keep(SecondFactor(account="gone", salt=PLANTED, asked_at=NOW, confirmed_at=NOW))
    work.password_resets.keep(PasswordReset(id="reset", account="gone", expires_at=NOW + DAY))
    work.sessions.open(PLANTED, Session(account="gone", opened_at=NOW, expires_at=NOW + 900 * DAY))


def _directories(work: Work) -> None:
    team = a_team("cci", "recruter")
    names = {"first_name": f"{PLANTED}e", "last_name": f"{PLANTED}i"}
    gone = an_advisor(f"{PLANTED}@cci.fr", "cci", branch="cci", **names)
    stays = an_advisor("zoe@cci.fr", "cci", branch="cci")
    for number, (advisors, at) in enumerate((((gone, stays), NOW - 9 * DAY), ((stays,), NOW)), 1):
        index = an_index_of(
            a_directory(team, advisors=advisors), str(number), [one.email for one in advisors]
        )
        work.directories.publish(index, DirectoryVersion(version=str(number), at=at, by="staff", why="Vie"))


def _incidents(work: Work) -> None:
    incident = Incident(
        id="incident",
        declared_kind=IncidentKind.LOSS,
        description=f"{PLANTED} a perdu sa clé",
        since=None,
        declared_at=NOW - 9 * DAY,
        declared_by="zoe",
    )
    work.incidents.add(incident)
    work.incidents.add(evolve(incident, id="open", description="Rien de personnel"))
    for step, kind in ((Step.QUALIFY, IncidentKind.LOSS), (Step.CLOSE, None)):
        event = IncidentEvent(step=step, at=NOW, by="staff", note=f"{PLANTED} prévenu", kind=kind)
        incident = work.incidents.save(incident.follow(event))


def _sessions(work: Work) -> None:
    work.accounts.add(an_account())
    work.sessions.open(PLANTED, Session(account="account", opened_at=NOW - DAY, expires_at=NOW))


def _life(work: Work) -> None:
    demand = a_planted_demand()
    plant_a_life(work, demand, a_planted_need(demand))


PLANTS: Final[Mapping[Keeping, Callable[[Work], object]]] = {
    Keeping.COMPANY: _life,
    Keeping.MAILS: _letters,
    Keeping.REFUSED_ADDRESSES: _addresses,
    Keeping.LINKS: _links,
    Keeping.REPLIES: lambda work: work.replies.keep("k", Reply(digest="d", answer={"of": PLANTED}), NOW),
    Keeping.SPAM: lambda work: work.spam.add(
        Unwanted(kind="email", value=f"{PLANTED}@a.fr", by="staff", at=NOW, reason=f"{PLANTED} insiste")
    ),
    Keeping.NOTES: lambda work: work.basket_history.note(an_action("cci")),
    Keeping.ACCESS_REQUESTS: _requests,
    Keeping.INVITATIONS: _invitations,
    Keeping.ACCOUNTS: _accounts,
    Keeping.DIRECTORY: _directories,
    Keeping.SESSIONS: _sessions,
    Keeping.INCIDENTS: _incidents,
}
"""Something of each class that stores keep, whose clock began at the latest `NOW`, or a few days after."""
