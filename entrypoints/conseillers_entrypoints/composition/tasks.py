"""What those who run the service have to do, and the answers they owe to companies."""

from dependency_injector import providers

from conseillers_application.answer_company import AnswerCompany, EditCompanyAnswer, ReadCompanyAnswer
from conseillers_application.mind_tasks import MindTasks
from conseillers_application.owe_answer import OweAnswer
from conseillers_application.tasks import AssignTask, ListTasks
from conseillers_domain.calendar import after_working_days
from conseillers_entrypoints.composition.core import Core


class Tasks(Core):
    """What those who run the service have to do, and the answers they owe to companies."""

    working_days = providers.Object(after_working_days)
    owe_answer = providers.Singleton(
        OweAnswer,
        new_id=Core.ids,
        after_working_days=working_days,
        within=Core.settings.provided.answer_working_days,
    )
    list_tasks = providers.Singleton(ListTasks, read=Core.read, now=Core.clock)
    assign_task = providers.Singleton(AssignTask, begin=Core.begin)
    read_company_answer = providers.Singleton(ReadCompanyAnswer, read=Core.read, now=Core.clock)
    edit_company_answer = providers.Singleton(EditCompanyAnswer, begin=Core.begin, now=Core.clock)
    answer_company = providers.Singleton(AnswerCompany, begin=Core.begin, now=Core.clock)
    mind_tasks = providers.Singleton(
        MindTasks,
        begin=Core.begin_anyway,
        read=Core.read,
        now=Core.clock,
        answer=providers.Factory(AnswerCompany, begin=Core.begin_anyway, now=Core.clock),
        after_working_days=working_days,
        answer_after=Core.settings.provided.answer_after,
    )
