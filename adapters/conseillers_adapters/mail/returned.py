"""The mailbox where mails come back: a file (mbox) or a folder (Maildir), each message read once."""

import mailbox
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOENT
from fcntl import LOCK_EX, LOCK_NB, flock
from os import strerror
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from attrs import evolve, frozen

from conseillers_adapters.mail.reports import Malformed, bounces_of
from conseillers_application.bounces import Bounce, BounceOutcome

_FILE: Final = "file://"
_MARK: Final = "X-Conseillers"
_OTHER, _ASIDE = "other", "malformed"

Account: TypeAlias = Callable[[Bounce], BounceOutcome]
AnyBox: TypeAlias = "mailbox.Maildir | mailbox.mbox"


class BoxBusy(Exception):  # noqa: N818 - a state of the mailbox, which another try finds over
    """Another program holds the mailbox: it is read next time."""


@frozen(kw_only=True)
class Reading:
    """What a reading of the mailbox found: how many messages of each kind, and what they changed.

    `reports`: delivery reports, taken out. `others`: automatic answers and people's letters, left there as
    read. `malformed`: reports that cannot be read, left there too, set aside for somebody to look at.
    """

    reports: int = 0
    others: int = 0
    malformed: int = 0
    outcomes: tuple[BounceOutcome, ...] = ()


@frozen
class ReturnedMail:
    """The mailbox of what comes back; locked while it is read.

    A message is taken out, or set aside, once what it says is kept: a reading that is cut short begins again,
    and says again what changes nothing any more.
    """

    path: Path

    def read(self, account: Account) -> Reading:
        """Tell `account` of every bounce. Raises BoxBusy, and OSError when there is no such mailbox."""
        found = Reading()
        with self._opened() as box:
            for key in list(box.iterkeys()):
                try:
                    message = box.get_message(key)
                except KeyError:  # somebody reading the folder has moved it
                    continue
                if _MARK not in message:
                    found = _account(box, key, message, found, account)
        return found

    @contextmanager
    def _opened(self) -> Iterator[AnyBox]:
        with _alone(self.path):
            try:
                kind = mailbox.Maildir if self.path.is_dir() else mailbox.mbox
                box: AnyBox = kind(self.path, create=False)
            except mailbox.NoSuchMailboxError:
                raise FileNotFoundError(ENOENT, strerror(ENOENT), str(self.path)) from None
            try:
                box.lock()
                yield box
                box.flush()
            except mailbox.ExternalClashError:
                raise BoxBusy(str(self.path)) from None
            finally:
                box.unlock()
                box.close()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two readings of a folder would tell everything twice; a file has a lock that all programs know."""
    if not path.is_dir():
        yield
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
        yield
    except BlockingIOError:
        raise BoxBusy(str(path)) from None
    finally:
        os.close(descriptor)


def _account(
    box: AnyBox,
    key: Any,  # noqa: ANN401 - the library's
    message: Any,  # noqa: ANN401 - same
    found: Reading,
    account: Account,
) -> Reading:
    """One message told, and what was found with it."""
    content = message.as_bytes()
    try:
        bounces = bounces_of(content)
    except Malformed:
        _leave(box, key, message, _ASIDE)
        return evolve(found, malformed=found.malformed + 1)
    if not bounces:
        _leave(box, key, message, _OTHER)
        return evolve(found, others=found.others + 1)
    outcomes = tuple(map(account, bounces))
    # It holds an address, and has nothing more to say.
    box.discard(key)
    return evolve(found, reports=found.reports + 1, outcomes=(*found.outcomes, *outcomes))


def _leave(box: AnyBox, key: Any, message: Any, mark: str) -> None:  # noqa: ANN401 - the library's
    message[_MARK] = mark
    box[key] = message


def returned_mail_from(url: str) -> ReturnedMail:
    """The mailbox of an address: `file:///var/mail/retours`. Raises ValueError for anything else."""
    path = unquote(url.removeprefix(_FILE))
    if not url.startswith(_FILE) or not path:
        raise ValueError("La boîte des retours s’écrit « file:///dossier/boîte » (mbox ou Maildir).")
    return ReturnedMail(Path(path))
