"""The company sees what becomes of its demand by the link it was given: no account, no thread (CGU 4.1)."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from conseillers_application.deposit_demand import FOLLOW
from conseillers_application.ports import Secrets, UnitOfWork, Work
from conseillers_application.read_inbox import subject_name
from conseillers_application.referral_views import SOMEBODY, authors
from conseillers_application.transmission import institution_names
from conseillers_application.views import AnswerToCompany, FollowUp, InCharge
from conseillers_domain.demand import DemandState
from conseillers_domain.directory import Directory
from conseillers_domain.errors import NotFound
from conseillers_domain.need import Need, NeedStatus, status_of
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import TaskKind, TaskState


@frozen(kw_only=True)
class FollowDemand:
    """Shows a company where its demand stands and who takes it in charge."""

    read: UnitOfWork
    secrets: Secrets

    def __call__(self, demand_id: str, token: str) -> FollowUp:
        """Raises NotFound for a wrong link, whether the demand exists or not."""
        if not self.secrets.signed(FOLLOW, demand_id, token):
            raise NotFound("Cette demande n’existe pas, ou le lien est incomplet.")
        with self.read() as work:
            own = demand = work.demands.get(demand_id)
            if own.merged_into is not None:
                demand = work.demands.get(own.merged_into)
            needs = work.needs.of_demand(demand.id)
            directory = work.directories.current().directory
            referrals = tuple(one for need in needs for one in need.referrals)
            names = authors(referrals, work.accounts)
            seemed = demand.aside.seemed if demand.aside else None
            state = DemandState(seemed.state) if seemed else demand.state
            status = status_of(one.stance for one in referrals) if needs else None
            answer = _last_answer(work, needs)
            if demand.state is DemandState.SET_ASIDE:
                status = NeedStatus.PENDING if state is DemandState.TRANSMITTED else None
            return FollowUp(
                id=own.id,
                state=state.value,
                state_label=state.label,
                status=status,
                status_label=_told(status, answered=answer is not None),
                subject=subject_name(demand.subject, work.catalogues.current()),
                deposited_at=own.deposited_at,
                institutions=seemed.institutions
                if seemed
                else institution_names((one.team for one in referrals), directory),
                taken_by=tuple(charge for need in needs for charge in _in_charge(need, directory, names)),
                answer=answer,
            )


def _told(status: NeedStatus | None, *, answered: bool) -> str | None:
    if status is NeedStatus.REFUSED_BY_ALL and answered:
        return "étudiée : aucun conseiller ne peut s’en charger, l’équipe du service vous a répondu"
    return status.label_for_company if status else None


def _last_answer(work: Work, needs: tuple[Need, ...]) -> AnswerToCompany | None:
    """What staff answered last: only what left is told."""
    sent = [
        (task.ended_at, task.id)
        for need in needs
        for task in work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need.id)
        if task.state is TaskState.DONE and task.ended_at is not None
    ]
    if not sent:
        return None
    sent_at, task_id = max(sent)
    return AnswerToCompany(text=work.company_answers.get(task_id).text, sent_at=sent_at)


def _in_charge(need: Need, directory: Directory, names: Mapping[str, str]) -> Iterator[InCharge]:
    for referral in need.referrals:
        if referral.stance is not Stance.TAKEN and not referral.stance.closed:
            continue
        taken = next(one for one in reversed(referral.positions) if one.stance is Stance.TAKEN)
        team = directory.teams.get(referral.team)
        yield InCharge(
            institution=directory.institution_of(referral.team).name if team else "",
            team=team.name if team else referral.team,
            advisor=names.get(taken.by, SOMEBODY),
            since=taken.at,
        )
