"""What somebody who is shut out is told when they sign in, and what is left to them (CGU 6.1, 6.2)."""

from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.ports import Secrets, Work
from conseillers_domain.account_changes import ENDED, ended_at
from conseillers_domain.accounts import Account
from conseillers_domain.errors import ShutOut, Unidentified

PURPOSE: Final = "incident pass"
PASS_LASTS: Final = timedelta(hours=1)


@frozen(kw_only=True)
class LeftToThem:
    """What a suspended person, who gave their password, may declare incidents with, and nothing else."""

    incident_pass: str


def must_be_let_in(work: Work, account: Account, secrets: Secrets, at: datetime) -> None:
    """Raise ShutOut, with a pass for incidents, for a suspended account; Unidentified for an ended one.

    To be asked of who gave the right password only.
    """
    if account.email.lower() not in work.directories.current().directory.suspended:
        return
    if ended_at(work.account_changes.of(account.id)) is not None:
        raise Unidentified(ENDED, code="account_ended")
    raise ShutOut(
        "Votre compte est suspendu. Vous pouvez encore déclarer un incident ; pour toute question, écrivez à "
        "l’équipe du service.",
        left=LeftToThem(incident_pass=pass_of(account.id, secrets, at)),
    )


def pass_of(account_id: str, secrets: Secrets, at: datetime) -> str:
    """A pass that says whose it is and since when; nothing of it is kept."""
    said = f"{account_id}.{int(at.timestamp())}"
    return f"{said}.{secrets.sign(PURPOSE, said)}"


def account_of_pass(token: str, secrets: Secrets, at: datetime, lasts: timedelta) -> str:
    """Whose pass it is. Raises Unidentified for one that is not ours, or whose time is over."""
    said, _, signature = token.rpartition(".")
    account_id, _, since = said.rpartition(".")
    if not account_id or not secrets.signed(PURPOSE, said, signature):
        raise Unidentified("Ce laissez-passer n’est pas valable.", code="wrong_pass")
    if datetime.fromtimestamp(int(since), UTC) + lasts <= at:
        raise Unidentified("Ce laissez-passer n’est plus valable : identifiez-vous.", code="wrong_pass")
    return account_id
