"""The letters of the satisfaction survey: to the company that is asked, to the teams that helped it."""

from datetime import datetime

from conseillers_application.answer_survey import survey_url
from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letter_writers.to_team import addressee, secure_link
from conseillers_application.letters import Letter
from conseillers_application.mails import SharedSurveyMail, SurveyMail
from conseillers_application.ports import Work
from conseillers_application.transmission import institution_names, place_name
from conseillers_domain.events import Fact, SurveyDue, SurveyShared
from conseillers_domain.survey import helpers


def survey(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed:
    """Four questions on the help it was given."""
    assert isinstance(fact, SurveyDue)
    need = work.needs.get(fact.need)
    demand = work.demands.get(need.demand)
    return demand.contact.email, SurveyMail(
        first_name=demand.contact.first_name,
        last_name=demand.contact.last_name,
        subject=subject_title(work, need.subject),
        institutions=institution_names(helpers(need), work.directories.current().directory),
        survey_url=survey_url(desk.base_url, desk.secrets, fact.survey),
    )


def shared_survey(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed:
    """What the company answered."""
    assert isinstance(fact, SurveyShared)
    answers = work.surveys.get(fact.survey).answers
    assert answers is not None  # only what was answered is shared
    need = work.needs.get(fact.need)
    team = addressee(work, letter)
    demand = work.demands.get(need.demand)
    url, expires_at = secure_link(desk, work, need.id, team.code, at)
    return team.mailbox, SharedSurveyMail(
        team=team.name,
        subject=subject_title(work, need.subject),
        company=company_name(demand),
        commune=place_name(desk.geography, demand) or "",
        answers=answers,
        need_url=url,
        link_expires_at=expires_at,
    )
