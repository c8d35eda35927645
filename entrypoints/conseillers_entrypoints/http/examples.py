"""Examples of bodies that inner layers define and that know nothing of the wire."""

from collections.abc import Mapping
from typing import Any, Final

from conseillers_application.joining.accept_invitation import Activation
from conseillers_application.joining.invitations import NewDates
from conseillers_application.joining.invite import NewInvitations
from conseillers_application.joining.terms import TermsAccepted
from conseillers_application.simulate_routing import SimulationRequest
from conseillers_application.triage.batch import Batch
from conseillers_application.triage.qualify import Qualification
from conseillers_application.triage.referrals import Handing, NewReferral
from conseillers_application.triage.set_aside import Aside
from conseillers_application.triage.template_texts import TemplateText
from conseillers_application.triage.transmit_demand import Sending
from conseillers_application.try_directory import Trial
from conseillers_domain.access_request import AccessForm, NewDecision
from conseillers_domain.basket import NewAction
from conseillers_domain.comment_words import Correction, NewComment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.draft import DraftForm
from conseillers_domain.periods import Period
from conseillers_domain.position import Closing, NewPosition
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.http.accounts import Suspension
from conseillers_entrypoints.http.answers import AnswerText
from conseillers_entrypoints.http.directory import DirectoryChange, NewDirectory, Restoration
from conseillers_entrypoints.http.public import DepositForm
from conseillers_entrypoints.http.tasks import Assignment

DIRECTORY: Final = {
    "institutions": [
        {
            "slug": "cci",
            "name": "Chambre de commerce et d’industrie",
            "nature": "semi_public_body",
            "criteria": [{"subjects": ["recruter"], "max_headcount": 50}],
        }
    ],
    "branches": [
        {
            "code": "cci-47",
            "institution": "cci",
            "name": "Lot-et-Garonne",
            "level": "local",
            "zones": [{"type": "departement", "code": "47"}],
        }
    ],
    "teams": [
        {
            "code": "cci-47-rh",
            "branch": "cci-47",
            "name": "Ressources humaines",
            "mailbox": "rh@cci.example",
            "competences": [{"subject": "recruter"}],
        }
    ],
    "advisors": [
        {
            "email": "zoe@cci.example",
            "first_name": "Zoé",
            "last_name": "Marchand",
            "branch": "cci-47",
            "teams": ["cci-47-rh"],
            "absences": [{"from": "2026-12-01", "to": "2026-12-08"}],
        }
    ],
}

A_DEMAND: Final[dict[str, Any]] = {
    "landing": "accueil",
    "subject": "recruter",
    "description": "Je cherche un premier salarié pour mon atelier.",
    "first_name": "Camille",
    "last_name": "Martin",
    "phone": "05 53 00 00 00",
    "email": "camille.martin@atelier.example",
    "siret": "000 000 018 00010",
    "answers": {"recrutement_premier": "true"},
    "origin": {"url": "https://partenaire.example/aides", "campaign": "rentree"},
    "terms_version": TERMS_VERSION,
    "declares_accuracy": True,
    "creating_a_company": False,
}

EXAMPLES: Final[Mapping[type, dict[str, Any]]] = {
    DemandForm: A_DEMAND,
    DepositForm: A_DEMAND,
    DraftForm: {
        "subject": "recruter",
        "description": "Je cherche un premier salarié pour",
        "email": "camille.martin@atelier.example",
        "answers": {"recrutement_premier": "true"},
    },
    NewAction: {"subject": "cci-47-rh", "kind": "note", "note": "Rappelée : elle se positionne demain."},
    NewPosition: {
        "stance": "closed_helped",
        "help": ["advice", "financial"],
        "note": "Rendez-vous pris, aide à l’embauche demandée.",
    },
    Closing: {"help": ["advice"], "note": "Aide à l’embauche demandée le 20 novembre."},
    AnswerText: {
        "text": "Bonjour,\n\nAucun conseiller ne peut se charger de votre demande.\n\nL’équipe du service"
    },
    Assignment: {"owner": "01937e5c-1e9a-7b3c-9d52-0c6f1f7a2b11"},
    NewComment: {
        "team": "cci-47-rh",
        "kind": "appointment",
        "text": "Elle souhaite nous voir ensemble.",
        "appointment": {"at": "2026-12-01T09:30:00Z", "place": "Dans ses locaux"},
        "mentions": ["emploi-47"],
    },
    Correction: {"appointment": {"at": "2026-12-02T09:30:00Z", "place": "Dans ses locaux"}},
    SurveyAnswers: {
        "contacted": True,
        "useful": True,
        "mark": 4,
        "comment": "Un rappel dès le lendemain.",
        "agrees_to_share": True,
    },
    DirectoryDocument: DIRECTORY,
    NewDirectory: {**DIRECTORY, "why": "Nouvelle organisation"},
    DirectoryChange: {
        "teams": DIRECTORY["teams"],
        "removed": {"advisors": ["zoe@cci.example"]},
        "why": "Départ de Zoé Marchand",
    },
    Restoration: {"why": "Erreur de saisie", "force": {"reason": "L’équipe a fermé."}},
    Trial: {"patch": {"teams": DIRECTORY["teams"]}, "since": "2026-09-01", "until": "2026-11-23"},
    Batch: {
        "ids": ["01900000-0000-7000-8000-000000000000"],
        "setting_aside": {"reason": "out_of_scope", "mail": {"template": "out_of_scope"}},
    },
    Aside: {"reason": "incomplete", "mail": {"template": "incomplete"}},
    Sending: {"teams": ["cci-47-rh"], "reason": "Aucune équipe n’était retenue."},
    Qualification: {"subject": "recruter", "reason": "Le besoin porte sur une embauche."},
    NewReferral: {"team": "cci-47-rh", "reason": "Une équipe plus proche."},
    Handing: {"to": "cci-47-rh", "reason": "L’équipe a fermé."},
    TemplateText: {
        "subject": "Votre demande est à compléter",
        "body": "Bonjour {prenom} {nom},\n\nComplétez-la ici :\n\n{lien_pour_completer}",
    },
    Period: {"since": "2026-11-01", "until": "2026-11-23"},
    Suspension: {"motive": "security"},
    AccessForm: {
        "institution": "cci",
        "first_name": "Zoé",
        "last_name": "Marchand",
        "email": "zoe@cci.example",
        "wished": "Ressources humaines, à Agen",
        "presentation": "Je conseille les entreprises qui recrutent.",
    },
    NewDecision: {
        "outcome": "accepted",
        "agreement": {"by": "Hélène Dupuy, responsable de l’antenne", "on": "2026-11-20"},
        "demonstrations": [{"at": "2027-01-12T09:00:00Z", "place": "https://visio.example/demonstration"}],
    },
    NewInvitations: {
        "institution": "cci",
        "demonstrations": [{"at": "2027-01-12T09:00:00Z", "place": "https://visio.example/demonstration"}],
    },
    NewDates: {"demonstrations": [{"at": "2027-01-12T09:00:00Z", "place": "Salle 2"}]},
    Activation: {
        "first_name": "Zoé",
        "last_name": "Marchand",
        "password": "une phrase longue connue de moi seule",
        "terms_version": TERMS_VERSION,
    },
    TermsAccepted: {"version": TERMS_VERSION},
    SimulationRequest: {
        "subject": "recruter",
        "on": "2026-11-23",
        "answers": {"recrutement_premier": "true"},
        "company": {
            "commune": "47203",
            "created_on": "2019-05-01",
            "legal_form": "5710",
            "naf": "62.02A",
            "headcount": "12",
            "natures": ["COMMERCIALE"],
        },
        "directory": DIRECTORY,
    },
}
"""By class, as a client would send it; the tests send each of them."""
