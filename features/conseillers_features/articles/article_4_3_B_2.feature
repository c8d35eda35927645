# language: fr
Fonctionnalité: Article 4.3.B.2 - Prendre en charge ou refuser un besoin d’entreprise
  La fiche détaille le besoin, l’entreprise et les coordonnées de son représentant. Le conseiller prend en
  charge ou refuse ; prendre en charge, c’est rappeler l’entreprise ; après l’échange, il clôt.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                          | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés; Trouver de nouveaux clients | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés                               | Agen (commune)               | Inès Roche                 |
    Et l’entreprise « Café Tournesol » à Agen

  @cgu-4.3.B.2.a
  Scénario: La fiche porte l’entreprise et les coordonnées de son représentant
    Étant donné les entreprises
      | entreprise      | commune | adresse                         | effectif       | activité | création   |
      | Menuiserie Cèdre | Boé    | 8 rue des Ateliers, 47550 Boé   | 6 à 9 salariés | 43.32A   | 02/05/2019 |
    Et que « Menuiserie Cèdre » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Menuiserie Cèdre »
    Alors la fiche est celle du besoin de « Menuiserie Cèdre »
    Et la fiche montre
      | information        | valeur                                                            |
      | raison sociale     | Menuiserie Cèdre                                                  |
      | activité           | Travaux de menuiserie bois et PVC                                 |
      | effectif           | 6 à 9 salariés                                                    |
      | adresse            | 8 rue des Ateliers, 47550 Boé                                     |
      | commune            | Boé                                                               |
      | source             | Registre d’essai                                                  |
      | date de la source  | 01/11/2026                                                        |
      | données absentes   | —                                                                 |
      | prénom             | Camille                                                           |
      | nom                | Durand                                                            |
      | téléphone          | 05 53 00 00 00                                                    |
      | adresse e-mail     | camille@menuiserie-cedre.example                                  |
      | besoin décrit      | Menuiserie Cèdre cherche un conseil avant la fin de l’année.      |
      | statut             | en attente                                                        |
      | équipes encore attendues | 1                                                           |

  @cgu-4.3.B.2.a
  Plan du scénario: Une donnée que le registre n’a pas est dite absente
    Étant donné l’entreprise « Atelier Flou », <donnée> « inconnu »
    Et que « Atelier Flou » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Atelier Flou »
    Alors la fiche montre
      | information      | valeur   |
      | données absentes | <donnée> |

    Exemples:
      | donnée          |
      | effectif        |
      | activité        |
      | adresse         |
      | création        |
      | forme juridique |

  @cgu-4.3.B.2.a
  Scénario: Impossible de chercher une entreprise si le registre est en panne : c’est dit
    Étant donné que le registre des entreprises ne répond plus
    Quand on cherche l’entreprise « Café Tournesol »
    Alors c’est impossible : « L’annuaire des entreprises ne répond pas. Saisissez directement votre numéro SIRET. »
    Quand le registre des entreprises répond à nouveau
    Alors la recherche trouve « Café Tournesol »

  @cgu-4.3.B.2.a
  Scénario: Une demande déposée pendant une panne du registre est transmise quand il répond
    Étant donné que le registre des entreprises ne répond plus
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est reçue
    Et aucune équipe ne reçoit de besoin
    Quand le registre des entreprises répond à nouveau
    Et 2 heures plus tard
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche montre
      | information       | valeur           |
      | raison sociale    | Café Tournesol   |
      | source            | Registre d’essai |
      | date de la source | 01/11/2026       |

  # Les boutons du site viennent avec les pages ; ici, les mêmes gestes par les cas d’usage et par l’API.

  @cgu-4.3.B.2.b
  Scénario: Un conseiller prend en charge un besoin
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors il reste à Zoé Marchand de choisir entre : pris en charge; refusé
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |
    Et Inès Roche trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

  @cgu-4.3.B.2.b
  Plan du scénario: Un conseiller refuse un besoin en disant pourquoi
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand refuse le besoin de « Café Tournesol » pour « <raison> », en précisant « <précision> »
    Et Malik Benali ouvre la fiche du besoin de « Café Tournesol »
    Alors la mise en relation de l’équipe « Recrutement 47 » garde : « refusé », par Zoé Marchand, pour « <raison> »
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet  | entreprises    |
      | refusés | Café Tournesol |

    Exemples:
      | raison                      | précision                 |
      | hors champ d’intervention  |                           |
      | hors territoire             |                           |
      | pas compétent sur ce besoin |                           |
      | déjà accompagné             |                           |
      | pas de disponibilité        |                           |
      | autre raison                | L’entreprise déménage. |

  @cgu-4.3.B.2.b
  Plan du scénario: Impossible de refuser un besoin si la raison n’est pas donnée
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand refuse le besoin de « Café Tournesol » pour « <raison> »
    Alors c’est impossible : « <réponse> »

    Exemples:
      | raison       | réponse                                    |
      |              | Indiquez pourquoi vous refusez ce besoin.  |
      | autre raison | Précisez l’autre raison de votre refus.   |

  @cgu-4.3.B.2.b
  Scénario: De deux gestes identiques au même instant, un seul compte
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand et Malik Benali prennent en charge au même instant le besoin de « Café Tournesol »
    Alors un seul des deux gestes compte, et l’autre reçoit l’état courant
    Quand 1 minute plus tard
    Alors « Café Tournesol » a reçu 2 mails

  @cgu-4.3.B.2.b
  Scénario: De deux gestes contraires au même instant, un seul compte
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand prend en charge et Malik Benali refuse au même instant le besoin de « Café Tournesol »
    Alors un seul des deux gestes compte, et l’autre reçoit l’état courant

  @cgu-4.3.B.2.b
  Scénario: Impossible de se positionner si un collègue a été plus rapide
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Malik Benali prend en charge le besoin de « Café Tournesol »
    Alors l’état courant lui est donné : « pris en charge », par Zoé Marchand
    Quand Malik Benali prend en charge le besoin de « Café Tournesol »
    Alors c’est impossible : « Ce besoin est déjà « pris en charge » : quelqu’un de l’équipe vous a devancé. »

  @cgu-4.3.B.2.b
  Scénario: Impossible de se positionner si la fiche lue n’est plus à jour
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a ouvert la fiche du besoin de « Café Tournesol »
    Et que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol » d’après la fiche qu’on lui avait ouverte
    Alors c’est impossible : « Ce besoin a changé depuis que vous l’avez lu : relisez sa fiche. »

  @cgu-4.3.B.2.b
  Scénario: Un geste répété ne fait rien de plus
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Alors ce geste répété n’a rien changé de plus
    Quand 1 heure plus tard
    Alors « Café Tournesol » a reçu 2 mails

  @cgu-4.3.B.2.b
  Scénario: Un refus s’annule, et le besoin revient dans la boîte de réception
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a refusé le besoin de « Café Tournesol » pour « hors territoire »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors il reste à Zoé Marchand de choisir entre : en attente
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |
    Quand 1 heure plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-4.3.B.2.b
  Scénario: L’équipe du service se positionne pour une équipe : c’est tracé, et l’entreprise n’est pas prévenue
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand L’équipe du service dit « pris en charge » du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la position « pris en charge » de l’équipe « Recrutement 47 » vient de l’équipe du service, par Équipe du service
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Et L’équipe du service dit « en attente » du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |
    Quand 1 heure plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-4.3.B.2.c
  Scénario: Prendre en charge donne le téléphone à rappeler, prévient l’entreprise et ouvre l’attente d’une clôture
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche montre
      | information | valeur         |
      | téléphone   | 05 53 00 00 00 |
      | statut      | pris en charge |
    Et il reste à Zoé Marchand de choisir entre : clôturé, aide proposée; clôturé, pas d’aide possible; clôturé, injoignable; en attente
    Quand 1 minute plus tard
    Alors « Café Tournesol » reçoit le mail « Zoé Marchand va vous appeler »
    Et ce mail dit « CCI du Lot-et-Garonne »
    Et « Café Tournesol » suit sa demande et lit : prise en charge
    Et « Café Tournesol » lit que Zoé Marchand, de l’équipe « Recrutement 47 », s’en occupe

  @cgu-4.3.B.2.c
  Scénario: Une prise en charge annulée dans la minute n’écrit rien à l’entreprise
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et 1 heure plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

  @cgu-4.3.B.2.c
  Scénario: Une institution qui ne prend un besoin qu’une fois libère ses autres équipes
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Lina Castaing |
      | CCI du Lot-et-Garonne | Alternance 47  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Théo Vidal    |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Rose Delmas   |
    Et que l’institution « CCI du Lot-et-Garonne » ne prend un besoin qu’une fois
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Lina Castaing prend en charge le besoin de « Café Tournesol »
    Et Théo Vidal ouvre la fiche du besoin de « Café Tournesol »
    Alors la mise en relation de l’équipe « Alternance 47 » garde : « refusé », par règle du service, pour « déjà accompagné »
    Et Rose Delmas trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

  @cgu-4.3.B.2.c
  Scénario: Une équipe qui revient sur son refus prévient l’entreprise comme toute autre
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a refusé le besoin de « Café Tournesol » pour « pas de disponibilité »
    Et 1 heure plus tard
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et 1 heure plus tard
    Alors « Café Tournesol » reçoit le mail « Zoé Marchand va vous appeler »

  @cgu-4.3.B.2.c
  Scénario: La règle d’une seule prise en charge laisse les besoins clos comme ils sont
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Lina Castaing |
      | CCI du Lot-et-Garonne | Alternance 47  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Théo Vidal    |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Théo Vidal a pris en charge le besoin de « Café Tournesol »
    Et que Théo Vidal a clos le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Et que l’institution « CCI du Lot-et-Garonne » ne prend un besoin qu’une fois
    Quand Lina Castaing prend en charge le besoin de « Café Tournesol »
    Et Théo Vidal ouvre la fiche du besoin de « Café Tournesol »
    Alors la position « clôturé, aide proposée » de l’équipe « Alternance 47 » vient de un conseiller, par Théo Vidal

  @cgu-4.3.B.2.d
  Plan du scénario: Chacune des trois clôtures a son effet
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et 1 heure plus tard
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » : « <clôture> »
    Et 1 heure plus tard
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | clôturés | Café Tournesol |
    Et « Café Tournesol » suit sa demande et lit : <statut>
    Et « Café Tournesol » reçoit le mail « <dernier mail> »
    Et « Café Tournesol » a reçu <nombre> mails

    Exemples:
      | clôture                      | statut                                                              | dernier mail                           | nombre |
      | clôturé, aide proposée       | étudiée : une aide vous a été proposée                              | Zoé Marchand va vous appeler           | 2      |
      | clôturé, pas d’aide possible | étudiée : le conseiller n’a pas trouvé d’aide à vous proposer       | Zoé Marchand va vous appeler           | 2      |
      | clôturé, injoignable         | en attente de votre réponse : un conseiller n’a pas pu vous joindre | Nous n’avons pas réussi à vous joindre | 3      |

  @cgu-4.3.B.2.d
  Plan du scénario: Impossible de clore un besoin si on ne l’a pas pris en charge
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » : « <clôture> »
    Alors c’est impossible : « Un besoin « en attente » ne peut pas passer à « <clôture> ». »

    Exemples:
      | clôture                      |
      | clôturé, aide proposée       |
      | clôturé, pas d’aide possible |
      | clôturé, injoignable         |

  @cgu-4.3.B.2.d
  Scénario: Impossible de clore un besoin si on l’a refusé
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a refusé le besoin de « Café Tournesol » pour « hors territoire »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Alors c’est impossible : « Un besoin « refusé » ne peut pas passer à « clôturé, aide proposée ». »

  # Le délai dont parle la clause est ici celui du mail : passé une minute, l’entreprise est prévenue ;
  # rouvrir reste possible ensuite.

  @cgu-4.3.B.2.d
  Plan du scénario: Annuler une clôture rouvre le besoin
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et 1 heure plus tard
    Et que Zoé Marchand a clos le besoin de « Café Tournesol » : « <clôture> »
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « pris en charge »
    Et 1 heure plus tard
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |
    Et « Café Tournesol » suit sa demande et lit : prise en charge
    Et « Café Tournesol » a reçu 2 mails

    Exemples:
      | clôture                      |
      | clôturé, aide proposée       |
      | clôturé, pas d’aide possible |
      | clôturé, injoignable         |

  @cgu-4.3.B.2.d
  Plan du scénario: Impossible de remettre en attente un besoin clos si on est conseiller : il se rouvre
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a clos le besoin de « Café Tournesol » : « <clôture> »
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Alors c’est impossible : « Un besoin « <clôture> » ne peut pas passer à « en attente ». »

    Exemples:
      | clôture                      |
      | clôturé, aide proposée       |
      | clôturé, pas d’aide possible |
      | clôturé, injoignable         |

  @cgu-4.3.B.2.d
  Scénario: L’aide d’une seule équipe suffit au statut du besoin
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Inès Roche a refusé le besoin de « Café Tournesol » pour « hors territoire »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Alors « Café Tournesol » suit sa demande et lit : étudiée : une aide vous a été proposée

  @cgu-4.3.B.2.e
  Plan du scénario: Une aide proposée dit sa nature, ou ses natures
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » par une aide proposée : <natures>
    Alors l’aide gardée est : <natures>

    Exemples:
      | natures                                           |
      | conseils                                          |
      | aide ponctuelle sur une démarche                  |
      | aide financière                                   |
      | accompagnement technique dans la durée            |
      | conseils; aide financière                         |
      | conseils; aide ponctuelle sur une démarche; aide financière; accompagnement technique dans la durée |

  @cgu-4.3.B.2.e
  Scénario: Impossible de clore par une aide proposée si aucune nature d’aide n’est dite
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » par une aide proposée : —
    Alors c’est impossible : « Indiquez au moins une nature d’aide proposée. »

  # Tous les conseillers notifiés refusent (clause 4.3.B.2.g)

  @cgu-4.3.B.2.g
  Scénario: Au dernier refus, et pas avant, l’équipe du service doit une réponse, déjà rédigée
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a refusé le besoin de « Café Tournesol » pour « hors territoire »
    Alors l’équipe du service ne doit pas de réponse à « Café Tournesol »
    Quand Inès Roche refuse le besoin de « Café Tournesol » pour « autre raison », en précisant « Dossier incomplet. »
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 25/11/2026
    Et la tâche de répondre à « Café Tournesol » est confiée à Équipe du service
    Et le brouillon de la réponse à « Café Tournesol » dit « de l’aide sur « Recruter un ou plusieurs salariés » »
    Et le brouillon de la réponse à « Café Tournesol » dit « CCI du Lot-et-Garonne : votre commune est en dehors de son territoire. »
    Et le brouillon de la réponse à « Café Tournesol » dit « Agence de l’emploi : elle ne peut pas répondre à cette demande ; »
    Et le brouillon de la réponse à « Café Tournesol » dit « Vous pouvez encore : »
    Et le brouillon de la réponse à « Café Tournesol » ne nomme ni Zoé Marchand ni Inès Roche
    Et « Café Tournesol » suit sa demande et lit : pas encore prise en charge : l’équipe du service vous répondra
    Et « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-4.3.B.2.g
  Scénario: La tâche et son brouillon naissent avec le refus : un arrêt brutal juste après n’en perd rien
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand toutes les équipes refusent le besoin de « Café Tournesol »
    Et le service est arrêté brutalement, puis redémarre
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 25/11/2026
    Et le brouillon de la réponse à « Café Tournesol » dit « Bonjour, »

  @cgu-4.3.B.2.g
  Scénario: La réponse part dans les mots de l’équipe du service, une seule fois, et l’entreprise la relit sur sa page
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Alors « Café Tournesol » ne lit aucune réponse sur sa page
    Quand L’équipe du service récrit la réponse à « Café Tournesol » : « Appelez la Région, qui aide les cafés. »
    Et L’équipe du service envoie la réponse à « Café Tournesol »
    Et le service est arrêté brutalement, puis redémarre
    Et 1 heure plus tard
    Alors « Café Tournesol » reçoit le mail « Réponse à votre demande : Recruter un ou plusieurs salariés »
    Et ce mail dit « Appelez la Région, qui aide les cafés. »
    Et « Café Tournesol » a reçu 2 mails, chacun une fois
    Et « Café Tournesol » lit sur sa page la réponse : « Appelez la Région, qui aide les cafés. »
    Et « Café Tournesol » suit sa demande et lit : étudiée : aucun conseiller ne peut s’en charger, l’équipe du service vous a répondu
    Et l’équipe du service ne doit pas de réponse à « Café Tournesol »
    Quand L’équipe du service envoie la réponse à « Café Tournesol »
    Alors c’est impossible : « La réponse est déjà envoyée à l’entreprise. »
    Quand L’équipe du service récrit la réponse à « Café Tournesol » : « Autre chose. »
    Alors c’est impossible : « La réponse est déjà envoyée à l’entreprise. »

  @cgu-4.3.B.2.g
  Scénario: De deux personnes de l’équipe du service qui envoient au même instant, une seule le fait
    Étant donné Lou Delmas est aussi de l’équipe du service
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand Lou Delmas et L’équipe du service envoient au même instant la réponse à « Café Tournesol »
    Alors c’est impossible : « La réponse est déjà envoyée à l’entreprise. »
    Quand 1 heure plus tard
    Alors « Café Tournesol » a reçu 2 mails, chacun une fois

  @cgu-4.3.B.2.g
  Scénario: Impossible de récrire la réponse si quelqu’un l’a récrite depuis qu’on l’a lue
    Étant donné Lou Delmas est aussi de l’équipe du service
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand Lou Delmas et L’équipe du service récrivent en même temps la réponse à « Café Tournesol »
    Alors c’est impossible : « Cette réponse a changé depuis que vous l’avez lue : relisez-la. »
    Et le brouillon de la réponse à « Café Tournesol » dit « Bonjour, Lou Delmas »

  @cgu-4.3.B.2.g
  Scénario: Si une position change avant l’envoi, rien ne part ; un nouveau dernier refus rouvre la tâche
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Alors l’équipe du service ne doit pas de réponse à « Café Tournesol »
    Et la tâche de répondre à « Café Tournesol » est annulée, 1 fois
    Quand L’équipe du service envoie la réponse à « Café Tournesol »
    Alors c’est impossible : « Aucune réponse n’est plus à envoyer : la position d’une équipe a changé. »
    Quand 5 jours plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception
    Quand Zoé Marchand refuse le besoin de « Café Tournesol » pour « pas de disponibilité »
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 01/12/2026
    Quand L’équipe du service envoie la réponse à « Café Tournesol »
    Et 1 heure plus tard
    Alors « Café Tournesol » a reçu 2 mails, chacun une fois

  @cgu-4.3.B.2.g
  Scénario: Un refus que l’on corrige après l’envoi n’écrit pas deux fois à l’entreprise
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Et que L’équipe du service a envoyé la réponse à « Café Tournesol »
    Quand 1 heure plus tard
    Et Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et Zoé Marchand refuse le besoin de « Café Tournesol » pour « hors territoire »
    Alors l’équipe du service ne doit pas de réponse à « Café Tournesol »
    Et « Café Tournesol » a reçu 2 mails, chacun une fois

  @cgu-4.3.B.2.g
  Scénario: Une réponse est due à nouveau si, après l’envoi, une équipe prend le besoin puis y renonce
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Et que L’équipe du service a envoyé la réponse à « Café Tournesol »
    Quand 1 heure plus tard
    Et Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et 1 heure plus tard
    Et Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et Zoé Marchand refuse le besoin de « Café Tournesol » pour « pas compétent sur ce besoin »
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 25/11/2026
    Et la tâche de répondre à « Café Tournesol » est faite, 1 fois

  @cgu-4.3.B.2.g
  Scénario: Un refus par la règle d’une seule prise en charge, ou par l’équipe du service, compte aussi
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Lina Castaing |
      | CCI du Lot-et-Garonne | Alternance 47  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Théo Vidal    |
    Et que l’institution « CCI du Lot-et-Garonne » ne prend un besoin qu’une fois
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Lina Castaing a pris en charge le besoin de « Café Tournesol »
    Quand Lina Castaing annule, et le besoin de « Café Tournesol » est à nouveau « en attente »
    Et L’équipe du service dit « refusé » du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 25/11/2026
    Et le brouillon de la réponse à « Café Tournesol » dit « CCI du Lot-et-Garonne : elle n’a pas de conseiller disponible en ce moment. »

  @cgu-4.3.B.2.g
  Scénario: Une tâche en retard de deux jours ouvrés est signalée, une seule fois, à qui elle est confiée et à toute l’équipe
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand 47 heures plus tard
    Alors l’équipe du service a reçu 0 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »
    Quand 1 heure plus tard
    Alors l’équipe du service a reçu 1 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »
    Et ce mail dit « Confiée à : Équipe du service »
    Et L’équipe du service a reçu 1 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »
    Quand 3 jours plus tard
    Alors l’équipe du service a reçu 1 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »
    Et l’équipe du service doit répondre à « Café Tournesol » avant le 25/11/2026

  @cgu-4.3.B.2.g
  Scénario: Le samedi et le dimanche ne comptent pas, et personne n’est relancé ces jours-là
    Étant donné que nous sommes le 27/11/2026
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Alors l’équipe du service doit répondre à « Café Tournesol » avant le 01/12/2026
    Quand nous sommes le 05/12/2026
    Alors l’équipe du service a reçu 0 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »
    Quand nous sommes le 07/12/2026
    Alors l’équipe du service a reçu 1 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »

  @cgu-4.3.B.2.g
  Scénario: Le service réglé ainsi envoie de lui-même une réponse que personne n’a envoyée
    Étant donné que le service envoie de lui-même les réponses qui attendent depuis 30 heures
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand 29 heures plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception
    Quand 1 heure plus tard
    Alors « Café Tournesol » reçoit le mail « Réponse à votre demande : Recruter un ou plusieurs salariés »
    Et ce mail dit « elle n’a pas de conseiller disponible en ce moment »
    Quand 5 jours plus tard
    Alors « Café Tournesol » a reçu 2 mails, chacun une fois
    Et l’équipe du service a reçu 0 mails « Tâche en retard : répondre à l’entreprise que toutes les équipes ont refusée »

  @cgu-4.3.B.2.g
  Scénario: La tâche va à qui en a le moins, et se confie à quelqu’un d’autre de l’équipe du service
    Étant donné Lou Delmas est aussi de l’équipe du service
    Et l’entreprise « Garage Lilas » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Garage Lilas » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand l’équipe du service confie à Lou Delmas la tâche de répondre à « Café Tournesol »
    Et toutes les équipes refusent le besoin de « Garage Lilas »
    Alors la tâche de répondre à « Café Tournesol » est confiée à Lou Delmas
    Et la tâche de répondre à « Garage Lilas » est confiée à Équipe du service

  @cgu-4.3.B.2.g
  Scénario: Impossible de confier la tâche à quelqu’un si ce n’est pas un membre de l’équipe du service
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand l’équipe du service confie à Zoé Marchand la tâche de répondre à « Café Tournesol »
    Alors c’est impossible : « Ce compte n’est pas celui d’un membre de l’équipe du service. »

  @cgu-4.3.B.2.g
  Plan du scénario: Impossible de lire ou d’envoyer la réponse si on n’est pas de l’équipe du service
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que toutes les équipes ont refusé le besoin de « Café Tournesol »
    Quand <personne> lit la réponse à « Café Tournesol »
    Alors c’est impossible : « Cette page n’existe pas. »
    Quand <personne> envoie la réponse à « Café Tournesol »
    Alors c’est impossible : « Cette page n’existe pas. »

    Exemples:
      | personne     |
      | Zoé Marchand |
      | L’exploitant |

  @cgu-4.3.B.2.e
  Scénario: Les statistiques comptent chaque nature de l’aide proposée
    Étant donné l’entreprise « Menuiserie Cèdre » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Menuiserie Cèdre » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a pris en charge le besoin de « Menuiserie Cèdre »
    Et que Inès Roche a pris en charge le besoin de « Menuiserie Cèdre »
    Quand Zoé Marchand clôt le besoin de « Café Tournesol » par une aide proposée : conseils; aide financière
    Et Zoé Marchand clôt le besoin de « Menuiserie Cèdre » par une aide proposée : conseils
    Et Inès Roche clôt le besoin de « Menuiserie Cèdre » par une aide proposée : accompagnement technique dans la durée
    Alors les chiffres que lit l’équipe du service sont
      | chiffre                                              | nombre | sur |
      | Besoins                                              | 2      |     |
      | Besoins : aide proposée                              | 2      | 2   |
      | Aide apportée : conseils                             | 2      | 2   |
      | Aide apportée : aide ponctuelle sur une démarche     | 0      | 2   |
      | Aide apportée : aide financière                      | 1      | 2   |
      | Aide apportée : accompagnement technique dans la durée | 1    | 2   |
    Et les chiffres que Zoé Marchand lit de son équipe sont
      | chiffre                                              | nombre | sur |
      | Aide apportée : conseils                             | 2      | 2   |
      | Aide apportée : aide financière                      | 1      | 2   |
      | Aide apportée : accompagnement technique dans la durée | 0    | 2   |

  @cgu-4.3.B.2.e
  Scénario: Une aide n’est plus comptée quand la clôture est annulée
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a clos le besoin de « Café Tournesol » : « clôturé, aide proposée »
    Quand Zoé Marchand annule, et le besoin de « Café Tournesol » est à nouveau « pris en charge »
    Alors les chiffres que lit l’équipe du service sont
      | chiffre                  | nombre | sur |
      | Besoins : pris en charge | 1      | 1   |
      | Besoins : aide proposée  | 0      | 1   |
      | Aide apportée : conseils | 0      | 0   |
