# language: fr
Fonctionnalité: Article 1 - Champ d’application
  Le service est ouvert à tout représentant d’une entreprise qui veut être accompagné par un conseiller
  du service public, dans le respect des conditions d’utilisation. Il n’accompagne pas la création
  d’entreprise.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |

  @cgu-1.a
  Plan du scénario: Une entreprise de toute taille est accompagnée
    Étant donné l’entreprise « Café Tournesol », effectif « <effectif> »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et seules ces équipes reçoivent un mail, et un seul : Recrutement 47

    Exemples:
      | effectif               |
      | inconnu                |
      | Aucun salarié          |
      | 1 à 2 salariés         |
      | 20 à 49 salariés       |
      | 200 à 249 salariés     |
      | 250 à 499 salariés     |
      | 10000 à 99999 salariés |

  @cgu-1.b
  Plan du scénario: Impossible de déposer une demande si les conditions en vigueur ne sont pas acceptées
    Étant donné l’entreprise « Café Tournesol » à Agen
    Et la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », conditions d’utilisation vaut « <version acceptée> »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur conditions d’utilisation : « <réponse> »
    Et aucun mail ne part
    Et aucune équipe ne reçoit de besoin

    Exemples:
      | version acceptée | réponse                                                       |
      |                  | Acceptez les conditions d’utilisation.                        |
      | 0                | Acceptez les conditions d’utilisation en vigueur (version 1). |
      | 2                | Acceptez les conditions d’utilisation en vigueur (version 1). |

  @cgu-1.b
  Scénario: L’acceptation est gardée avec la version des conditions et l’instant
    Étant donné l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors « Café Tournesol » reçoit le mail « Votre demande est bien reçue »
    Et ce mail dit « vous avez accepté les conditions générales d’utilisation (version 1) »
    Et « Café Tournesol » lit que sa demande a été déposée le 23/11/2026 à 10:00

  @cgu-1.b
  Plan du scénario: Impossible d’ouvrir son compte de conseiller si les conditions en vigueur ne sont pas acceptées
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand Malik Benali ouvre son compte en acceptant la version « <version acceptée> » des conditions
    Alors c’est impossible : « <réponse> »
    Et Malik Benali n’a pas de compte

    Exemples:
      | version acceptée | réponse                                                       |
      |                  | Acceptez les conditions d’utilisation.                        |
      | 0                | Acceptez les conditions d’utilisation en vigueur (version 1). |

  @cgu-1.b
  Scénario: L’acceptation d’un conseiller est gardée à l’activation de son compte
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand Malik Benali ouvre son compte
    Alors Malik Benali a un compte
    Et il est gardé que Malik Benali a accepté à présent la version « 1 » des conditions

  @cgu-1.b
  Scénario: Quand les conditions changent, un conseiller lit encore, et les accepte avant d’agir
    Étant donné l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand les conditions d’utilisation changent : version « 2 »
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche est celle du besoin de « Café Tournesol »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors c’est impossible : « Acceptez les conditions d’utilisation en vigueur (version 2) avant d’agir. »
    Quand Zoé Marchand accepte la version « 1 » des conditions
    Alors c’est impossible : « Acceptez les conditions d’utilisation en vigueur (version 2). »
    Quand Zoé Marchand accepte la version « 2 » des conditions
    Alors il est gardé que Zoé Marchand a accepté à présent la version « 2 » des conditions
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |

  @cgu-1.c
  Plan du scénario: Impossible d’être accompagné si l’on crée son entreprise
    Étant donné la demande de « Projet Alizé » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Projet Alizé », numéro SIRET vaut « <SIRET> »
    Et dans la demande de « Projet Alizé », création d’entreprise vaut « <en création> »
    Quand « Projet Alizé » demande ce que deviendrait cette demande
    Alors la faute est sur <champ> : « <réponse> »
    Quand « Projet Alizé » dépose cette demande
    Alors la faute est sur <champ> : « <réponse> »
    Et aucun mail ne part
    Et aucune équipe ne reçoit de besoin

    Exemples:
      | SIRET          | en création | champ                 | réponse |
      |                | non         | numéro SIRET          | Le numéro SIRET est obligatoire. Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de métiers et de l’artisanat de votre département. |
      |                | oui         | création d’entreprise | Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de métiers et de l’artisanat de votre département.                                  |
      | 00000001800010 | oui         | création d’entreprise | Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de métiers et de l’artisanat de votre département.                                  |
