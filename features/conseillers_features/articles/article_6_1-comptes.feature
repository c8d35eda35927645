# language: fr
Fonctionnalité: Article 6.1 - Suspension et fin des comptes
  L’équipe du service suspend elle-même pour urgence ou sécurité ; pour tout autre motif, et pour mettre fin à un
  compte, la direction a décidé. Personne n’est laissé sans réponse : ce qui attendait l’équipe est confié à d’autres.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Réseau national       | Relais         | Recruter un ou plusieurs salariés | toute la France              | Inès Roche   |
    Et l’entreprise « Café Tournesol » à Agen
    Et Nadia Ferrand dirige le service

  @cgu-6.1.e
  Scénario: L’équipe du service suspend elle-même pour motif de sécurité, et la personne en est prévenue
    Quand l’équipe du service suspend le compte de Zoé Marchand pour motif de sécurité
    Alors Zoé Marchand reçoit le mail « Votre compte Conseillers-Entreprises est suspendu »
    Et l’équipe du service lit ce qui a été fait du compte de Zoé Marchand
      | quoi     | motif    | par               |
      | suspendu | sécurité | Équipe du service |
    Quand l’équipe du service lève la suspension du compte de Zoé Marchand
    Alors Zoé Marchand reçoit le mail « Votre compte Conseillers-Entreprises est rouvert »

  @cgu-6.1.e
  Scénario: Impossible de suspendre pour un autre motif si la direction ne l’a pas décidé
    Quand l’équipe du service suspend le compte de Zoé Marchand pour un autre motif
    Alors c’est impossible : « Donnez la décision de la direction qui le prévoit. »

  @cgu-6.1.e
  Scénario: Impossible de suspendre si la direction a décidé autre chose
    Étant donné que Nadia Ferrand a décidé de changer les rôles du compte de Zoé Marchand : « Mutation »
    Quand l’équipe du service suspend le compte de Zoé Marchand pour un autre motif
    Alors c’est impossible : « Cette décision de la direction ne porte pas sur cet acte : suspension du compte. »

  @cgu-6.1.e
  Scénario: Un compte est suspendu pour un autre motif quand la direction l’a décidé
    Étant donné que Nadia Ferrand a décidé de suspendre le compte de Zoé Marchand : « Démarchage commercial »
    Quand l’équipe du service suspend le compte de Zoé Marchand pour un autre motif
    Et Zoé Marchand cherche à s’identifier
    Alors c’est impossible : « Votre compte est suspendu. Vous pouvez encore déclarer un incident ; pour toute question, écrivez à l’équipe du service. »

  @cgu-6.1.e
  Scénario: Impossible de décider à la place de la direction si l’on n’en a pas le rôle
    Quand Inès Roche décide de suspendre le compte de Zoé Marchand : « Démarchage commercial »
    Alors c’est impossible : « Cette page n’existe pas. »

  @cgu-6.1.e
  Scénario: Un compte qui a pris fin ne rouvre pas
    Étant donné que Nadia Ferrand a décidé de mettre fin au compte de Zoé Marchand : « Fin de convention »
    Quand l’équipe du service met fin au compte de Zoé Marchand
    Alors Zoé Marchand reçoit le mail « Votre compte Conseillers-Entreprises a pris fin »
    Quand Zoé Marchand cherche à s’identifier
    Alors c’est impossible : « Ce compte a pris fin : il ne rouvre pas. »
    Quand l’équipe du service cherche à lever la suspension du compte de Zoé Marchand
    Alors c’est impossible : « Ce compte a pris fin : il ne rouvre pas. »

  @cgu-6.1.e
  Scénario: Les besoins d’une équipe sans personne sont confiés à d’autres
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service suspend le compte de Zoé Marchand pour motif de sécurité
    Alors l’équipe du service a pour tâche de confier à d’autres les besoins de ces équipes
      | équipe         | besoins |
      | Recrutement 47 | 1       |
    Quand l’équipe du service lève la suspension du compte de Zoé Marchand
    Alors l’équipe du service n’a plus de besoins à confier à d’autres

  @cgu-6.1.e
  Scénario: Impossible de faire entrer quelqu’un dans l’équipe du service si la direction ne l’a pas décidé
    Quand l’équipe du service donne à Zoé Marchand les rôles : conseiller; équipe du service
    Alors c’est impossible : « Donnez la décision de la direction qui le prévoit. »
    Quand l’équipe du service donne à Zoé Marchand les rôles : conseiller; suivi des chiffres
    Alors l’équipe du service lit ce qui a été fait du compte de Zoé Marchand
      | quoi          | motif | par               |
      | rôles changés | —     | Équipe du service |
