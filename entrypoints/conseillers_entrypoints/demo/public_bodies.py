"""The State's services and the public bodies of the demonstration country (CGU 2)."""

from typing import Final

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import AnswerConditions, Institution, Nature
from conseillers_entrypoints.demo.networks import Desk, Network, Span

LOZERE: Final = "48"
SMALL_BUSINESS: Final = 250

STATE_SERVICES: Final = (
    Network(
        institution=Institution(
            slug="travail", name="Service d’information en droit du travail", nature=Nature.STATE
        ),
        span=Span.DEPARTEMENTAL,
        absent_from=frozenset({LOZERE}),
        desks=(
            Desk(
                code="droit",
                name="Renseignement des employeurs",
                subjects=("contrat-de-travail", "duree-du-travail-et-conges", "rupture-et-litiges"),
                says="Réponse par téléphone ; aucun contrôle n’est lié à votre question.",
            ),
            Desk(
                code="dialogue",
                name="Dialogue social et prévention",
                subjects=("representants-du-personnel", "evaluer-les-risques"),
                criteria=(
                    # The duty begins at eleven employees; the bracket that holds eleven begins at ten.
                    Criterion(subjects=("representants-du-personnel",), min_headcount=10),
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="impots", name="Service des impôts des entreprises", nature=Nature.STATE
        ),
        span=Span.DEPARTEMENTAL,
        desks=(
            Desk(
                code="accompagnement",
                name="Accompagnement fiscal des petites entreprises",
                subjects=("facture-electronique", "transmettre-aux-proches"),
            ),
            Desk(code="delais", name="Délais de paiement", subjects=("dettes-fiscales-et-sociales",)),
        ),
    ),
    Network(
        institution=Institution(
            slug="douanes",
            name="Pôle d’action économique des douanes",
            nature=Nature.STATE,
            answer_conditions=(
                AnswerConditions(
                    subject="vendre-a-l-etranger",
                    groups=(
                        {"export_zone": "hors-union-europeenne"},
                        {"export_zone": "les-deux"},
                    ),
                ),
            ),
        ),
        span=Span.REGIONAL,
        desks=(Desk(code="conseil", name="Conseil aux entreprises", subjects=("vendre-a-l-etranger",)),),
    ),
    Network(
        institution=Institution(
            slug="economie-regionale",
            name="Direction de l’économie en région",
            nature=Nature.STATE,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="filieres",
                name="Filières et emploi",
                subjects=("organiser-le-travail", "innover", "duree-du-travail-et-conges"),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="environnement",
            name="Direction de l’environnement en région",
            nature=Nature.STATE,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="installations",
                name="Installations et milieux",
                subjects=("autorisations-environnementales", "eau-et-pollutions"),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="sortie-de-crise",
            name="Conseil départemental de sortie de crise",
            nature=Nature.STATE,
        ),
        span=Span.DEPARTEMENTAL,
        desks=(
            Desk(
                code="conseil",
                name="Conseil confidentiel aux dirigeants",
                subjects=("tresorerie-tendue", "dettes-fiscales-et-sociales"),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="mediation",
            name="Médiation du crédit et des entreprises",
            nature=Nature.STATE,
            single_taker=True,
        ),
        span=Span.NATIONAL,
        desks=(
            Desk(
                code="credit",
                name="Médiation du crédit",
                subjects=("desaccord-avec-une-banque", "clients-qui-ne-paient-pas"),
            ),
            Desk(
                code="factures",
                name="Médiation entre entreprises",
                subjects=("clients-qui-ne-paient-pas",),
            ),
        ),
    ),
)

PUBLIC_BODIES: Final = (
    Network(
        institution=Institution(slug="emploi", name="Agence de l’emploi", nature=Nature.PUBLIC_BODY),
        span=Span.DEPARTEMENTAL,
        desks=(
            Desk(
                code="recrutement",
                name="Conseil au recrutement",
                subjects=("recruter", "emploi-et-handicap"),
                says="Un conseiller vous rappelle pour écrire l’offre avec vous.",
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="banque-investissement",
            name="Banque publique d’appui à l’investissement",
            nature=Nature.PUBLIC_BODY,
            criteria=(
                Criterion(excluded_naf=("68.10Z", "68.20A", "68.20B"), excluded_legal_forms=("9220",)),
            ),
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="investissement",
                name="Prêts et garanties",
                subjects=(
                    "financer-un-investissement",
                    "reprendre-une-entreprise",
                    "implanter-ou-agrandir",
                ),
                criteria=(Criterion(subjects=("financer-un-investissement",), min_years=3),),
            ),
            Desk(
                code="innovation",
                name="Innovation",
                subjects=("innover",),
                criteria=(Criterion(accepted_legal_forms=("5499", "5499B", "5599", "5710", "5720")),),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="transition",
            name="Agence de la transition écologique des entreprises",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="energie",
                name="Énergie et mobilités",
                subjects=("reduire-la-consommation-d-energie", "se-deplacer-et-livrer-autrement"),
                criteria=(Criterion(max_headcount=SMALL_BUSINESS),),
            ),
            Desk(
                code="ressources",
                name="Ressources et démarches responsables",
                subjects=("dechets-et-reemploi", "eau-et-pollutions", "demarche-rse"),
            ),
        ),
    ),
    Network(
        institution=Institution(slug="eau", name="Agence de l’eau et des milieux", nature=Nature.PUBLIC_BODY),
        span=Span.REGIONAL,
        absent_from=frozenset({"976"}),
        desks=(Desk(code="industrie", name="Eau et entreprises", subjects=("eau-et-pollutions",)),),
    ),
    Network(
        institution=Institution(
            slug="handicap-emploi",
            name="Fonds pour l’emploi et le handicap",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(Desk(code="employeurs", name="Employeurs", subjects=("emploi-et-handicap",)),),
    ),
    Network(
        institution=Institution(
            slug="conditions-de-travail",
            name="Agence des conditions de travail",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(
            Desk(
                code="qualite",
                name="Qualité de vie au travail",
                subjects=(
                    "organiser-le-travail",
                    "representants-du-personnel",
                    "prevenir-l-usure",
                    "demarche-rse",
                ),
                criteria=(
                    Criterion(subjects=("demarche-rse", "prevenir-l-usure"), max_headcount=SMALL_BUSINESS),
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="banque-centrale",
            name="Correspondants de la banque centrale",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.DEPARTEMENTAL,
        desks=(
            Desk(
                code="diagnostic",
                name="Diagnostic financier",
                subjects=(
                    "tresorerie-tendue",
                    "desaccord-avec-une-banque",
                    "financer-un-investissement",
                ),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="export", name="Agence du commerce extérieur", nature=Nature.PUBLIC_BODY
        ),
        span=Span.NATIONAL,
        desks=(
            Desk(
                code="projets",
                name="Projets à l’international",
                subjects=("vendre-a-l-etranger",),
                criteria=(Criterion(min_years=1),),
            ),
        ),
    ),
    Network(
        institution=Institution(
            slug="cyber", name="Assistance numérique aux victimes", nature=Nature.PUBLIC_BODY
        ),
        span=Span.NATIONAL,
        desks=(Desk(code="urgence", name="Cybersécurité", subjects=("cybersecurite",)),),
    ),
    Network(
        institution=Institution(
            slug="propriete-industrielle",
            name="Office des marques et brevets",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.REGIONAL,
        desks=(Desk(code="idees", name="Protéger ses idées", subjects=("innover",)),),
    ),
    Network(
        institution=Institution(
            slug="achats-publics",
            name="Mission d’accès aux achats publics",
            nature=Nature.PUBLIC_BODY,
        ),
        span=Span.NATIONAL,
        desks=(
            Desk(
                code="pme",
                name="Petites entreprises",
                subjects=("repondre-aux-marches-publics",),
                criteria=(Criterion(max_headcount=SMALL_BUSINESS),),
            ),
        ),
    ),
)
