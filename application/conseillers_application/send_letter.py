"""A letter leaves: it is written from what is true now, handed to the post, and marked (CGU 4.3.B)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.deposit_demand import follow_url
from conseillers_application.letters import DONE, Letter, LetterState
from conseillers_application.mail_names import message_id
from conseillers_application.mails import (
    Content,
    Mail,
    MailDelayed,
    MailRefused,
    NeedMail,
    ReceiptMail,
    TakenMail,
    UnreachableMail,
    Why,
)
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, NeedLink, Post, Secrets, UnitOfWork, Work
from conseillers_application.react import tells_company
from conseillers_application.read_inbox import subject_name
from conseillers_application.referral_views import SOMEBODY, authors
from conseillers_application.refused_addresses import address_key, mark_address
from conseillers_application.transmission import institution_names, place_name
from conseillers_domain.demand import Demand
from conseillers_domain.events import DemandDeposited, NeedTransmitted, PositionTaken
from conseillers_domain.need import Need, Referral
from conseillers_domain.position import Stance
from conseillers_domain.territory import Geography

LINK_LASTS: Final = timedelta(days=30)


@frozen(kw_only=True)
class SendLetter:
    """Sends one letter; said again, it does nothing more, and its Message-ID is the same at every try.

    Two transactions: it leaves, then it is known what came of it; that it is sent is only noted, for a mail
    sent again is recognised by its Message-ID.
    """

    begin: UnitOfWork
    note: UnitOfWork
    post: Post
    secrets: Secrets
    geography: Geography
    now: Clock
    base_url: str
    mail_domain: str

    def __call__(self, letter_id: str) -> None:
        """Raises MailDelayed when it has to be tried again later."""
        try:
            mail = self._written(letter_id)
            if mail is None:
                return
            self.post.send(mail)
        except MailRefused as never:
            self._refused(letter_id, never)
        except MailDelayed as later:
            if self._delayed(letter_id, later):
                raise
        else:
            self._sent(letter_id)

    @once_more
    def _written(self, letter_id: str) -> Mail | None:
        """The mail, marked as leaving in one transaction; None when there is nothing to send any more."""
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id)
            if letter.state in DONE:
                return None
            written = None if _left_to_the_next(work, letter) else self._addressed(work, letter, at)
            if written is None:
                work.letters.save(letter.settled(LetterState.NEEDLESS, at))
                return None
            to, content = written
            letter = letter.leaving(address_key(self.secrets, to), at)
            before = work.refused_addresses.find(str(letter.address_key))
            if before is not None:
                work.letters.save(letter.refused(Why.ADDRESS_REFUSED_BEFORE, before.code, at))
                return None
            work.letters.save(letter)
        return Mail(to=to, message_id=message_id(letter_id, self.mail_domain), content=content)

    @once_more
    def _sent(self, letter_id: str) -> None:
        with self.note() as work:
            letter = work.letters.get(letter_id)
            # Refused already: its bounce was faster than this transaction.
            if letter.state is not LetterState.REFUSED:
                work.letters.save(letter.settled(LetterState.SENT, self.now()))

    @once_more
    def _refused(self, letter_id: str, never: MailRefused) -> None:
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id).refused(never.why, never.code, at)
            work.letters.save(letter)
            mark_address(work, letter)

    @once_more
    def _delayed(self, letter_id: str, later: MailDelayed) -> bool:
        """Whether there is another try; otherwise the letter is dead, in the transaction that says so."""
        at = self.now()
        with self.begin() as work:
            letter = work.letters.get(letter_id)
            if later.why is Why.NO_RECIPIENT:
                letter = letter.leaving(None, at)
            letter = letter.delayed(later.why, later.code, at)
            if letter.state is LetterState.DEAD:
                work.letters.save(letter)
                return False
            work.letters.put_back(letter)
        return True

    def _addressed(self, work: Work, letter: Letter, at: datetime) -> tuple[str, Content] | None:
        fact = work.outbox.get(letter.fact)
        match fact:
            case DemandDeposited():
                return self._receipt(work, work.demands.get(fact.demand))
            case NeedTransmitted():
                return self._need(work, letter, work.needs.get(fact.need), at)
            case PositionTaken():
                return self._move(work, work.needs.get(fact.need), fact)
            case _:  # pragma: no cover - no other fact owes a letter
                return None

    def _receipt(self, work: Work, demand: Demand) -> tuple[str, Content]:
        directory = work.directories.current().directory
        needs = work.needs.of_demand(demand.id)
        teams = (one.team for need in needs for one in need.referrals)
        return demand.contact.email, ReceiptMail(
            first_name=demand.contact.first_name,
            last_name=demand.contact.last_name,
            subject=self._subject(work, demand.subject),
            company=_company(demand),
            institutions=institution_names(teams, directory),
            follow_url=self._follow(demand),
            terms_version=demand.consents.terms_version,
            deposited_at=demand.deposited_at,
        )

    def _need(self, work: Work, letter: Letter, need: Need, at: datetime) -> tuple[str, Content]:
        team = work.directories.current().directory.teams.get(letter.recipient)
        if team is None:
            absent = "the team is not in the directory: it may be back in the next one"
            raise MailDelayed(absent, Why.NO_RECIPIENT)
        demand = work.demands.get(need.demand)
        token = self.secrets.token()
        link = NeedLink(need=need.id, team=team.code, expires_at=at + LINK_LASTS)
        work.links.add(self.secrets.hash(token), link)
        return team.mailbox, NeedMail(
            team=team.name,
            subject=self._subject(work, need.subject),
            company=_company(demand),
            commune=place_name(self.geography, demand) or "",
            need_url=f"{self.base_url}/n/{token}",
            link_expires_at=link.expires_at,
        )

    def _move(self, work: Work, need: Need, fact: PositionTaken) -> tuple[str, Content] | None:
        referral = need.referral(fact.team)
        directory = work.directories.current().directory
        team = directory.teams.get(fact.team)
        if team is None or not tells_company(fact.before, referral.stance):
            return None
        demand = work.demands.get(need.demand)
        first_name, last_name = demand.contact.first_name, demand.contact.last_name
        subject, follow = self._subject(work, need.subject), self._follow(demand)
        institution = directory.institution_of(team.code).name
        advisor = _author(work, referral)
        if referral.stance is Stance.TAKEN:
            return demand.contact.email, TakenMail(
                first_name=first_name,
                last_name=last_name,
                subject=subject,
                advisor=advisor,
                team=team.name,
                institution=institution,
                follow_url=follow,
            )
        return demand.contact.email, UnreachableMail(
            first_name=first_name,
            last_name=last_name,
            subject=subject,
            advisor=advisor,
            team=team.name,
            institution=institution,
            team_mailbox=team.mailbox,
            follow_url=follow,
        )

    def _follow(self, demand: Demand) -> str:
        return follow_url(self.base_url, self.secrets, demand.id)

    def _subject(self, work: Work, slug: str) -> str:
        return subject_name(slug, work.catalogues.current()).title


def _left_to_the_next(work: Work, letter: Letter) -> bool:
    """Whether who was handing it over died, and a later letter tells what it would tell now.

    Nobody knows whether it arrived. Written again it would say, under the same name, other words than those
    it may have arrived with; and what the next one says.
    """
    return letter.state is LetterState.SENDING and work.letters.followed(letter)


def _company(demand: Demand) -> str | None:
    return demand.establishment.name if demand.establishment else None


def _author(work: Work, referral: Referral) -> str:
    return authors((referral,), work.accounts).get(referral.positions[-1].by, SOMEBODY)
