"""What is kept of persons, and for how long."""

from dependency_injector import providers

from conseillers_adapters.sql.traces_left import leave_no_trace
from conseillers_application.person_rights import ErasePerson, MeasurePerson, RectifyPerson
from conseillers_application.read_person import ReadPerson
from conseillers_application.retention_accounts import ReadCertificates
from conseillers_application.run_retention import RunRetention
from conseillers_domain.retention import Keeping
from conseillers_entrypoints.composition.clock import FollowUpClock
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.figures import Figures
from conseillers_entrypoints.composition.journal import Journal
from conseillers_entrypoints.composition.signing_in import SigningIn
from conseillers_entrypoints.composition.surroundings import mail_files


class Retention(SigningIn, FollowUpClock, Figures, Journal):
    """What is kept for too long is forgotten, and an account of it signed."""

    run_retention = providers.Singleton(
        RunRetention,
        begin=Core.begin,
        read=Core.read,
        secrets=Core.secrets,
        now=Core.clock,
        new_id=Core.ids,
        kept=Core.settings.provided.kept,
        chores=providers.Dict(
            {
                Keeping.DRAFTS: FollowUpClock.forget_drafts,
                Keeping.EXPORTS: Figures.forget_exports,
                Keeping.SIGN_INS: SigningIn.forget_sign_ins,
                Keeping.JOURNAL: Journal.prune_journal,
            }
        ),
        mail_files=providers.Singleton(mail_files, Core.settings),
        leave_no_trace=providers.Callable(leave_no_trace, Core.engine).provider,
    )
    read_person = providers.Singleton(ReadPerson, read=Core.read, note=Core.note_act)
    rectify_person = providers.Singleton(
        RectifyPerson,
        begin=Core.begin,
        contacts=Core.contacts,
        secrets=Core.secrets,
        now=Core.clock,
        note=Core.note_act,
    )
    measure_person = providers.Singleton(
        MeasurePerson, begin=Core.begin, secrets=Core.secrets, now=Core.clock, note=Core.note_act
    )
    erase_person = providers.Singleton(
        ErasePerson,
        begin=Core.begin,
        now=Core.clock,
        note=Core.note_act,
        leave_no_trace=run_retention.provided.leave_no_trace,
    )
    read_certificates = providers.Singleton(ReadCertificates, read=Core.read, secrets=Core.secrets)
