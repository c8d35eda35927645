# language: fr
Fonctionnalité: Article 4.3.A - Le compte du conseiller
  Le compte donne accès aux fiches de besoins du champ de compétence de son titulaire, dont l’équipe, son
  antenne et son institution précisent le contour.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                        | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés; Trouver de nouveaux clients | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI de la Gironde     | Recrutement 33 | Recruter un ou plusieurs salariés                             | Gironde (département)        | Paul Ferrand |

  # Invitation, demande d’accès et validation (clauses 4.3.A.a, c, e, g, h) viennent avec les comptes.

  @cgu-4.3.A.b
  Scénario: Un conseiller lit les fiches adressées à son équipe
    Étant donné l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche est celle du besoin de « Café Tournesol »

  @cgu-4.3.A.b
  Scénario: Impossible de lire une fiche si elle a été adressée à d’autres : rien ne dit qu’elle existe
    Étant donné l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Paul Ferrand ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin n’existe pas. »
    Quand Paul Ferrand prend en charge le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors c’est impossible : « Ce besoin n’existe pas. »
    Quand Paul Ferrand ouvre la fiche d’un besoin qui n’existe pas
    Alors c’est impossible : « Ce besoin n’existe pas. »
    Et Paul Ferrand ne trouve aucun besoin

  @cgu-4.3.A.f
  Plan du scénario: Une équipe ne reçoit que les entreprises de son champ d’intervention
    Étant donné que l’équipe « Recrutement 47 » n’accepte que : <précision>
    Et l’entreprise « Dedans », <donnée> « <dedans> »
    Et l’entreprise « Dehors », <donnée> « <dehors> »
    Quand « Dedans » demande de l’aide sur « Trouver de nouveaux clients »
    Et « Dehors » demande de l’aide sur « Trouver de nouveaux clients »
    Alors la demande de « Dedans » est transmise aux conseillers
    Et la demande de « Dehors » est en cours d’examen par l’équipe du service
    Et « Dehors » est hors du champ de « Recrutement 47 » sur « Trouver de nouveaux clients » : <précision>
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet              | entreprises |
      | boîte de réception  | Dedans      |

    Exemples: Effectif, borne comprise ; inconnu, il ferme la porte
      | précision            | donnée   | dedans           | dehors             |
      | au moins 10 salariés | effectif | 10 à 19 salariés | 6 à 9 salariés     |
      | au moins 10 salariés | effectif | 10 à 19 salariés | inconnu            |
      | moins de 50 salariés | effectif | 20 à 49 salariés | 50 à 99 salariés   |
      | moins de 50 salariés | effectif | Aucun salarié    | 250 à 499 salariés |
      | moins de 50 salariés | effectif | 20 à 49 salariés | inconnu            |

    Exemples: Ancienneté, le jour anniversaire compris
      | précision      | donnée   | dedans     | dehors     |
      | au moins 3 ans | création | 23/11/2023 | 24/11/2023 |
      | moins de 3 ans | création | 24/11/2023 | 23/11/2023 |
      | moins de 3 ans | création | 24/11/2023 | inconnu    |

    Exemples: Code NAF et forme juridique
      | précision                        | donnée          | dedans  | dehors |
      | activité 62.02A                  | activité        | 62.02A  | 56.30Z |
      | activité 6202a                   | activité        | 62.02A  | 56.30Z |
      | toute activité sauf 62.02A       | activité        | 56.30Z  | 62.02A |
      | toute activité sauf 62.02A       | activité        | inconnu | 62.02A |
      | forme juridique 5710             | forme juridique | 5710    | 5499   |
      | forme juridique 5710             | forme juridique | 5710    | inconnu |
      | toute forme juridique sauf 5710  | forme juridique | inconnu | 5710   |

    Exemples: Communes exclues
      | précision              | donnée  | dedans | dehors |
      | toute commune sauf Boé | commune | Agen   | Boé    |

  @cgu-4.3.A.f
  Plan du scénario: L’équipe, son antenne et son institution précisent chacune le champ
    Étant donné que <niveau> « <nom> » n’accepte que : moins de 50 salariés
    Et l’entreprise « Dehors », effectif « 50 à 99 salariés »
    Quand « Dehors » demande de l’aide sur « Trouver de nouveaux clients »
    Alors la demande de « Dehors » est en cours d’examen par l’équipe du service
    Et « Dehors » est hors du champ de « <nom> » sur « Trouver de nouveaux clients » : moins de 50 salariés

    Exemples:
      | niveau        | nom                    |
      | l’équipe      | Recrutement 47         |
      | l’antenne     | Antenne Recrutement 47 |
      | l’institution | CCI du Lot-et-Garonne  |

  @cgu-4.3.A.f
  Plan du scénario: Les réponses aux questions du sujet restreignent la réception
    Étant donné que l’institution « CCI du Lot-et-Garonne » attend sur « Recruter un ou plusieurs salariés » la réponse « Oui » à « S’agit-il de la première embauche de l’entreprise ? »
    Et l’entreprise « Café Tournesol » à Agen
    Et la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », la réponse à « S’agit-il de la première embauche de l’entreprise ? » est « <réponse> »
    Quand « Café Tournesol » dépose cette demande
    Alors la demande de « Café Tournesol » est <état>
    Et sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict   | raison          |
      | Recrutement 47 | <verdict> | <raison>        |
      | Recrutement 33 | écartée   | hors territoire |

    Exemples:
      | réponse | état                                       | verdict | raison                       |
      | Oui     | transmise aux conseillers                  | retenue | le territoire de son antenne |
      | Non     | en cours d’examen par l’équipe du service | écartée | réponses                     |
