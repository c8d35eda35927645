"""What everybody may ask: catalogue, terms, companies, communes, deposits and their follow-up (CGU 4.1)."""

from typing import Annotated

from attrs import frozen
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_adapters.terms import information_notice, terms_of_use
from conseillers_application.deposit_demand import DepositDemand
from conseillers_application.drafts import DraftKey
from conseillers_application.follow_demand import FollowDemand
from conseillers_application.public_form import FormGuard, Sending
from conseillers_application.publish_catalogue import Offer, ReadCatalogue
from conseillers_application.search import (
    CommuneFound,
    CompanyFound,
    SearchCommunes,
    SearchCompanies,
)
from conseillers_application.views import Eligibility, FollowUp, Receipt
from conseillers_domain.catalogue import DEFAULT_LANDING, Option, Question, Subject
from conseillers_domain.demand_form import FALSE_DECLARATION, DemandForm
from conseillers_entrypoints.http.binding import DATABASE, REGISTRY, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.limiting import FormsOf
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest

DEPOSIT_LIMIT = 128 * 1024
"""Bytes of a deposit: the longest description, several times over."""


@frozen(kw_only=True)
class DepositForm(DemandForm):
    """Le formulaire de dépôt, et ce qui distingue une personne d’un programme.

    `website` : champ que la page cache, à laisser vide. `shown` : ce que le catalogue a donné en affichant le
    formulaire.
    """

    website: str = ""
    shown: str = ""

    @property
    def sending(self) -> Sending:
        """How it came."""
        return Sending(trap=self.website, shown=self.shown)


@frozen(kw_only=True)
class QuestionView:
    """Une question d’un sujet ; les réponses voyagent par leur valeur."""

    key: str
    label: str
    kind: str
    position: int
    options: tuple[Option, ...]


@frozen(kw_only=True)
class SubjectView:
    """Un sujet et le formulaire qui va avec."""

    slug: str
    title: str
    description: str
    explanation: str
    prefill: str | None
    attestation: str | None
    questions: tuple[QuestionView, ...]


@frozen(kw_only=True)
class ThemeView:
    """Un thème et ses sujets."""

    slug: str
    title: str
    subjects: tuple[SubjectView, ...]


@frozen(kw_only=True)
class CatalogueView:
    """Ce qu’une page d’atterrissage propose, et ce qui est dit avant l’envoi (CGU 5.2).

    `shown` : à renvoyer avec le formulaire, dit depuis quand il est affiché.
    """

    landing: str
    terms_version: str
    warning: str
    shown: str
    themes: tuple[ThemeView, ...]


@get("/api/catalogue", **may_wait_for(DATABASE), tags=["Dépôt"])
def catalogue(
    read_catalogue: Given[ReadCatalogue],
    terms_version: Given[str],
    form_guard: Given[FormGuard],
    landing: FromQuery[str] = DEFAULT_LANDING,
) -> CatalogueView:
    """Les thèmes et sujets proposés, avec les questions de chaque sujet."""
    return _offered(read_catalogue(landing), terms_version, form_guard.stamp())


def _offered(offer: Offer, terms_version: str, shown: str) -> CatalogueView:
    return CatalogueView(
        landing=offer.landing.slug,
        terms_version=terms_version,
        warning=FALSE_DECLARATION,
        shown=shown,
        themes=tuple(
            ThemeView(slug=theme.slug, title=theme.title, subjects=tuple(map(_subject, subjects)))
            for theme, subjects in offer.themes
        ),
    )


def _subject(subject: Subject) -> SubjectView:
    return SubjectView(
        slug=subject.slug,
        title=subject.title,
        description=subject.description,
        explanation=subject.explanation,
        prefill=subject.prefill or None,
        attestation=subject.attestation or None,
        questions=tuple(_question(one, rank) for rank, one in enumerate(subject.questions, 1)),
    )


def _question(question: Question, position: int) -> QuestionView:
    return QuestionView(
        key=question.key,
        label=question.label,
        kind=question.kind.value,
        position=position,
        options=question.options,
    )


@frozen(kw_only=True)
class PublishedText:
    """Un texte du service, en Markdown."""

    version: str
    title: str
    text: str


@get("/api/terms", sync_to_thread=False, tags=["Dépôt"])
def terms(terms_version: Given[str]) -> PublishedText:
    """Les conditions générales d’utilisation en vigueur."""
    return PublishedText(
        version=terms_version, title="Conditions générales d’utilisation", text=terms_of_use()
    )


@get("/api/information-notice", sync_to_thread=False, tags=["Dépôt"])
def notice(terms_version: Given[str]) -> PublishedText:
    """Les mentions d’information : quelles données, pourquoi, combien de temps, quels droits."""
    return PublishedText(version=terms_version, title="Mentions d’information", text=information_notice())


@post(
    "/api/demands",
    **may_wait_for(DATABASE, REGISTRY),
    guards=[FormsOf("demands")],
    request_max_body_size=DEPOSIT_LIMIT,
    tags=["Dépôt"],
)
def deposit_a_demand(
    request: AnyRequest,
    data: JSONBody[Partly[DepositForm]],
    deposit_demand: Given[DepositDemand],
    draft: FromQuery[str | None] = None,
    token: FromQuery[str] = "",
) -> Response[Receipt]:
    """Dépose une demande, sans compte. Une même `Idempotency-Key` ne dépose qu’une fois en 24 h.

    `draft` et `token` nomment le brouillon où elle a été saisie : il est effacé.
    """
    repeat = repeat_of(request, "demands", to_json(data))
    key = None if draft is None else DraftKey(id=draft, token=token)
    receipt = deposit_demand(
        data.value, known=data.faults, repeat=repeat, draft=key, sending=data.value.sending
    )
    return Response(receipt, headers={"location": f"/api/demands/{receipt.id}"})


@post(
    "/api/demands/eligibility",
    status_code=200,
    **may_wait_for(DATABASE, REGISTRY),
    request_max_body_size=DEPOSIT_LIMIT,
    tags=["Dépôt"],
)
def try_a_demand(data: JSONBody[Partly[DepositForm]], deposit_demand: Given[DepositDemand]) -> Eligibility:
    """Dit ce que deviendrait cette demande ; rien n’est gardé."""
    return deposit_demand.would(data.value, known=data.faults)


@get("/api/demands/{demand_id:str}", **may_wait_for(DATABASE), tags=["Dépôt"])
def follow_a_demand(
    demand_id: FromPath[str],
    follow_demand: Given[FollowDemand],
    token: FromQuery[str] = "",
) -> FollowUp:
    """Ce que devient une demande, pour l’entreprise qui a le lien de suivi."""
    return follow_demand(demand_id, token)


@frozen(kw_only=True)
class Companies:
    """Des établissements trouvés."""

    items: tuple[CompanyFound, ...]


@frozen(kw_only=True)
class Communes:
    """Des communes trouvées."""

    items: tuple[CommuneFound, ...]


Wanted = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/api/companies/search", sync_to_thread=True, tags=["Dépôt"])
def companies(
    search_companies: Given[SearchCompanies], q: FromQuery[str] = "", limit: Wanted = 10
) -> Companies:
    """Trouve un établissement par son nom, son SIREN ou son SIRET."""
    return Companies(items=search_companies(q, limit))


@get("/api/communes", sync_to_thread=True, tags=["Dépôt"])
def communes(search_communes: Given[SearchCommunes], q: FromQuery[str] = "", limit: Wanted = 10) -> Communes:
    """Trouve une commune par son nom, son code postal ou son code INSEE."""
    return Communes(items=search_communes(q, limit))


def public_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [
        catalogue,
        terms,
        notice,
        deposit_a_demand,
        try_a_demand,
        follow_a_demand,
        companies,
        communes,
    ]
