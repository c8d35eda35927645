"""Whom a change of the directory would leave to nobody, among the needs of the last three months."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.directory import Directory
from conseillers_domain.french import counted, listed, quoted, typeset
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.territory import Geography
from conseillers_domain.what_if import Effect, Touched, lasting, what_if

LOOKED_BACK: Final = timedelta(days=90)
"""How far back needs keep a directory from being published that would have left them to nobody."""

JUST_NOW: Final = timedelta(milliseconds=1)
"""Instants are kept to the millisecond: what was transmitted in this one counts."""


@frozen(kw_only=True)
class Orphaned:
    """How many past needs nobody would have received, which, and who has them today."""

    needs: int
    since: datetime
    by_team: tuple[Effect, ...]
    ids: tuple[str, ...]

    def sentence(self, directory: Directory) -> str:
        """What is told to who publishes, in the names of the directory in force."""
        codes = dict.fromkeys(one.team for one in self.by_team)
        teams = [quoted(directory.teams[code].name) for code in codes]
        return typeset(
            f"Cet annuaire laisserait sans équipe {counted(self.needs, 'besoin')} de ceux des "
            f"{LOOKED_BACK.days} derniers jours (reçus aujourd’hui par : {listed(teams)}). "
            "Donnez une raison pour le publier quand même."
        )


@frozen(kw_only=True)
class FindOrphans:
    """Tries a changed directory on the last three months, where it may decide otherwise."""

    read: UnitOfWork
    geography: Geography
    now: Clock

    def __call__(self, before: RouteIndex, after: RouteIndex) -> Orphaned | None:
        """None when each need would still have somebody; `after` was made from `before`."""
        before, after = lasting(before, after)
        touched = Touched.between(before, after)
        if not touched.subjects:
            return None
        now = self.now()
        since = now - LOOKED_BACK
        with self.read() as work:
            found = what_if(
                work.needs.past(since, now + JUST_NOW, touched.subjects), before, after, self.geography
            )
        if not found.orphans:
            return None
        return Orphaned(needs=found.orphans, since=since, by_team=found.orphaned, ids=found.orphan_ids)
