# language: fr
Fonctionnalité: Article 6 - Quel que soit son statut
  Ce que l’article 6 demande vaut pour tout conseiller, quel que soit son statut : agent d’une équipe, responsable
  d’antenne, qui suit des chiffres, partenaire.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Agence de l’emploi    | Emploi Mende   | Recruter un ou plusieurs salariés | Mende (commune)              | Inès Roche   |
    Et Hélène Dupuy, responsable de l’antenne « Antenne Recrutement 47 »
    Et Malik Benali, responsable de l’antenne « Antenne Emploi Mende »
    Et Paul Ferrand, qui suit les chiffres de son institution
    Et Lou Delmas, partenaire
    Et l’entreprise « Café Tournesol » à Agen

  @cgu-6.0.a
  Plan du scénario: Impossible d’entrer si l’on est suspendu, quel que soit son statut
    Quand l’équipe du service suspend le compte de <qui> pour motif de sécurité
    Et <qui> cherche à s’identifier
    Alors c’est impossible : « Votre compte est suspendu. Vous pouvez encore déclarer un incident ; pour toute question, écrivez à l’équipe du service. »

    Exemples:
      | qui          |
      | Zoé Marchand |
      | Hélène Dupuy |
      | Paul Ferrand |
      | Lou Delmas   |

  @cgu-6.0.a
  Plan du scénario: Impossible de lire un besoin si l’on n’en est pas chargé, quel que soit son statut, et c’est noté
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand <qui> ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin n’existe pas. »
    Et l’équipe du service lit que <qui> a cherché à lire le besoin de « Café Tournesol »

    Exemples:
      | qui          |
      | Inès Roche   |
      | Malik Benali |
      | Paul Ferrand |
      | Lou Delmas   |
