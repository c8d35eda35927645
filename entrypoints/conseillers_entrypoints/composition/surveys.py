"""What companies are asked of the help they were given."""

from dependency_injector import providers

from conseillers_application.answer_survey import AnswerSurvey, ReadSurvey
from conseillers_application.ask_for_survey import AskForSurvey
from conseillers_application.share_survey import ListSurveys, ShareSurvey
from conseillers_entrypoints.composition.core import Core


class Surveys(Core):
    """What companies are asked of the help they were given."""

    ask_for_survey = providers.Singleton(
        AskForSurvey,
        begin=Core.begin_anyway,
        now=Core.clock,
        new_id=Core.ids,
        after=Core.settings.provided.survey_after,
        younger=Core.settings.provided.survey_younger,
    )
    read_survey = providers.Singleton(ReadSurvey, read=Core.read, secrets=Core.secrets)
    answer_survey = providers.Singleton(AnswerSurvey, begin=Core.begin, secrets=Core.secrets, now=Core.clock)
    list_surveys = providers.Singleton(ListSurveys, read=Core.read)
    share_survey = providers.Singleton(ShareSurvey, begin=Core.begin, now=Core.clock)
