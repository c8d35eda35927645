"""The composition root: every adapter and use case of an installation, made from its settings.

Providers are named as the verbs they give; nothing is wired or injected by magic.
"""

from dependency_injector import providers

from conseillers_application.ends_letters import ends_reactions
from conseillers_application.follow_up_letters import clock_reactions
from conseillers_application.react import (
    AcknowledgeDeposit,
    AskCompany,
    Correspond,
    NotifyTeams,
    React,
    Reactions,
    SendAnswer,
    ShareWithTeams,
    TellOfAccess,
    TellOfLateTask,
    TellOfRefusedAddress,
    TellSetAside,
)
from conseillers_application.sign_in_letters import sign_in_reactions
from conseillers_entrypoints.composition.advisors import Advisors
from conseillers_entrypoints.composition.clock import FollowUpClock
from conseillers_entrypoints.composition.companies import Companies
from conseillers_entrypoints.composition.core import Core
from conseillers_entrypoints.composition.correspondence import Correspondence
from conseillers_entrypoints.composition.directory import Directories
from conseillers_entrypoints.composition.ends import Ends
from conseillers_entrypoints.composition.figures import Figures
from conseillers_entrypoints.composition.joining import Joining
from conseillers_entrypoints.composition.journal import Journal
from conseillers_entrypoints.composition.operation import Operation
from conseillers_entrypoints.composition.retention import Retention
from conseillers_entrypoints.composition.signing_in import SigningIn
from conseillers_entrypoints.composition.surveys import Surveys
from conseillers_entrypoints.composition.threads import Threads
from conseillers_entrypoints.composition.triage import Triage
from conseillers_entrypoints.settings import Settings


class Container(
    Triage,
    Companies,
    Joining,
    Retention,
    SigningIn,
    Advisors,
    Ends,
    Threads,
    Surveys,
    FollowUpClock,
    Directories,
    Figures,
    Correspondence,
    Journal,
    Operation,
):
    """Everything, made once or each time as its provider says."""

    correspond = providers.Factory(Correspond, begin=Core.begin_anyway, now=Core.clock, new_id=Core.ids)
    reactions = providers.Singleton(
        Reactions,
        acknowledge=providers.Factory(AcknowledgeDeposit, correspond),
        notify=providers.Factory(NotifyTeams, correspond),
        enrich=Companies.enrich_demand,
        answer=providers.Factory(SendAnswer, correspond),
        late=providers.Factory(TellOfLateTask, correspond),
        refused=providers.Factory(TellOfRefusedAddress, correspond),
        ask=providers.Factory(AskCompany, correspond),
        share=providers.Factory(ShareWithTeams, correspond),
        make_export=Figures.make_export,
        tell_set_aside=providers.Factory(TellSetAside, correspond),
        tell_of_access=providers.Factory(TellOfAccess, correspond),
        clock=providers.Factory(
            clock_reactions, letters=correspond, read=Core.read, ask_for_survey=Surveys.ask_for_survey
        ),
        sign_in=providers.Factory(sign_in_reactions, letters=correspond),
        ends=providers.Factory(ends_reactions, letters=correspond, read=Core.read),
    )
    react = providers.Singleton(React, read=Core.read, reactions=reactions.provided.table.call())


def container_of(settings: Settings) -> Container:
    """The container of an installation."""
    container = Container(settings=providers.Object(settings))
    make_whole(container)
    return container


def make_whole(container: Container) -> None:
    """Let its parts reach all of it: jobs call use cases of every part."""
    container.whole.override(providers.Object(container))
