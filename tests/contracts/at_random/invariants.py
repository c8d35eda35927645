"""What may never be seen of a service, whatever happened to its needs."""

from collections import Counter
from typing import Final

from conseillers_application.letters import LetterKind
from conseillers_application.mail_names import message_id
from conseillers_application.mails import MailDelayed
from conseillers_domain.calendar import day_of, when_people_work, works
from conseillers_domain.company_answer import taken_since
from conseillers_domain.need import NeedStatus
from conseillers_domain.referral import Leaving
from conseillers_domain.staff_task import TaskState
from tests.contracts.at_random.lived import Lived
from tests.contracts.at_random.seen import Seen

OF_THE_CLOCK: Final = frozenset(
    {
        LetterKind.FIRST_NEED,
        LetterKind.FOLLOWED,
        LetterKind.LAST_CHANCE,
        LetterKind.ABANDONED,
        LetterKind.REENGAGEMENT,
        LetterKind.RECAP,
        LetterKind.CLOSING_PRACTICE,
        LetterKind.DRAFT,
    }
)


def nothing_is_seen_that_may_not_be(service: Lived, found: Seen) -> None:
    """At any instant."""
    each_need_is_in_one_tab_of_each_team_it_is_before(found)
    each_status_that_is_kept_is_the_derived_one(found)
    one_answer_is_open_for_each_need_that_is_owed_one(found)
    no_mail_is_owed_or_sent_twice(service, found)
    the_clock_writes_when_people_work(found)
    nothing_is_in_two_baskets(found)
    no_job_failed_but_for_the_mail_server(service)


def each_need_is_in_one_tab_of_each_team_it_is_before(found: Seen) -> None:
    """None of those it was taken back from, or that let it be archived."""
    placed = Counter(
        (row.need, team) for team, tabs in found.tabs.items() for rows in tabs.values() for row in rows
    )
    before = [(need.id, one.team) for need in found.needs for one in need.referrals]
    assert placed == Counter(before)


def each_status_that_is_kept_is_the_derived_one(found: Seen) -> None:
    """Lists tell what the aggregate says."""
    derived = {need.id: need.status for need in found.needs}
    for tabs in found.tabs.values():
        for rows in tabs.values():
            assert [row.status for row in rows] == [derived[row.need] for row in rows]


def one_answer_is_open_for_each_need_that_is_owed_one(found: Seen) -> None:
    """It has an owner; and no other need has any."""
    for need in found.needs:
        tasks = found.tasks[need.id]
        answered = [one.ended_at for one in tasks if one.state is TaskState.DONE and one.ended_at]
        told = bool(answered) and not taken_since(need, max(answered))
        owners = [one.owner for one in tasks if one.state is TaskState.OPEN]
        assert len(owners) == (need.status is NeedStatus.REFUSED_BY_ALL and not told)
        assert all(owners)


def no_mail_is_owed_or_sent_twice(service: Lived, found: Seen) -> None:
    """Neither a letter for the same fact to the same reader, nor a letter two times.

    Unless who was handing it over died then: it leaves again, under the name by which it is known.
    """
    owed = Counter((one.fact, one.kind, one.recipient) for one in found.letters)
    assert set(owed.values()) <= {1}
    sent = Counter(mail.message_id for mail in service.post.sent)
    died = Counter({message_id(one, "exemple.fr"): times for one, times in service.in_hand.items()})
    assert all(times <= 1 + died[name] for name, times in sent.items())


def the_clock_writes_when_people_work(found: Seen) -> None:
    """Whenever its own work is done; staff is told of what is late on any hour of a day that is worked."""
    for letter in found.letters:
        at = found.facts[letter.fact].at
        if letter.kind in OF_THE_CLOCK:
            assert when_people_work(at) == at, letter
        if letter.kind is LetterKind.OVERDUE:
            assert works(day_of(at)), letter


def nothing_is_in_two_baskets(found: Seen) -> None:
    """A team or a need is looked after in one place."""
    assert set(Counter(one for subjects in found.baskets.values() for one in subjects).values()) <= {1}


def no_job_failed_but_for_the_mail_server(service: Lived) -> None:
    """What happens to needs makes no job fail."""
    assert all(isinstance(one.error, MailDelayed) for one in service.agenda.failures)


def each_company_is_told_of_an_end(found: Seen) -> None:
    """Once the clock did all it does: answered, told that nobody could, or to be answered by staff."""
    told = {(getattr(found.facts[one.fact], "need", None), one.kind) for one in found.letters}
    for need in found.needs:
        if need.status is NeedStatus.REFUSED_BY_ALL:
            waits = any(one.state is TaskState.OPEN for one in found.tasks[need.id])
            assert waits or (need.id, LetterKind.ANSWER) in told
        archived = any(one.how is Leaving.ARCHIVED for one in need.left)
        if need.status is NeedStatus.PENDING or (need.status is NeedStatus.TO_TRANSMIT and archived):
            assert (need.id, LetterKind.ABANDONED) in told
