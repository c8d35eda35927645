# language: fr
Fonctionnalité: Article 3 - Définitions
  L’utilisateur est une personne qui représente une entreprise ; le visiteur consulte le site ; les
  conseillers sont des agents d’institutions référencées.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen

  @cgu-3.a
  Scénario: Une demande porte une personne et l’entreprise qu’elle représente
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche est celle du besoin de « Café Tournesol »
    Et la fiche montre
      | information | valeur |
      | prénom      | Camille |
      | nom         | Durand  |

  @cgu-3.a
  Plan du scénario: Impossible de déposer une demande si la personne ou l’entreprise manque
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », <champ> vaut « »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur <champ> : « <réponse> »
    Et aucune équipe ne reçoit de besoin

    Exemples:
      | champ          | réponse                       |
      | prénom         | Ce champ est obligatoire.     |
      | nom            | Ce champ est obligatoire.     |
      | téléphone      | Ce champ est obligatoire.     |
      | adresse e-mail | Ce champ est obligatoire.     |
      | numéro SIRET   | Le numéro SIRET est obligatoire. Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de métiers et de l’artisanat de votre département. |

  @cgu-3.b
  Scénario: Un visiteur lit les thèmes, les sujets et les textes sans s’identifier
    Alors un visiteur lit le thème « Ressources humaines », avec au moins un sujet
    Et un visiteur lit le sujet « Vendre ou acheter à l’étranger » dans le thème « Développement commercial »
    Et un visiteur lit les conditions d’utilisation et les mentions d’information

  @cgu-3.b
  Scénario: Impossible de lire une fiche de besoin si l’on est un simple visiteur
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand un visiteur ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Identifiez-vous pour continuer. »

  @cgu-3.c
  Plan du scénario: Impossible de référencer un conseiller si aucune institution ne l’emploie
    Quand l’équipe du service rattache Zoé Marchand à l’antenne « <antenne> »
    Alors c’est impossible : « <réponse> »
    Et l’annuaire est inchangé

    Exemples:
      | antenne          | réponse                                 |
      |                  | Ce champ est obligatoire.               |
      | Antenne inventée | Antenne inconnue : « antenne-inventee ». |

  @cgu-3.c
  Scénario: Une personne qui n’est dans aucune institution ne reçoit rien
    Étant donné Inès Roche, qui a un compte mais ne figure pas dans l’annuaire
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors Inès Roche ne trouve aucun besoin
    Quand Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin n’existe pas. »
