"""The hours of the follow-up clock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from conseillers_adapters.jobs.engine import Regular
from conseillers_domain.followup import DEFAULTS, lines

if TYPE_CHECKING:
    from conseillers_entrypoints.container import Container

EVERY_HOUR: Final = "0 * * * *"
"""Nine o'clock in Paris is a whole hour, in summer as in winter."""
EVERY_NIGHT: Final = "20 1 * * *"
TWICE_A_DAY: Final = "30 4,11 * * *"


def clock_work(whole: "Container") -> Sequence[Regular]:
    """What is done at regular hours: a run that is missed is made up for by the next one."""
    return (
        *(_advance(line.name, whole) for line in lines(DEFAULTS)),
        Regular(name="archive_referrals", cron=EVERY_NIGHT, do=lambda: whole.archive_referrals()()),  # noqa: PLW0108 - same
        Regular(name="fill_baskets", cron=TWICE_A_DAY, do=lambda: whole.fill_baskets()()),  # noqa: PLW0108 - same
        Regular(name="clock_drafts", cron=EVERY_HOUR, do=lambda: whole.remind_drafts()()),  # noqa: PLW0108 - same
        Regular(name="forget_drafts", cron=EVERY_NIGHT, do=lambda: whole.forget_drafts()()),  # noqa: PLW0108 - same
        Regular(name="clock_closings", cron=EVERY_HOUR, do=lambda: whole.closing_practice()()),  # noqa: PLW0108 - same
        Regular(name="forget_sign_ins", cron=EVERY_HOUR, do=lambda: whole.forget_sign_ins()()),  # noqa: PLW0108 - same
        Regular(name="clock_recap", cron=EVERY_HOUR, do=lambda: whole.recap()()),  # noqa: PLW0108 - same
    )


def _advance(name: str, whole: "Container") -> Regular:
    # Made when its hour strikes, not now.
    return Regular(name=f"clock_{name}", cron=EVERY_HOUR, do=lambda: whole.follow_up()[name]())  # noqa: PLW0108 - same


def strike(whole: "Container") -> None:
    """Do all of it once, as when its hours come; nothing while jobs are held."""
    if not whole.read_maintenance().holds_jobs():
        for one in clock_work(whole):
            one.do()
