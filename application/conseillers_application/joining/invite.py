"""Staff invites an advisor of the directory, or all those of an institution that joins (CGU 4.3.A)."""

from collections.abc import Iterator

from attrs import frozen

from conseillers_application.joining.issuing import Issue, advisor_at, institution_of
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.repeats import Repeat, answered, keep
from conseillers_domain.accounts import Act, Person
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Conflict, Fault, Invalid, told_once
from conseillers_domain.invitation import Demonstration, demonstration_faults
from conseillers_domain.mail_domains import personal_fault


@frozen(kw_only=True)
class NewInvitations:
    """Whom staff invites: one address, or all those of an institution; and to which demonstrations."""

    email: str | None = None
    institution: str | None = None
    demonstrations: tuple[Demonstration, ...] = ()


@frozen(kw_only=True)
class NotInvited:
    """An advisor of the directory who is not invited, and why."""

    email: str
    message: str


@frozen(kw_only=True)
class Invited:
    """What came of it: how many are invited, were invited already, have an account; who cannot be."""

    invited: int
    already_invited: int = 0
    with_account: int = 0
    refused: tuple[NotInvited, ...] = ()


@frozen(kw_only=True)
class Invite:
    """Sends invitations, each to a professional address that the directory has."""

    begin: UnitOfWork
    now: Clock
    issue: Issue

    @once_more
    def __call__(
        self,
        person: Person,
        new: NewInvitations,
        *,
        known: tuple[Fault, ...] = (),
        repeat: Repeat | None = None,
    ) -> Invited:
        """Raises NotFound to who may not, Invalid, Conflict: not in the directory, invited, with an account.

        `known`: the faults of shape found already.
        """
        person.must_be_allowed(Act.INVITE)
        at = self.now()
        with self.begin() as work:
            if (before := answered(work, repeat, at)) is not None:
                return Invited(invited=int(str(before["invited"])))
            directory = work.directories.current().directory
            if faults := told_once(known, tuple(self._faults(new, directory))):
                raise Invalid(*faults)
            if new.email is not None:
                done = self._one(work, directory, new.email.strip(), new, person)
            else:
                done = self._all(work, directory, str(new.institution), new, person)
            keep(work, repeat, {"invited": done.invited}, at)
        return done

    def _faults(self, new: NewInvitations, directory: Directory) -> Iterator[Fault]:
        if (new.email is None) is (new.institution is None):
            told = "Invitez une adresse, ou tous les conseillers d’une institution."
            yield Fault("", "one_of", told)
        if new.institution is not None:
            institution = directory.institutions.get(new.institution)
            if institution is None:
                told = f"Institution inconnue : « {new.institution} »."
                yield Fault("/institution", "unknown_institution", told)
            elif institution.closed:
                yield Fault("/institution", "closed_institution", "Cette institution n’est plus partenaire.")
        yield from demonstration_faults(new.demonstrations, self.now())

    def _one(
        self, work: Work, directory: Directory, email: str, new: NewInvitations, person: Person
    ) -> Invited:
        advisor, institution = advisor_at(directory, email)
        if wrong := personal_fault(advisor.email, institution.mail_domains):
            raise Invalid(Fault("/email", "personal_address", wrong))
        if work.accounts.by_email(advisor.email) is not None:
            raise Conflict("Cette personne a déjà un compte.", code="account_exists")
        key = advisor.email.lower()
        if key in self.issue.waiting(work.invitations.latest(frozenset({key}))):
            told = "Cette personne est déjà invitée : renvoyez son invitation."
            raise Conflict(told, code="already_invited")
        self.issue.new(work, advisor.email, institution.slug, by=person.id, demonstrations=new.demonstrations)
        return Invited(invited=1)

    def _all(
        self, work: Work, directory: Directory, institution: str, new: NewInvitations, person: Person
    ) -> Invited:
        agents = {
            key: one
            for key, one in directory.advisors.items()
            if institution_of(directory, one).slug == institution
        }
        domains = directory.institutions[institution].mail_domains
        faults = {key: personal_fault(one.email, domains) for key, one in agents.items()}
        with_account = work.accounts.known(frozenset(agents))
        latest = work.invitations.latest(frozenset(agents) - with_account)
        waiting, former = self.issue.waiting(latest), self.issue.not_over(latest)
        to_invite = [
            key for key in agents if faults[key] is None and key not in with_account and key not in waiting
        ]
        fresh = [
            self.issue.to(agents[key].email, institution, by=person.id, demonstrations=new.demonstrations)
            for key in to_invite
            if key not in former
        ]
        again = [
            former[key].renew(
                by=person.id, at=self.now(), lasts=self.issue.lasts, demonstrations=new.demonstrations
            )
            for key in to_invite
            if key in former
        ]
        if fresh:
            work.invitations.add(*fresh)
        for invitation in again:
            work.invitations.save(invitation)
        for invitation in (*fresh, *again):
            work.outbox.put(invitation.issued())
        return Invited(
            invited=len(to_invite),
            already_invited=len(waiting),
            with_account=len(with_account),
            refused=tuple(
                NotInvited(email=agents[key].email, message=wrong)
                for key, wrong in faults.items()
                if wrong is not None and key not in with_account
            ),
        )
