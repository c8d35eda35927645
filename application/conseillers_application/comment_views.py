"""How a comment is shown: names instead of ids, and nothing of what was taken back."""

from collections.abc import Iterable, Mapping
from typing import Final

from conseillers_application.ports import Accounts
from conseillers_application.referral_views import SOMEBODY
from conseillers_application.views import CommentView, Mentioned
from conseillers_domain.accounts import Person
from conseillers_domain.directory import Directory
from conseillers_domain.thread import Comment

COMMENTS: Final = 25
"""How many a page has, and a sheet, unless one asks for another number."""

WITHDRAWN: Final = "commentaire retiré"
STAFF_NAME: Final = "Équipe du service"


def comment_view(comment: Comment, person: Person, directory: Directory, accounts: Accounts) -> CommentView:
    """One comment, as that person sees it."""
    return one_comment(comment, person, directory, names_of((comment,), person, accounts))


def names_of(comments: Iterable[Comment], person: Person, accounts: Accounts) -> Mapping[str, str]:
    """The names of who wrote; the reader's own is known already."""
    ids = frozenset(one.by for one in comments) - {person.id}
    return {**(accounts.names(ids) if ids else {}), person.id: person.name}


def one_comment(
    comment: Comment, person: Person, directory: Directory, names: Mapping[str, str]
) -> CommentView:
    """One comment, the names being known."""
    words = comment.latest.words
    return CommentView(
        id=comment.id,
        kind=words.kind if words else None,
        kind_label=words.kind.label if words else WITHDRAWN,
        text=words.text if words else "",
        appointment=words.appointment if words else None,
        mentions=tuple(_mentioned(team, directory) for team in words.mentions) if words else (),
        team=comment.team,
        team_name=STAFF_NAME if comment.team is None else _mentioned(comment.team, directory).team_name,
        institution=institution_name(comment.team, directory) or "",
        by=names.get(comment.by, SOMEBODY),
        at=comment.editions[0].at,
        corrected_at=comment.latest.at if words and comment.sequence else None,
        withdrawn=words is None,
        mine=comment.by == person.id,
        version=comment.sequence,
    )


def institution_name(team: str | None, directory: Directory) -> str | None:
    """The institution of who wrote; None for the team of the service, and for one that left the directory."""
    return directory.institution_of(team).name if team and team in directory.teams else None


def page_mark(found: tuple[Comment, ...], limit: int) -> str | None:
    """Where the page after this one begins, when one more than it shows was found."""
    return str(found[limit - 1].editions[0].number) if len(found) > limit else None


def _mentioned(code: str, directory: Directory) -> Mentioned:
    team = directory.teams.get(code)
    return Mentioned(team=code, team_name=team.name if team else code)
