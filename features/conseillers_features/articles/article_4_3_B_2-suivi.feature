# language: fr
Fonctionnalité: Article 4.3.B.2 - Le suivi qualité des besoins
  L’équipe du service veille à ce que les conseillers se positionnent : elle relance, elle le dit à l’entreprise,
  et rien ne part un jour où personne ne travaille.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | CCI du Lot-et-Garonne | Relais 47      | Trouver de nouveaux clients       | Lot-et-Garonne (département) | Rose Delmas                |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Inès Roche                 |
      | CCI d’Alsace          | Recrutement 67 | Recruter un ou plusieurs salariés | Bas-Rhin (département)       | Lina Castaing              |
    Et l’entreprise « Café Tournesol » à Agen
    Et l’entreprise « Bretzel d’Or » à Strasbourg

  @cgu-4.3.B.2.f
  Scénario: Au neuvième jour, l’entreprise que personne n’a prise en charge sait que sa demande est suivie
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand 8 jours plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception
    Quand 1 jour plus tard
    Alors « Café Tournesol » reçoit le mail « Votre demande est suivie »
    Et ce mail dit « CCI du Lot-et-Garonne »
    Et l’équipe du service trouve « Café Tournesol » dans le panier « besoins sans réponse »

  @cgu-4.3.B.2.f
  Scénario: Rien n’est dit à l’entreprise d’un besoin pris en charge à temps
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand les jours passent jusqu’au 15/01/2027
    Alors « Café Tournesol » a reçu 2 mails
    Et le panier « besoins sans réponse » est vide

  @cgu-4.3.B.2.f
  Scénario: Au vingt et unième jour, chaque équipe qui n’a pas répondu est relancée une dernière fois
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Inès Roche a refusé le besoin de « Café Tournesol » pour « hors territoire »
    Quand les jours passent jusqu’au 20/12/2026
    Alors l’équipe « Recrutement 47 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe « Emploi Agen » a reçu 0 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe du service trouve « Café Tournesol » dans le panier « besoins à risque »

  @cgu-4.3.B.2.f
  Scénario: Au quarante-cinquième jour, l’entreprise sait que personne n’a pu l’aider, et son statut ne change pas
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand les jours passent jusqu’au 08/01/2027
    Alors « Café Tournesol » reçoit le mail « Votre demande n’a pas trouvé de conseiller »
    Et « Café Tournesol » suit sa demande et lit : en attente d’une réponse des conseillers
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet  | entreprises    |
      | expirés | Café Tournesol |
    Et l’équipe du service trouve « Café Tournesol » dans le panier « besoins abandonnés »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et 1 jour plus tard
    Alors « Café Tournesol » reçoit le mail « Zoé Marchand va vous appeler »
    Et le panier « besoins abandonnés » est vide

  @cgu-4.3.B.2.f
  Scénario: Chaque mardi, une équipe reçoit la liste de ce qui l’attend
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand les jours passent jusqu’au 30/11/2026
    Alors l’équipe « Recrutement 47 » a reçu 0 mail « 1 besoin attend une réponse »
    Quand les jours passent jusqu’au 09/12/2026
    Alors l’équipe « Recrutement 47 » a reçu 2 mails « 1 besoin attend une réponse »

  @cgu-4.3.B.2.f
  Scénario: Un jour férié déplace la relance, là où il est férié
    Étant donné que nous sommes le 05/03/2027
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Bretzel d’Or » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand les jours passent jusqu’au 26/03/2027
    Alors l’équipe « Recrutement 47 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe « Recrutement 67 » a reçu 0 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Quand les jours passent jusqu’au 29/03/2027
    Alors l’équipe « Recrutement 67 » a reçu 0 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Quand les jours passent jusqu’au 30/03/2027
    Alors l’équipe « Recrutement 67 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »

  @cgu-4.3.B.2.f
  Scénario: Une équipe dont tous les conseillers sont absents n’est pas relancée, et l’équipe du service le voit
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand s’absente du 24/11/2026 au 31/12/2026
    Et que Malik Benali s’absente du 24/11/2026 au 31/12/2026
    Quand les jours passent jusqu’au 20/12/2026
    Alors l’équipe « Recrutement 47 » a reçu 0 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe du service voit que l’équipe « Recrutement 47 » est absente, dans le panier « un besoin, le premier depuis longtemps »
    Quand l’équipe du service relance l’équipe « Recrutement 47 » depuis le panier « un besoin, le premier depuis longtemps »
    Alors c’est impossible : « Personne ne peut répondre pour cette équipe aujourd’hui : elle est fermée, ou tous ses conseillers sont absents et elle n’a pas de relais. »

  @cgu-4.3.B.2.f
  Scénario: La remplaçante d’une équipe absente est relancée à sa place
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que l’équipe « Recrutement 47 » a pour remplaçante l’équipe « Relais 47 »
    Et que Zoé Marchand s’absente du 24/11/2026 au 31/12/2026
    Et que Malik Benali s’absente du 24/11/2026 au 31/12/2026
    Quand les jours passent jusqu’au 20/12/2026
    Alors l’équipe « Recrutement 47 » a reçu 0 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe « Relais 47 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »

  @cgu-4.3.B.2.f
  Scénario: Ce que l’équipe du service fait d’un panier est noté
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand 4 jours plus tard
    Et l’équipe du service relance l’équipe « Recrutement 47 » depuis le panier « un besoin, le premier depuis longtemps »
    Alors l’équipe « Recrutement 47 » reçoit le mail « 1 besoin attend une réponse »
    Et ce mail dit « merci de vous positionner »
    Et le panier « un besoin, le premier depuis longtemps » garde, de l’équipe « Recrutement 47 » : relance

  @cgu-4.3.B.2.f
  Scénario: Un service resté arrêté rattrape ce qu’il a manqué, une seule fois
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand 25 jours plus tard
    Alors « Café Tournesol » a reçu 2 mails
    Et l’équipe « Recrutement 47 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »
    Et l’équipe « Recrutement 47 » a reçu 1 mail « 1 besoin attend une réponse »
    Quand le service est arrêté brutalement, puis redémarre
    Et 1 jour plus tard
    Alors « Café Tournesol » a reçu 2 mails
    Et l’équipe « Recrutement 47 » a reçu 1 mail « Dernière relance : Recruter un ou plusieurs salariés »

  @cgu-4.3.B.2.f
  Scénario: Une année de la vie d’un besoin
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Inès Roche a refusé le besoin de « Café Tournesol » pour « pas de disponibilité »
    Quand les semaines passent jusqu’au 11/01/2027
    Alors « Café Tournesol » reçoit le mail « Votre demande n’a pas trouvé de conseiller »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et 1 jour plus tard
    Et Zoé Marchand clôt le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Et les semaines passent jusqu’au 22/11/2027
    Alors « Café Tournesol » reçoit le mail « Avez-vous un autre projet, une autre difficulté ? »
    Et « Café Tournesol » a reçu, dans cet ordre
      | mail                                              |
      | Votre demande est bien reçue                      |
      | Votre demande est suivie                          |
      | Votre demande n’a pas trouvé de conseiller        |
      | Zoé Marchand va vous appeler                      |
      | Votre avis sur l’aide reçue : quatre questions    |
      | Avez-vous un autre projet, une autre difficulté ? |
    Et « Café Tournesol » suit sa demande et lit : étudiée : une aide vous a été proposée
    Et le panier « besoins abandonnés » est vide
