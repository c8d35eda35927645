# language: fr
Fonctionnalité: Article 5.2 - Responsabilité de l’utilisateur
  Qui dépose une demande répond de ce qu’il transmet : il l’atteste, il est averti de ce qu’une fausse
  déclaration lui ferait encourir, et l’équipe du service peut retirer un besoin qui en vient.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand  |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Inès Roche    |
    Et l’entreprise « Café Tournesol » à Agen

  @cgu-5.2.a
  Scénario: La déclaration d’exactitude est gardée avec la demande
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe du service lit que « Café Tournesol » a attesté l’exactitude de sa demande

  @cgu-5.2.a
  Scénario: Impossible de déposer une demande si on n’atteste pas son exactitude
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », déclaration d’exactitude vaut « non »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur déclaration d’exactitude : « Attestez que les informations transmises sont exactes. Toute fausse déclaration, pour soi-même ou pour autrui, expose aux sanctions de l’article 441-1 du code pénal : jusqu’à trois ans d’emprisonnement et 45 000 euros d’amende. »
    Et aucune équipe ne reçoit de besoin

  @cgu-5.2.b
  Scénario: Ce qu’une fausse déclaration fait encourir est lu avant l’envoi
    Alors avant l’envoi, chacun lit : « Toute fausse déclaration, pour soi-même ou pour autrui, expose aux sanctions de l’article 441-1 du code pénal : jusqu’à trois ans d’emprisonnement et 45 000 euros d’amende. »

  @cgu-5.2.b
  Scénario: Une fausse déclaration signalée, le besoin est retiré à toutes les équipes, et c’est tracé
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand l’équipe du service classe sans rien dire la demande de « Café Tournesol » : « fausse déclaration »
    Alors Zoé Marchand ne trouve aucun besoin
    Et Inès Roche ne trouve aucun besoin
    Et la demande de « Café Tournesol » garde : « demande classée sans suite », par Équipe du service, « À la demande de l’équipe. »
    Et l’équipe du service trouve parmi les demandes
      | onglet   | entreprises    |
      | classées | Café Tournesol |
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin n’existe pas. »

  @cgu-5.2.b
  Scénario: Impossible de retirer un besoin à qui l’a pris en charge si la déclaration n’est pas fausse
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand l’équipe du service classe sans rien dire la demande de « Café Tournesol » : « hors du champ du service »
    Alors c’est impossible : « Une équipe s’occupe de ce besoin, ou s’en est occupée (« pris en charge »). »
