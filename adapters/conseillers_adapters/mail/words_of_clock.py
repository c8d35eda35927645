"""The words of the mails that the follow-up clock sends."""

from conseillers_adapters.mail.blocks import Block, Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import (
    SERVICE,
    UNKNOWN,
    and_others,
    facts,
    follow,
    in_a_line,
    page,
    subject_line,
)
from conseillers_adapters.mail.typography import day, day_and_hour, greeting, one_line, say
from conseillers_application.mails import (
    AbandonedMail,
    DraftMail,
    FirstNeedMail,
    FollowedMail,
    LastChanceMail,
    RecapMail,
    ReengagementMail,
)
from conseillers_domain.french import number, plural


def followed(mail: FollowedMail) -> Wording:
    """Nobody took its need yet, and the service sees to it."""
    title = say("Votre demande est suivie")
    return Wording(
        reader=Reader.COMPANY,
        subject=title,
        title=title,
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Votre demande « {subject} », déposée le {day}, n'a pas encore été prise en charge. "
                    "Elle n'est pas oubliée : l'équipe du service relance les conseillers qui peuvent y "
                    "répondre :",
                    subject=mail.subject,
                    day=day(mail.deposited_at),
                )
            ),
            Bullets(tuple(one_line(name) for name in mail.institutions)),
            Paragraph(
                say("Vous n'avez rien à faire : nous vous écrirons dès que l'un d'eux la prendra en charge.")
            ),
            follow(mail.follow_url),
        ),
    )


def abandoned(mail: AbandonedMail) -> Wording:
    """Nobody could take its need."""
    return Wording(
        reader=Reader.COMPANY,
        subject=say("Votre demande n'a pas trouvé de conseiller"),
        title=say("Nous n'avons pas trouvé de conseiller disponible"),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Nous vous devons une réponse : les conseillers sollicités pour votre demande "
                    "« {subject} », déposée le {day}, ne l'ont pas prise en charge. Nous le regrettons.",
                    subject=mail.subject,
                    day=day(mail.deposited_at),
                )
            ),
            Paragraph(
                say(
                    "Nous ne les relancerons plus ; si l'un d'eux se manifeste malgré tout, nous vous "
                    "écrirons."
                )
            ),
            Heading(say("Si vous avez encore besoin d'aide")),
            Paragraph(
                say(
                    "Répondez à ce message : l'équipe du service cherchera avec vous qui peut vous "
                    "aider. Vous pouvez aussi déposer une nouvelle demande."
                )
            ),
            page(say("Déposer une nouvelle demande"), mail.service_url),
            Paragraph(say("Votre demande reste visible ici :")),
            follow(mail.follow_url),
        ),
    )


def reengagement(mail: ReengagementMail) -> Wording:
    """Whether it has another need."""
    title = say("Avez-vous un autre projet, une autre difficulté ?")
    return Wording(
        reader=Reader.COMPANY,
        subject=title,
        title=title,
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Le {day}, vous nous avez confié une demande : « {subject} ». Un conseiller l'a "
                    "étudiée avec vous.",
                    day=day(mail.deposited_at),
                    subject=mail.subject,
                )
            ),
            Paragraph(
                say(
                    "Recrutement, financement, transition écologique, difficultés : les conseillers "
                    "publics peuvent aussi vous aider sur d'autres sujets. C'est toujours gratuit."
                )
            ),
            page(say("Déposer une demande"), mail.service_url),
            Paragraph(say("C'est le seul message de ce genre que vous recevrez pour cette demande.")),
        ),
    )


def draft(mail: DraftMail) -> Wording:
    """Where a demand half typed is found again."""
    title = say("Votre demande n'est pas encore envoyée")
    return Wording(
        reader=Reader.COMPANY,
        subject=title,
        title=title,
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Vous avez commencé une demande sur {service}, sans l'envoyer. Ce que vous aviez saisi "
                    "est gardé jusqu'au {day} : il vous reste à le compléter et à l'envoyer.",
                    service=SERVICE,
                    day=day(mail.expires_at),
                )
            ),
            page(say("Reprendre votre demande"), mail.draft_url),
            Paragraph(
                say(
                    "Si vous n'en avez plus besoin, vous n'avez rien à faire : elle sera effacée. Nous ne "
                    "vous le rappellerons pas une autre fois."
                )
            ),
        ),
    )


def first_need(mail: FirstNeedMail) -> Wording:
    """How to go about the first need."""
    return Wording(
        reader=Reader.TEAM,
        subject=say("Votre premier besoin d'entreprise : comment faire ?"),
        title=say("Votre équipe a reçu son premier besoin"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "L'équipe « {team} » a reçu son premier besoin d'entreprise : "
                    "« {subject} ». Voici comment y répondre, en trois temps :",
                    team=mail.team,
                    subject=mail.subject,
                )
            ),
            Bullets(
                (
                    say(
                        "vous lisez la fiche, puis vous prenez le besoin en charge ou vous le refusez "
                        "en disant pourquoi ;"
                    ),
                    say(
                        "si vous le prenez en charge, nous disons à l'entreprise qui va l'appeler, et "
                        "vous l'appelez ;"
                    ),
                    say(
                        "après votre échange, vous clôturez le besoin : aide proposée, pas d'aide "
                        "possible, ou entreprise injoignable."
                    ),
                )
            ),
            page(say("Lire la fiche du besoin"), mail.need_url),
            Paragraph(
                say(
                    "Un refus est une réponse utile : il nous évite de vous relancer. Le lien est "
                    "réservé à votre équipe et reste valable jusqu'au {expiry}.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )


def recap(mail: RecapMail) -> Wording:
    """The needs that wait for a team."""
    count = len(mail.needs) + mail.others
    listed = (in_a_line(one.subject, one.commune, "reçu", one.sent_at) for one in mail.needs)
    waiting = say(
        "{count} {needs} {wait} une réponse",
        count=number(count),
        needs=plural(count, "besoin"),
        wait=_wait(count),
    )
    return Wording(
        reader=Reader.TEAM,
        subject=waiting,
        title=waiting,
        blocks=(
            Paragraph("Bonjour,"),
            *_asked(mail.asked),
            Paragraph(_whose(mail.team, mail.away)),
            Bullets((*listed, *and_others(mail.others))),
            *_what_to_do(mail.away, mail.page_url, "Ouvrir le premier de ces besoins"),
        ),
    )


def last_chance(mail: LastChanceMail) -> Wording:
    """A need waits since long."""
    need = mail.need
    return Wording(
        reader=Reader.TEAM,
        subject=subject_line("Dernière relance : {subject}", subject=need.subject),
        title=say("Une entreprise attend toujours votre réponse"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(_whose(mail.team, mail.away)),
            facts(Sujet=need.subject, Commune=need.commune or UNKNOWN, Reçu=day(need.sent_at)),
            Paragraph(
                say(
                    "C'est notre dernière relance pour ce besoin. Sans réponse, il quittera la boîte de "
                    "réception et nous dirons à l'entreprise que personne n'a pu l'aider."
                )
            ),
            *_what_to_do(mail.away, mail.page_url, "Lire la fiche du besoin"),
        ),
    )


def _wait(count: int) -> str:
    """The verb that so many needs take."""
    return "attend" if count == 1 else "attendent"


def _whose(team: str, away: str | None) -> str:
    if away is None:
        return say("Voici ce qui attend une réponse de l'équipe « {team} » :", team=team)
    return say(
        "Tous les conseillers de l'équipe « {away} » sont absents, et l'équipe « {team} » est son relais. "
        "Voici ce qui attend une réponse de sa part :",
        away=away,
        team=team,
    )


def _asked(asked: bool) -> tuple[Block, ...]:
    if not asked:
        return ()
    return (
        Paragraph(
            say(
                "L'équipe du service s'inquiète des entreprises qui attendent : merci de vous positionner "
                "sur chacun de ces besoins."
            )
        ),
    )


def _what_to_do(away: str | None, url: str, label: str) -> tuple[Block, ...]:
    if away is not None:
        return (
            Paragraph(
                say(
                    "Voyez avec cette équipe qui peut répondre. Si personne ne le peut, écrivez à l'équipe "
                    "du service : elle vous confiera ces besoins ou trouvera une autre équipe."
                )
            ),
            page(say("Ouvrir {service}", service=SERVICE), url),
        )
    return (
        page(say(label), url),
        Paragraph(
            say(
                "Prendre en charge ou refuser, les deux nous aident : l'entreprise sait alors à quoi "
                "s'en tenir. Vous retrouvez tout parmi vos « Besoins reçus »."
            )
        ),
    )
