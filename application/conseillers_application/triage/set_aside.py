"""Staff sets a demand aside, with a mail or without a word, and takes it back (CGU 5.2, 6.2)."""

from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.reassess import Reassess
from conseillers_application.triage.seen import UNSEEN, Because, Seen
from conseillers_application.triage.template_texts import in_force, told_to
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.accounts import Act, Person
from conseillers_domain.delivered_templates import DELIVERED, NEEDED
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, Fault
from conseillers_domain.events import DemandSetAside
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from conseillers_domain.referral import Leaving
from conseillers_domain.setting_aside import (
    TO_BE_EXPLAINED,
    WHATEVER_TEAMS_SAID,
    AsideReason,
    SettingAside,
    Told,
)
from conseillers_domain.templates import text_faults
from conseillers_domain.traces import Gesture, reason_faults


@frozen(kw_only=True)
class MailToSend:
    """The mail that goes with it: a template by its name, its subject and body as staff changed them."""

    template: str
    subject: str | None = None
    body: str | None = None


@frozen(kw_only=True)
class Aside:
    """Why a demand is set aside, in a code and in words, and the mail to its company if it gets one."""

    reason: AsideReason
    note: str = ""
    mail: MailToSend | None = None


@frozen(kw_only=True)
class SetAside:
    """Sets a demand aside; its need, if it has one, is taken back from the teams that did not answer.

    A false declaration takes it back from those that took it, too.
    """

    begin: UnitOfWork
    keep: KeepNeed
    trace: Tracer
    now: Clock

    @once_more
    def __call__(self, person: Person, demand_id: str, aside: Aside, seen: Seen = UNSEEN) -> Demand:
        """Raises NotFound, Invalid, Stale, or Conflict when it is set aside, or somebody works on it."""
        person.must_be_allowed(Act.TRIAGE)
        at = self.now()
        with self.begin() as work:
            demand = work.demands.get(demand_id)
            seen.must_be_of(demand.version)
            seen.must_be_right(*_note_faults(aside), *_mail_faults(work, aside))
            told = _told(work, demand, aside.mail)
            kept = SettingAside(reason=aside.reason, by=person.id, at=at, told=told)
            demand = work.demands.save(demand.set_aside(kept))
            take_needs_back(work, demand, at, self.keep, from_all=aside.reason in WHATEVER_TEAMS_SAID)
            work.outbox.put(DemandSetAside(demand=demand.id, told=told is not None, at=at))
            self.trace.of_demand(
                work, demand.id, Gesture.SET_ASIDE, by=person.id, reason=aside.note, to=aside.reason.value
            )
            return demand


@frozen(kw_only=True)
class TakeBack:
    """Takes a demand back that was set aside: it waits for staff, or to be transmitted, as if it came in."""

    begin: UnitOfWork
    reassess: Reassess
    trace: Tracer
    now: Clock

    @once_more
    def __call__(self, person: Person, demand_id: str, because: Because, seen: Seen = UNSEEN) -> Demand:
        """Raises NotFound, Invalid, Stale, or Conflict when it is not set aside."""
        person.must_be_allowed(Act.TRIAGE)
        with self.begin() as work:
            demand = work.demands.get(demand_id)
            seen.must_be_of(demand.version)
            seen.must_be_right(*reason_faults(because.reason))
            demand = work.demands.save(self.reassess(work, demand.taken_back(), self.now()).demand)
            self.trace.of_demand(work, demand.id, Gesture.TAKEN_BACK, by=person.id, reason=because.reason)
            return demand


def take_needs_back(work: Work, demand: Demand, at: datetime, keep: KeepNeed, *, from_all: bool) -> None:
    """Take the needs of a demand back from their teams. Raises Conflict when one works on it or has.

    `from_all`: whatever they said.
    """
    for need in work.needs.of_demand(demand.id):
        if not from_all:
            _must_be_unanswered(need)
        still = (one.team for one in need.referrals if one.stance.open)
        after, fact = need.leave(still, Leaving.WITHDRAWN, at)
        if fact is not None:
            keep(work, need, after, fact, at=at)


def _must_be_unanswered(need: Need) -> None:
    for one in need.referrals:
        if one.stance not in {Stance.PENDING, Stance.REFUSED}:
            raise Conflict(
                f"Une équipe s’occupe de ce besoin, ou s’en est occupée (« {one.stance.label} »).",
                code="already_answered",
            )


def _note_faults(aside: Aside) -> tuple[Fault, ...]:
    found = reason_faults(aside.note, needed=aside.reason in TO_BE_EXPLAINED)
    return tuple(Fault("/note", one.code, one.message) for one in found)


def _mail_faults(work: Work, aside: Aside) -> tuple[Fault, ...]:
    mail = aside.mail
    if mail is None:
        return ()
    if aside.reason is AsideReason.SPAM:
        return (Fault("/mail", "unexpected", "On n’écrit pas à qui dépose des demandes indésirables."),)
    if mail.template not in DELIVERED:
        return (Fault("/mail/template", "unknown_template", f"Modèle inconnu : « {mail.template} »."),)
    return text_faults(*_text(work, mail), *NEEDED.get(aside.reason, ()), at="/mail")


def _text(work: Work, mail: MailToSend) -> tuple[str, str]:
    template = in_force(work, mail.template)
    return (
        template.subject if mail.subject is None else mail.subject,
        template.body if mail.body is None else mail.body,
    )


def _told(work: Work, demand: Demand, mail: MailToSend | None) -> Told | None:
    return None if mail is None else told_to(work, demand, *_text(work, mail))
