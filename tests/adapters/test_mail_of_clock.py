"""What people read in the mails of the follow-up clock."""

import pytest
from attrs import evolve

from conseillers_application.mails import Content
from tests.adapters.mail_samples import (
    ABANDONED,
    CLOSING_PRACTICE,
    DRAFT,
    FIRST_NEED,
    FOLLOWED,
    LAST_CHANCE,
    RECAP,
    RECAP_OF_ONE_FOR_A_DELEGATE,
    REENGAGEMENT,
    TEAM_REENGAGEMENT,
)
from tests.adapters.test_mail_writer import prose, written


def plain(content: Content) -> tuple[str, str]:
    """Its subject and its text, with ordinary spaces."""
    message = written(content)
    return " ".join(str(message["Subject"]).split()), " ".join(prose(message).split())


@pytest.mark.parametrize(
    ("content", "subject", "sentences"),
    [
        (
            FOLLOWED,
            "Votre demande est suivie",
            ("déposée le 23 novembre 2026", "CCI Lot-et-Garonne", "Vous n’avez rien à faire"),
        ),
        (
            ABANDONED,
            "Votre demande n’a pas trouvé de conseiller",
            ("Nous vous devons une réponse", "Répondez à ce message", "Déposer une nouvelle demande"),
        ),
        (
            REENGAGEMENT,
            "Avez-vous un autre projet, une autre difficulté ?",
            ("C’est le seul message de ce genre", "toujours gratuit"),
        ),
        (
            DRAFT,
            "Votre demande n’est pas encore envoyée",
            ("gardé jusqu’au 23 novembre 2026", "Reprendre votre demande"),
        ),
        (
            FIRST_NEED,
            "Votre premier besoin d’entreprise : comment faire ?",
            ("Un refus est une réponse utile",),
        ),
        (
            RECAP,
            "5 besoins attendent une réponse",
            (
                "Recruter un premier salarié au Mans, reçu le 23 novembre 2026",
                "Investir, reçu le 23 novembre 2026",
                "et 3 autres",
                "Ouvrir le premier de ces besoins",
            ),
        ),
        (
            RECAP_OF_ONE_FOR_A_DELEGATE,
            "1 besoin attend une réponse",
            (
                "Tous les conseillers de l’équipe « Ressources humaines 47 » sont absents",
                "Voyez avec cette équipe",
            ),
        ),
        (
            LAST_CHANCE,
            "Dernière relance : Recruter un premier salarié",
            ("C’est notre dernière relance", "Le Mans"),
        ),
        (
            TEAM_REENGAGEMENT,
            "Une entreprise attend votre équipe : Recruter un premier salarié",
            ("depuis plusieurs mois", "Commune : Le Mans", "Votre équipe a changé ?"),
        ),
        (
            CLOSING_PRACTICE,
            "5 besoins à clôturer ?",
            (
                "Recruter un premier salarié au Mans, pris en charge le 23 novembre 2026",
                "Investir, pris en charge le 23 novembre 2026",
                "et 2 autres",
                "Pourquoi c’est utile",
            ),
        ),
        (evolve(CLOSING_PRACTICE, others=0), "3 besoins à clôturer ?", ("à Agen, pris en charge",)),
    ],
)
def test_each_mail_says_what_its_reader_needs(
    content: Content, subject: str, sentences: tuple[str, ...]
) -> None:
    told, text = plain(content)
    assert told == subject
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize(
    "content",
    [RECAP, RECAP_OF_ONE_FOR_A_DELEGATE, LAST_CHANCE, FIRST_NEED, TEAM_REENGAGEMENT, CLOSING_PRACTICE],
)
def test_a_team_reads_nothing_of_who_the_company_is_before_it_opens_the_sheet(content: Content) -> None:
    _, text = plain(content)
    assert "Jeanne" not in text
    assert "ARCADES" not in text


def test_who_stands_in_gets_no_link_to_the_needs_of_another_team() -> None:
    assert "/n/" not in plain(RECAP_OF_ONE_FOR_A_DELEGATE)[1]
