"""Stored decisions are taken again under their own versions: the same verdicts, or what differs (CGU 2)."""

from collections.abc import Mapping

from attrs import define, frozen

from conseillers_application.decisions import KeptDecision, kept_decision
from conseillers_application.ports import UnitOfWork, Work
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Invalid, NotFound
from conseillers_domain.periods import Period
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import RULES, Versions, route
from conseillers_domain.territory import Geography, UnknownCommune


@frozen(kw_only=True)
class Difference:
    """A decision that is not taken again as it was: the teams kept since, lost since, judged otherwise."""

    need: str
    versions: Versions
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    otherwise: tuple[str, ...]


@frozen(kw_only=True)
class Replay:
    """What became of the decisions of a period, taken again.

    `undecided`: those of a commune that their geography does not know. `unavailable`: those whose directory,
    geography or rules this installation does not have any more; `missing`: which versions that is.
    """

    needs: int
    same: int
    differences: tuple[Difference, ...]
    undecided: int
    unavailable: int
    missing: tuple[Versions, ...]


@frozen(kw_only=True)
class ReplayRouting:
    """Takes the decisions of a period again."""

    read: UnitOfWork

    def __call__(self, person: Person, period: Period) -> Replay:
        """Raises NotFound to who may not, Invalid for a period that ends before it begins."""
        person.must_be_allowed(Act.REPLAY)
        return self.replay(period)

    def replay(self, period: Period) -> Replay:
        """The same, for the command line."""
        if faults := period.faults():
            raise Invalid(*faults)
        needs = same = undecided = unavailable = 0
        differences: list[Difference] = []
        missing: dict[Versions, None] = {}
        with self.read() as work:
            versions = _Versions(work)
            for need, decision in work.needs.decisions(period.begins, period.ends):
                needs += 1
                try:
                    again = versions.again(decision)
                except NotFound:
                    unavailable += 1
                    missing[decision.versions] = None
                    continue
                except UnknownCommune:
                    undecided += 1
                    continue
                difference = _difference(need, decision, again)
                same += difference is None
                differences += () if difference is None else (difference,)
        return Replay(
            needs=needs,
            same=same,
            differences=tuple(differences),
            undecided=undecided,
            unavailable=unavailable,
            missing=tuple(missing),
        )


@define
class _Versions:
    """What decisions were taken under; those that follow one another most often share it."""

    work: Work
    _last: tuple[Versions, RouteIndex, Geography] | None = None

    def again(self, decision: KeptDecision) -> KeptDecision:
        """Raises NotFound for versions that are not here any more, UnknownCommune."""
        if self._last is None or self._last[0] != decision.versions:
            self._last = self._found(decision.versions)
        _, index, geography = self._last
        return kept_decision(route(decision.profile, index, geography, decision.on))

    def _found(self, versions: Versions) -> tuple[Versions, RouteIndex, Geography]:
        if versions.rules != RULES:
            raise NotFound(f"Les règles « {versions.rules} » ne sont plus celles de ce service.")
        index = self.work.directories.at(versions.directory)
        return versions, index, self.work.geographies.get(versions.geography)


Verdicts = Mapping[str, tuple[object, ...]]


def _verdicts(decision: KeptDecision) -> Verdicts:
    """Team → what was said of it, without the facts, which follow from the profile."""
    notices = {one.team: one.code for one in decision.notices}
    return {one.team: (one.by, notices.get(one.team)) for one in decision.kept} | {
        one.team: (one.reason, one.owner, one.criterion) for one in decision.objections
    }


def _difference(need: str, before: KeptDecision, after: KeptDecision) -> Difference | None:
    was, now = _verdicts(before), _verdicts(after)
    if was == now:
        return None
    kept_before = {one.team for one in before.kept}
    kept_after = {one.team for one in after.kept}
    both = (kept_before & kept_after) | ({*was, *now} - kept_before - kept_after)
    return Difference(
        need=need,
        versions=before.versions,
        gained=tuple(sorted(kept_after - kept_before)),
        lost=tuple(sorted(kept_before - kept_after)),
        otherwise=tuple(sorted(team for team in both if was.get(team) != now.get(team))),
    )
