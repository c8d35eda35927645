"""Why each team that holds a need's subject does or does not receive it, as staff reads it (CGU 2)."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from conseillers_application.ports import UnitOfWork, Work
from conseillers_domain.accounts import Act, Person
from conseillers_domain.company import CompanyFacts
from conseillers_domain.errors import NotFound
from conseillers_domain.explanations import Explainer
from conseillers_domain.naming import NafLabel
from conseillers_domain.routing import Routing, Versions
from conseillers_domain.territory import Geography
from conseillers_domain.verdicts import By, Reason


@frozen(kw_only=True)
class KeptTold:
    """A team that received the need: by what, in one sentence."""

    team: str
    team_name: str
    by: By
    sentence: str


@frozen(kw_only=True)
class SetAsideTold:
    """A team that did not: the rule, what it wanted, what it found, who carries it, in one sentence."""

    team: str
    team_name: str
    reason: Reason
    criterion: str | None
    expected: object
    actual: object
    owner: str
    sentence: str


@frozen(kw_only=True)
class NoticeTold:
    """Something staff should know of a team that received the need all the same."""

    team: str
    code: str
    sentence: str


@frozen(kw_only=True)
class DecisionTold:
    """The decision a need was born of: every team that holds its subject, and what was looked at."""

    need: str
    subject: str
    on: date
    company: CompanyFacts
    answers: Mapping[str, str]
    kept: tuple[KeptTold, ...]
    set_aside: tuple[SetAsideTold, ...]
    notices: tuple[NoticeTold, ...]
    versions: Versions


@frozen(kw_only=True)
class ReadRouting:
    """Staff reads why, in the names the directory had when the decision was taken.

    The teams that a later rule set aside are told as they were stored; those elsewhere follow from the
    version, which is never taken away.
    """

    read: UnitOfWork
    geography: Geography
    naf_label: NafLabel

    def __call__(self, person: Person, need_id: str) -> DecisionTold:
        """Raises NotFound."""
        person.must_be_allowed(Act.SEE_ROUTING)
        with self.read() as work:
            return self.told(work, need_id)

    def told(self, work: Work, need_id: str) -> DecisionTold:
        """The same, inside a transaction."""
        decision = work.needs.decision(need_id)
        index = work.directories.at(decision.versions.directory)
        routing = Routing(
            profile=decision.profile,
            on=decision.on,
            versions=decision.versions,
            kept=decision.kept,
            objections=decision.objections,
            notices=decision.notices,
            far=index.far.get(decision.profile.subject, {}),
        )
        explainer = Explainer(
            directory=index.directory,
            geography=self._geography_of(decision.versions, work),
            catalogue=work.catalogues.current(),
            naf_label=self.naf_label,
        )
        names = {code: entry.team.name for code, entry in index.entries.items()}
        return DecisionTold(
            need=need_id,
            subject=decision.profile.subject,
            on=decision.on,
            company=decision.profile.facts,
            answers=decision.profile.answers,
            kept=tuple(
                KeptTold(
                    team=one.team,
                    team_name=names.get(one.team, one.team),
                    by=one.by,
                    sentence=" ".join(explainer.kept(one, routing)),
                )
                for one in routing.kept
            ),
            set_aside=tuple(_set_aside(routing, explainer, names)),
            notices=tuple(
                NoticeTold(team=one.team, code=one.code, sentence=explainer.notice(one))
                for one in routing.notices
            ),
            versions=decision.versions,
        )

    def _geography_of(self, versions: Versions, work: Work) -> Geography:
        """The territories of its day; those in force when they are not here any more."""
        try:
            return work.geographies.get(versions.geography)
        except NotFound:
            return self.geography


def _set_aside(routing: Routing, explainer: Explainer, names: Mapping[str, str]) -> Iterator[SetAsideTold]:
    for one in routing.set_aside:
        yield SetAsideTold(
            team=one.team,
            team_name=names.get(one.team, one.team),
            reason=one.reason,
            criterion=one.criterion,
            expected=one.expected,
            actual=routing.actual(one),
            owner=one.owner,
            sentence=explainer.set_aside(one, routing),
        )
