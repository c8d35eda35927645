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
