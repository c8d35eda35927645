# language: fr
Fonctionnalité: Article 4.2 - Déposer une demande sur une thématique non prévue
  Hors des thématiques proposées, un lien ouvre un dépôt libre, sans compte ni inscription, avec la même
  description et les mêmes coordonnées.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                    | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés; Poser une autre question | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen

  # Des trois voies, le site et l’API du service sont montrés ici ; le cadre intégré et l’API des
  # partenaires viennent avec les partenaires.

  @cgu-4.2.a
  Plan du scénario: Une demande libre se dépose de toute page, même si elle ne propose que quelques sujets
    Étant donné la demande de « Café Tournesol » sur « Poser une autre question »
    Et dans la demande de « Café Tournesol », page d’accueil vaut « <page> »
    Quand « Café Tournesol » dépose cette demande
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service
    Et « Café Tournesol » reçoit le mail « Votre demande est bien reçue »
    Et ce mail dit « Le service est public et gratuit »
    Et ce mail dit « L’équipe du service examine votre demande »

    Exemples:
      | page                              |
      | accueil                           |
      | partenaire-commerces-de-proximite |

  # Choisir le sujet et transmettre viennent avec le poste de travail de l’équipe du service.

  @cgu-4.2.b
  Scénario: Une demande libre attend qu’un sujet soit choisi avant toute transmission
    Quand « Café Tournesol » demande de l’aide sur « Poser une autre question »
    Et 2 jours plus tard
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service
    Et aucune équipe ne reçoit de besoin
    Et « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-4.2.b
  Plan du scénario: Impossible de déposer une demande libre si un champ manque ou est faux
    Étant donné la demande de « Café Tournesol » sur « Poser une autre question »
    Et dans la demande de « Café Tournesol », <champ> vaut « <saisie> »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur <champ> : « <réponse> »
    Et aucun mail ne part

    Exemples:
      | champ                    | saisie         | réponse                                                                   |
      | description              |                | Décrivez votre besoin en quelques phrases.                                |
      | prénom                   |                | Ce champ est obligatoire.                                                 |
      | nom                      |                | Ce champ est obligatoire.                                                 |
      | téléphone                |                | Ce champ est obligatoire.                                                 |
      | téléphone                | 12             | Ce numéro de téléphone n’est pas valide.                                  |
      | adresse e-mail           |                | Ce champ est obligatoire.                                                 |
      | adresse e-mail           | camille@       | Après le signe @, il faut un domaine complet, par exemple « exemple.fr ». |
      | numéro SIRET             | 123            | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie.             |
      | numéro SIRET             | 00000001800011 | Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis.           |
      | conditions d’utilisation |                | Acceptez les conditions d’utilisation.                                    |

  @cgu-4.2.b
  Scénario: Le besoin attend que l’équipe du service en choisisse le sujet, puis part
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Hôtel Éolien » à Agen
    Et que « Hôtel Éolien » a demandé de l’aide sur « Poser une autre question »
    Quand l’équipe du service transmet la demande de « Hôtel Éolien »
    Alors c’est impossible : « Choisissez d’abord le sujet de cette demande. »
    Et Zoé Marchand ne trouve aucun besoin
    Quand l’équipe du service choisit le sujet « Recruter un ou plusieurs salariés » pour la demande de « Hôtel Éolien »
    Alors la demande de « Hôtel Éolien » irait à ces équipes : Recrutement 47
    Et Zoé Marchand ne trouve aucun besoin
    Quand l’équipe du service transmet la demande de « Hôtel Éolien »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises  |
      | boîte de réception | Hôtel Éolien |
