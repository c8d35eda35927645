"""The social funds and the territorial authorities of the country, then all its networks (CGU 2)."""

from typing import Final

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import AnswerConditions, Institution, Nature
from conseillers_entrypoints.demo.chambers import CHAMBERS, SKILLS_OPERATORS
from conseillers_entrypoints.demo.networks import Desk, Network, Span
from conseillers_entrypoints.demo.public_bodies import PUBLIC_BODIES, STATE_SERVICES

_FUNDS: Final = (
    Network(
        institution=Institution(
            slug="recouvrement",
            name="Caisse des cotisations sociales",
            nature=Nature.SEMI_PUBLIC_BODY,
            answer_conditions=(
                AnswerConditions(subject="recruter", groups=({"recrutement_premier": "true"},)),
                AnswerConditions(
                    subject="dettes-fiscales-et-sociales",
                    groups=({"dettes_nature": "cotisations"}, {"dettes_nature": "les-deux"}),
                ),
            ),
        ),
        span=Span.DEPARTEMENTAL,
        desks=(
            Desk(
                code="embauche",
                name="Première embauche",
                subjects=("recruter",),
                says="Réservé à la première embauche.",
            ),
            Desk(
                code="delais",
                name="Délais de paiement",
                subjects=("dettes-fiscales-et-sociales",),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="risques-professionnels",
            name="Caisse de prévention des risques professionnels",
            nature=Nature.SEMI_PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="prevention",
                name="Prévention",
                subjects=("evaluer-les-risques", "prevenir-l-usure", "financer-la-prevention"),
                criteria=(
                    Criterion(subjects=("financer-la-prevention",), min_headcount=1, max_headcount=50),
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="sante-au-travail",
            name="Service régional de santé au travail",
            nature=Nature.SEMI_PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="equipe",
                name="Équipe de prévention",
                subjects=("prevenir-l-usure", "financer-la-prevention"),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="passerelle",
            name="Passerelle cédants-repreneurs",
            nature=Nature.SEMI_PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="cession",
                name="Cédants et repreneurs",
                subjects=("ceder-son-entreprise", "reprendre-une-entreprise", "transmettre-aux-proches"),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="developpement-regional",
            name="Agence régionale de développement",
            nature=Nature.SEMI_PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="projets",
                name="Projets d’implantation",
                subjects=("implanter-ou-agrandir", "trouver-un-local", "trouver-des-clients"),
            ),
        ),
    ),
)

_AUTHORITIES: Final = (
    Network(
        institution=Institution(
            slug="conseils-regionaux",
            name="Conseil régional",
            nature=Nature.REGIONAL_COUNCIL,
            single_taker=True,
        ),
        span=Span.REGIONAL,
        absent_from=frozenset({"2A", "2B"}),
        desks=(
            Desk(
                code="entreprises",
                name="Aides aux entreprises",
                subjects=(
                    "financer-un-investissement",
                    "vendre-en-ligne",
                    "numeriser-la-gestion",
                    "vendre-a-l-etranger",
                ),
            ),
            Desk(
                code="formation",
                name="Formation et transition",
                subjects=(
                    "former-les-salaries",
                    "reduire-la-consommation-d-energie",
                    "se-deplacer-et-livrer-autrement",
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="intercommunalites",
            name="Intercommunalités volontaires",
            nature=Nature.LOCAL_AUTHORITY,
        ),
        span=Span.EPCI,
        desks=(
            Desk(
                code="economie",
                name="Développement économique",
                subjects=(
                    "trouver-un-local",
                    "implanter-ou-agrandir",
                    "se-deplacer-et-livrer-autrement",
                    "dechets-et-reemploi",
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(slug="communes", name="Communes volontaires", nature=Nature.LOCAL_AUTHORITY),
        span=Span.COMMUNE,
        desks=(
            Desk(
                code="commerce",
                name="Commerce de proximité",
                subjects=("trouver-un-local", "trouver-des-clients"),
                criteria=(
                    Criterion(accepted_naf=("47.11B", "47.71Z", "56.10A", "10.71C", "96.02A", "47.24Z")),
                ),
            ),
        ),
    ),
)

NETWORKS: Final = (
    *CHAMBERS,
    *SKILLS_OPERATORS,
    *STATE_SERVICES,
    *PUBLIC_BODIES,
    *_FUNDS,
    *_AUTHORITIES,
)
"""Every institution of the country: forty, of each nature of the terms of use (CGU 2)."""
