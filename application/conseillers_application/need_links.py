"""The links to needs in mails: opened by their addressee, sent anew, revoked (CGU 4.3.B, 6.1)."""

from attrs import frozen

from conseillers_application.joining.terms import THESE_TERMS, TermsInForce
from conseillers_application.letters import Letter, LetterKind
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, NeedLink, Secrets, UnitOfWork, Work
from conseillers_application.read_sheet import ReadSheet
from conseillers_application.views import Sheet
from conseillers_domain.accounts import Person
from conseillers_domain.errors import NotFound, OutOfReach
from conseillers_domain.events import NeedLinkRenewed
from conseillers_domain.journal import Way
from conseillers_domain.need import Need

_OVER = "Ce lien n’existe pas ou n’est plus valable."


@frozen(kw_only=True)
class OpenNeedLink:
    """Somebody opens the link of a mail: its addressee, once identified, reads the sheet; nothing changes.

    Nothing but the journal, which says who read it, or tried to, and by which way.
    """

    read: UnitOfWork
    secrets: Secrets
    read_sheet: ReadSheet
    now: Clock

    def __call__(self, person: Person, token: str) -> Sheet:
        """Raises NotFound for a link that is unknown, over, or meant for another team."""
        with self.read() as work:
            link = _addressed(work, self.secrets.hash(token), person)
            need = work.needs.get(link.need)
            if not link.serves(self.now()) or not need.asks(link.team):
                raise NotFound(_OVER, code="link_over")
            sheet = self.read_sheet.sheet(work, person, need)
        self.read_sheet.note(person, sheet.id, Way.LINK)
        return sheet


@frozen(kw_only=True)
class RenewNeedLink:
    """A team gets another link to a need by mail; those it had serve no more."""

    begin: UnitOfWork
    secrets: Secrets
    now: Clock
    new_id: Ids
    terms: TermsInForce = THESE_TERMS

    @once_more
    def __call__(self, person: Person, need_id: str, team: str) -> None:
        """For who speaks for the team. Raises NotFound or Forbidden."""
        with self.begin() as work:
            self._send(work, person, work.needs.get(need_id), team)

    @once_more
    def instead_of(self, person: Person, token: str) -> None:
        """For the addressee of a link, be it expired. Raises NotFound, as for one that was revoked."""
        with self.begin() as work:
            link = _addressed(work, self.secrets.hash(token), person)
            need = work.needs.get(link.need)
            if link.revoked_at is not None or not need.asks(link.team):
                raise NotFound(_OVER, code="link_over")
            self._send(work, person, need, link.team)

    def _send(self, work: Work, person: Person, need: Need, team: str) -> None:
        person.must_speak_for(team, need)
        self.terms.must_be_accepted(work, person)
        at = self.now()
        work.links.revoke(need.id, team, at)
        fact = work.outbox.put(NeedLinkRenewed(need=need.id, team=team, at=at))
        work.letters.queue(
            Letter(
                id=self.new_id(),
                fact=fact,
                kind=LetterKind.RENEWED_LINK,
                recipient=team,
                queued_at=at,
                not_before=at,
                # Asked twice before the mail has left, it leaves once.
                merged_under=f"link/{need.id}/{team}",
            )
        )


@frozen(kw_only=True)
class RevokeNeedLinks:
    """The links a team has to a need serve no more, as when its mails fell into other hands."""

    begin: UnitOfWork
    now: Clock
    terms: TermsInForce = THESE_TERMS

    @once_more
    def __call__(self, person: Person, need_id: str, team: str) -> None:
        """For who speaks for the team. Raises NotFound or Forbidden."""
        with self.begin() as work:
            person.must_speak_for(team, work.needs.get(need_id))
            self.terms.must_be_accepted(work, person)
            work.links.revoke(need_id, team, self.now())


def _addressed(work: Work, token_hash: str, person: Person) -> NeedLink:
    """The link of that token. Raises NotFound, and OutOfReach for who is not of the team it was sent to.

    Not even staff uses what was sent to others: it has its own way to every need.
    """
    link = work.links.find(token_hash)
    if link is None:
        raise NotFound(_OVER, code="link_over")
    if link.team not in person.reaches:
        raise OutOfReach(_OVER, who=person.id, thing=link.need, code="link_over")
    return link
