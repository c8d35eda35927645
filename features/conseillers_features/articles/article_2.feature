# language: fr
Fonctionnalité: Article 2 - Objet
  Le service met les entreprises en relation avec les conseillers compétents pour leur besoin : des agents
  de l’État, d’organismes publics et parapublics, de conseils régionaux et d’autres collectivités, proches
  d’elles, sur tous les sujets d’entreprise.

  @cgu-2.b
  Scénario: Un besoin est transmis aux équipes compétentes, et à elles seules
    Étant donné l’annuaire
      | institution           | équipe            | sujets                                                                     | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47    | Recruter un ou plusieurs salariés                                          | Lot-et-Garonne (département) | Zoé Marchand  |
      | Agence de l’emploi    | Emploi Agen       | Recruter un ou plusieurs salariés; Employer une personne en situation de handicap | Agen (commune)               | Malik Benali  |
      | Réseau national       | Appui aux TPE     | Recruter un ou plusieurs salariés                                          | toute la France              | Inès Roche    |
      | CCI de la Gironde     | Recrutement 33    | Recruter un ou plusieurs salariés                                          | Gironde (département)        | Paul Ferrand  |
      | Chambre d’artisanat   | Développement 47  | Trouver de nouveaux clients                                                | Lot-et-Garonne (département) | Rémi Larrieu  |
      | Réseau des grandes    | Grands comptes    | Recruter un ou plusieurs salariés                                          | toute la France              | Odile Vernet  |
    Et que l’équipe « Grands comptes » n’accepte que : au moins 250 salariés
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen; Appui aux TPE
    Et sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict | raison                       |
      | Recrutement 47 | retenue | le territoire de son antenne |
      | Emploi Agen    | retenue | le territoire de son antenne |
      | Appui aux TPE  | retenue | la France entière            |
      | Recrutement 33 | écartée | hors territoire              |
      | Grands comptes | écartée | critère                      |
    Et Paul Ferrand ne trouve aucun besoin
    Et Rémi Larrieu ne trouve aucun besoin
    Et Odile Vernet ne trouve aucun besoin

  @cgu-2.b
  Scénario: La mise en relation donne à l’entreprise le nom de ceux qui peuvent l’appeler
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors « Café Tournesol » reçoit le mail « Votre demande est bien reçue »
    Et ce mail dit « CCI du Lot-et-Garonne »

  @cgu-2.b
  Scénario: Un besoin que personne ne couvre attend l’équipe du service
    Étant donné l’annuaire
      | institution       | équipe         | sujets                            | territoire            | conseillers  |
      | CCI de la Gironde | Recrutement 33 | Recruter un ou plusieurs salariés | Gironde (département) | Paul Ferrand |
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service
    Et aucune équipe ne reçoit de besoin

  @cgu-2.c
  Plan du scénario: Une institution de chaque nature reçoit les besoins des entreprises
    Étant donné l’annuaire
      | institution   | nature   | équipe         | sujets                            | territoire                   | conseillers  |
      | <institution> | <nature> | Équipe d’appui | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Équipe d’appui

    Exemples:
      | nature               | institution                       |
      | État                 | Direction départementale du travail |
      | organisme public     | Agence de l’emploi                |
      | organisme parapublic | CCI du Lot-et-Garonne             |
      | conseil régional     | Région Nouvelle-Aquitaine         |
      | collectivité         | Agglomération d’Agen              |

  @cgu-2.c
  Scénario: Impossible de référencer une organisation si elle est privée
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Quand l’équipe du service publie l’annuaire
      | institution     | nature               | équipe         | sujets                            | territoire      |
      | Cabinet Conseil | organisation privée  | Équipe privée  | Recruter un ou plusieurs salariés | toute la France |
    Alors c’est impossible : « Valeur inconnue. Valeurs acceptées : state, public_body, semi_public_body, regional_council, local_authority. »
    Et l’annuaire est inchangé

  @cgu-2.d
  Plan du scénario: À compétence égale, l’équipe dont le territoire couvre la commune reçoit le besoin
    Étant donné l’annuaire
      | institution    | équipe    | sujets                            | territoire | conseillers  |
      | Réseau d’appui | Proche    | Recruter un ou plusieurs salariés | <proche>   | Zoé Marchand |
      | Réseau d’appui | Lointaine | Recruter un ou plusieurs salariés | <lointain> | Paul Ferrand |
    Et l’entreprise « Café Tournesol », commune « <commune> »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Proche
    Et sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe    | verdict | raison          |
      | Proche    | retenue | <raison>        |
      | Lointaine | écartée | hors territoire |
    Et Paul Ferrand ne trouve aucun besoin

    Exemples:
      | commune              | proche                         | lointain                         | raison                       |
      | Agen                 | Agen (commune)                 | Boé (commune)                    | le territoire de son antenne |
      | Agen                 | CA Agglomération d'Agen (EPCI) | CA du Grand Villeneuvois (EPCI)  | le territoire de son antenne |
      | Agen                 | Lot-et-Garonne (département)   | Gironde (département)            | le territoire de son antenne |
      | Agen                 | Nouvelle-Aquitaine (région)    | Occitanie (région)               | le territoire de son antenne |
      | Agen                 | toute la France                | Gironde (département)            | la France entière            |
      | Bordeaux             | Gironde (département)          | Lot-et-Garonne (département)     | le territoire de son antenne |
      | Paris 18e Arrondissement | Paris (commune)            | Paris 17e Arrondissement (commune) | le territoire de son antenne |

  @cgu-2.e
  Plan du scénario: Le catalogue livré couvre chaque thème d’entreprise
    Alors un visiteur lit le thème « <thème> », avec au moins un sujet

    Exemples:
      | thème                        |
      | Ressources humaines          |
      | Droit du travail             |
      | Développement commercial     |
      | Stratégie numérique          |
      | Difficultés financières      |
      | Investissement               |
      | Transmission et reprise      |
      | Santé et sécurité au travail |
      | Environnement                |
      | Transition écologique et RSE |

  @cgu-2.e
  Scénario: L’équipe du service ajoute un thème, et les entreprises s’en servent
    Étant donné l’entreprise « Café Tournesol » à Agen
    Quand l’équipe du service ajoute le sujet « Protéger une invention » dans le nouveau thème « Propriété industrielle »
    Alors un visiteur lit le sujet « Protéger une invention » dans le thème « Propriété industrielle »
    Quand « Café Tournesol » demande de l’aide sur « Protéger une invention »
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service
