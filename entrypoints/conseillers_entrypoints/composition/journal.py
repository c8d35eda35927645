"""Who did what, who read which need, and the proof that nobody touched it."""

from dependency_injector import providers

from conseillers_application.read_journal import ReadAccessLog, ReadAudit
from conseillers_application.seal_journal import PruneJournal, SealJournal
from conseillers_application.verify_journal import VerifyJournal
from conseillers_entrypoints.composition.core import Core


class Journal(Core):
    """The journal searched, sealed, verified and pruned."""

    read_access_log = providers.Singleton(ReadAccessLog, read=Core.read)
    read_audit = providers.Singleton(ReadAudit, read=Core.read)
    # Sealing says nothing in the journal: it would never be done.
    seal_journal = providers.Singleton(
        SealJournal, begin=Core.store.provided.begin, secrets=Core.secrets, now=Core.clock
    )
    prune_journal = providers.Singleton(
        PruneJournal,
        begin=Core.begin_anyway,
        secrets=Core.secrets,
        now=Core.clock,
        kept=Core.settings.provided.journal_kept,
    )
    verify_journal = providers.Singleton(
        VerifyJournal, seal=seal_journal, read=Core.read, secrets=Core.secrets, now=Core.clock
    )
