"""Why a team receives a need, or does not, in sentences an advisor reads (CGU 4.3.B)."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from attrs import field, frozen

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import CompanyFacts
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.errors import Refusal
from conseillers_domain.french import listed, quoted, typeset
from conseillers_domain.naming import NafLabel, Names, no_label
from conseillers_domain.objection_sentences import OBJECTIONS_SAID, Case
from conseillers_domain.routing import ABSENT_WITHOUT_DELEGATE, NO_MEMBER, Kept, Notice, Profile
from conseillers_domain.territory import Geography, Zone
from conseillers_domain.verdicts import By, Reason, SetAside


class Decided(Protocol):
    """What sentences look at in a decision, whether it was just taken or is read back."""

    @property
    def profile(self) -> Profile:
        """What routing looked at."""
        ...

    @property
    def objections(self) -> tuple[SetAside, ...]:
        """The near teams that a rule set aside: a delegate stands in for some of them."""
        ...


NOTICES: Final[Mapping[str, str]] = {
    NO_MEMBER: "aucun conseiller n’en est membre : seule sa boîte aux lettres est prévenue",
    ABSENT_WITHOUT_DELEGATE: "tous ses conseillers sont absents et personne ne les remplace",
}


@frozen(kw_only=True)
class Explainer:
    """Puts the verdicts of a decision in French sentences, with the names of the present directory.

    A team, branch or institution that has left it since is named by its code. Each sentence may be
    told to a member of the team (`yours`): « Votre équipe … ».
    """

    directory: Directory
    geography: Geography
    catalogue: Catalogue
    naf_label: NafLabel = no_label
    _names: Names = field(init=False, repr=False, eq=False)

    @_names.default
    def _of_all_of_them(self) -> Names:
        return Names(
            directory=self.directory,
            geography=self.geography,
            catalogue=self.catalogue,
            naf_label=self.naf_label,
        )

    def chosen(self, team: str, *, yours: bool = False) -> str:
        """Why a team receives a need that routing did not put before it: somebody of the service did."""
        return typeset(f"{self._team(team, yours=yours)} a été choisie par l’équipe du service.")

    def kept(self, kept: Kept, routing: Decided, *, yours: bool = False) -> tuple[str, ...]:
        """Why a team receives the need, the subject first."""
        team = self._team(kept.team, yours=yours)
        if kept.by is By.DELEGATE:
            return (typeset(f"{team} remplace {self._replaced(kept.team, routing)}."),)
        return (
            typeset(f"{team} répond sur le sujet {self._names.subject(routing.profile.subject)}."),
            *self._own_words(kept.team, routing.profile.subject),
            typeset(f"{PLACES[kept.by](self, kept.team, routing.profile.facts.commune)}."),
        )

    def _own_words(self, team: str, subject: str) -> tuple[str, ...]:
        """What a team says of its intervention on a subject, when it says something (CGU 4.3.A)."""
        entry = self.directory.teams.get(team)
        said = (one.description for one in entry.competences if one.subject == subject) if entry else ()
        return tuple(typeset(f"Elle précise : {quoted(one)}.") for one in said if one)

    def set_aside(self, verdict: SetAside, routing: Decided | None, *, yours: bool = False) -> str:
        """Why a team does not: what was expected, what was found, who carries the rule."""
        case = Case(
            verdict=verdict,
            names=self._names,
            subject=routing.profile.subject if routing else None,
            commune=routing.profile.facts.commune if routing else None,
            yours=yours,
        )
        team = self._team(verdict.team, yours=yours)
        return typeset(f"{team} n’a pas été retenue : {OBJECTIONS_SAID[verdict.reason](case)}.")

    def notice(self, notice: Notice, *, yours: bool = False) -> str:
        """What should be known of a team that is kept all the same."""
        team = self._team(notice.team, yours=yours)
        return typeset(f"{team} est retenue, mais {NOTICES.get(notice.code, notice.code)}.")

    def _team(self, code: str, *, yours: bool) -> str:
        return f"{'Votre équipe' if yours else 'L’équipe'} {self._names.team(code)}"

    def _replaced(self, delegate: str, routing: Decided) -> str:
        absent = [
            self._names.team(one.team)
            for one in routing.objections
            if one.reason is Reason.ABSENT and one.expected == delegate
        ]
        if not absent:
            return "une équipe absente de son institution"
        which = "l’équipe" if len(absent) == 1 else "les équipes"
        return f"{which} {listed(absent)}, dont tous les conseillers sont absents"

    def _own_zone(self, team: str, commune: str) -> str:
        entry = self.directory.teams.get(team)
        matched = self._matched(entry.zones if entry else (), commune)
        return f"Son territoire couvre la commune de l’entreprise{matched}"

    def _branch_zone(self, team: str, commune: str) -> str:
        entry = self.directory.teams.get(team)
        branch = self.directory.branches.get(entry.branch) if entry else None
        name = f" {quoted(branch.name)}" if branch else ""
        matched = self._matched(branch.zones if branch else (), commune)
        return f"Le territoire de son antenne{name} couvre la commune de l’entreprise{matched}"

    def _matched(self, zones: tuple[Zone, ...], commune: str) -> str:
        """Those of these zones that cover the company; nothing when the directory has changed too much."""
        try:
            keys = self.geography.keys(commune)
        except Refusal:
            return ""
        named = [self._names.zone(key) for key in keys if key in zones]
        return f" ({', '.join(named)})" if named else ""


PLACES: Final[Mapping[By, Callable[[Explainer, str, str], str]]] = {
    By.TEAM_ZONE: Explainer._own_zone,  # noqa: SLF001 - the table of its own sentences
    By.BRANCH_ZONE: Explainer._branch_zone,  # noqa: SLF001 - same
    By.NATIONAL: lambda *_: "Elle intervient dans toute la France",
}


@frozen
class _Nothing:
    """A decision of which only a profile is known."""

    profile: Profile
    objections: tuple[SetAside, ...] = ()


def why_kept(
    team: str, by: By, subject: str, commune: str, directory: Directory, geography: Geography
) -> tuple[str, ...]:
    """The reasons a team was chosen for a need on this subject (its title), in this commune."""
    explainer = Explainer(directory=directory, geography=geography, catalogue=_NO_CATALOGUE)
    profile = Profile(subject=subject, facts=CompanyFacts(commune=commune))
    return explainer.kept(Kept(team, by), _Nothing(profile))


def why_set_aside(verdict: SetAside) -> str:
    """One sentence that says why a team was not chosen, everything named by its code."""
    return _BY_CODE.set_aside(verdict, None)


_NO_CATALOGUE: Final = Catalogue(themes=())
_BY_CODE: Final = Explainer(
    directory=Directory(DirectoryDocument(), ""),
    geography=Geography("", {}, {}, {}),
    catalogue=_NO_CATALOGUE,
)
