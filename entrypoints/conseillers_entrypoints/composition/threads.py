"""What teams and staff tell one another of a need."""

from dependency_injector import providers

from conseillers_application.correct_comment import CorrectComment
from conseillers_application.read_thread import ReadAppointment, ReadThread
from conseillers_application.tell_teams import TellTeams
from conseillers_application.write_comment import WriteComment
from conseillers_entrypoints.composition.core import Core


class Threads(Core):
    """What teams and staff tell one another of a need."""

    tell_teams = providers.Factory(TellTeams, new_id=Core.ids, merged_over=Core.settings.provided.merged_over)
    write_comment = providers.Singleton(
        WriteComment,
        begin=Core.begin,
        tell=tell_teams,
        now=Core.clock,
        new_id=Core.ids,
        terms=Core.terms,
    )
    correct_comment = providers.Singleton(
        CorrectComment, begin=Core.begin, tell=tell_teams, now=Core.clock, terms=Core.terms
    )
    read_thread = providers.Singleton(ReadThread, read=Core.read, note=Core.note_reading)
    read_appointment = providers.Singleton(
        ReadAppointment, read=Core.read, geography=Core.geography, write=Core.calendar_file
    )
