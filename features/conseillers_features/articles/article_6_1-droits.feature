# language: fr
Fonctionnalité: Article 6.1 - Chacun selon son niveau d’autorisation
  L’accès est limité aux activités professionnelles de la mission ; chaque compte voit et fait plus ou moins, selon son rôle. Ce qu’on ne peut pas voir n’existe pas.

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

  @cgu-6.1.b
  Scénario: Un compte voit et fait ce que son niveau d’autorisation permet, et rien d’autre
    Étant donné que Nadia Ferrand dirige le service
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Alors pour le besoin de « Café Tournesol » et l’équipe « Recrutement 47 », chacun fait ce que son niveau permet
      | qui                 | lit la fiche | répond | lit les tâches | exporte les besoins | décide d’un compte | suspend le service |
      | Zoé Marchand        | oui          | oui    | non            | non                 | non                | non                |
      | Inès Roche          | non          | non    | non            | non                 | non                | non                |
      | Hélène Dupuy        | oui          | oui    | non            | non                 | non                | non                |
      | Malik Benali        | non          | non    | non            | non                 | non                | non                |
      | Paul Ferrand        | non          | non    | non            | non                 | non                | non                |
      | Lou Delmas          | non          | non    | non            | non                 | non                | non                |
      | L’équipe du service | oui          | oui    | oui            | oui                 | non                | non                |
      | L’exploitant        | non          | non    | non            | non                 | non                | oui                |
      | Nadia Ferrand       | non          | non    | non            | non                 | oui                | non                |

  @cgu-6.1.a
  Scénario: Impossible de consulter un besoin si l’on n’en est pas chargé : c’est noté, à part de ce qui a été lu
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin n’existe pas. »
    Et l’équipe du service lit que Inès Roche a cherché à lire le besoin de « Café Tournesol »
    Et personne n’a consulté le besoin de « Café Tournesol »

  @cgu-6.1.a
  Scénario: Impossible d’exporter tous les besoins si l’on n’est pas de l’équipe du service, et c’est noté
    Quand Zoé Marchand demande le fichier de tous les besoins
    Alors c’est impossible : « Cette page n’existe pas. »
    Et l’équipe du service lit que Zoé Marchand a cherché à exporter les besoins

  @cgu-6.1.a
  Scénario: Impossible de demander un compte si l’adresse n’est pas professionnelle, même pour sa propre institution
    Étant donné le domaine de messagerie de l’institution « CCI du Lot-et-Garonne » est « cci47.example »
    Quand Tom Kervella demande un compte pour « CCI du Lot-et-Garonne », à l’adresse « tom@cci33.example »
    Alors c’est impossible : « Donnez votre adresse professionnelle, celle qui finit par @cci47.example. »
