# language: fr
Fonctionnalité: Article 4.3.B.1 - Réceptionner un besoin d’entreprise
  Le conseiller reçoit le besoin dans sa boîte mail, vérifie sur la fiche qu’il entre dans son champ, et
  retrouve tous ceux qui lui ont été adressés dans l’onglet « Besoins reçus ».

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                          | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés                               | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés; Trouver de nouveaux clients | Agen (commune)               | Inès Roche                 |
      | CCI de la Gironde     | Recrutement 33 | Recruter un ou plusieurs salariés                               | Gironde (département)        | Paul Ferrand               |
    Et l’entreprise « Café Tournesol » à Agen

  # La boîte est celle de l’équipe : ses membres la lisent ensemble.

  @cgu-4.3.B.1.a
  Scénario: Chaque équipe retenue reçoit un mail, et un seul
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen
    Et l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Et ce mail dit « Café Tournesol »
    Et ce mail ne dit rien de la personne à rappeler
    Quand Zoé Marchand suit le lien de ce mail
    Alors la fiche est celle du besoin de « Café Tournesol »
    Quand 10 jours plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen

  @cgu-4.3.B.1.a
  Scénario: Le mail part une seule fois même si le service s’arrête juste après le dépôt
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et le service est arrêté brutalement, puis redémarre
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen
    Et « Café Tournesol » n’a reçu que l’accusé de réception
    Quand le service est arrêté brutalement, puis redémarre
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen

  @cgu-4.3.B.1.a
  Scénario: Le mail part une seule fois même si le serveur de mail est en panne
    Étant donné que le serveur de mail est en panne
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et 3 heures plus tard
    Et le serveur de mail est réparé
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen
    Quand 2 jours plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen
    Et « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-4.3.B.1.a
  Scénario: Le mail part une seule fois même si le service s’arrête pendant une panne du serveur de mail
    Étant donné que le serveur de mail est en panne
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et 3 heures plus tard
    Et le service est arrêté brutalement, puis redémarre
    Et le serveur de mail est réparé
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen

  @cgu-4.3.B.1.c
  Scénario: La fiche dit pourquoi l’équipe a été retenue
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi : « Votre équipe « Recrutement 47 » répond sur le sujet « Recruter un ou plusieurs salariés ». »
    Et la fiche dit pourquoi : « Le territoire de son antenne « Antenne Recrutement 47 » couvre la commune de l’entreprise (département Lot-et-Garonne). »
    Quand Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi : « Votre équipe « Emploi Agen » répond sur le sujet « Recruter un ou plusieurs salariés ». »
    Et la fiche dit pourquoi : « Le territoire de son antenne « Antenne Emploi Agen » couvre la commune de l’entreprise (Agen). »

  @cgu-4.3.B.1.c
  Plan du scénario: La fiche nomme le territoire pour lequel l’équipe a été retenue
    Étant donné l’annuaire
      | institution    | antenne        | équipe    | sujets                            | territoire   | conseillers   |
      | Réseau d’appui | Antenne du Sud | Proximité | Recruter un ou plusieurs salariés | <territoire> | Lina Castaing |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Lina Castaing ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi, et rien d’autre
      | raison                                                                                |
      | Votre équipe « Proximité » répond sur le sujet « Recruter un ou plusieurs salariés ». |
      | <raison>                                                                              |

    Exemples:
      | territoire                                          | raison                                                                                                          |
      | Boé (commune); Agen (commune)                       | Le territoire de son antenne « Antenne du Sud » couvre la commune de l’entreprise (Agen).                       |
      | CA Agglomération d'Agen (EPCI)                      | Le territoire de son antenne « Antenne du Sud » couvre la commune de l’entreprise (CA Agglomération d’Agen).    |
      | Gironde (département); Lot-et-Garonne (département) | Le territoire de son antenne « Antenne du Sud » couvre la commune de l’entreprise (département Lot-et-Garonne). |
      | Nouvelle-Aquitaine (région)                         | Le territoire de son antenne « Antenne du Sud » couvre la commune de l’entreprise (région Nouvelle-Aquitaine).  |
      | toute la France                                     | Elle intervient dans toute la France.                                                                           |

  @cgu-4.3.B.1.c
  Scénario: La fiche dit aussi que l’équipe a été retenue pour son territoire propre
    Étant donné que l’équipe « Recrutement 47 » a pour territoire propre : Agen (commune); Boé (commune)
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi, et rien d’autre
      | raison                                                                                     |
      | Votre équipe « Recrutement 47 » répond sur le sujet « Recruter un ou plusieurs salariés ». |
      | Son territoire couvre la commune de l’entreprise (Agen).                                   |

  @cgu-4.3.B.1.c
  Scénario: L’équipe du service lit aussi pourquoi une équipe voisine n’a pas été retenue
    Étant donné que l’équipe « Emploi Agen » n’accepte que : au moins 250 salariés
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand L’équipe du service ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi : « L’équipe « Emploi Agen » n’a pas été retenue : elle n’accompagne que les entreprises d’au moins 250 salariés (règle de l’équipe), celle-ci en compte 6 à 9. »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi, et rien d’autre
      | raison                                                                                                                  |
      | Votre équipe « Recrutement 47 » répond sur le sujet « Recruter un ou plusieurs salariés ».                              |
      | Le territoire de son antenne « Antenne Recrutement 47 » couvre la commune de l’entreprise (département Lot-et-Garonne). |

  @cgu-4.3.B.1.c
  Scénario: Un conseiller refuse un besoin hors de son champ, et l’équipe du service lit pourquoi
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand refuse le besoin de « Café Tournesol » pour « hors champ d’intervention », en précisant « Une première embauche, que nous ne suivons plus. »
    Et L’équipe du service ouvre la fiche du besoin de « Café Tournesol »
    Alors la mise en relation de l’équipe « Recrutement 47 » garde : « refusé », par Zoé Marchand, pour « hors champ d’intervention »
    Et la mise en relation de l’équipe « Recrutement 47 » garde cette précision : « Une première embauche, que nous ne suivons plus. »
    Et la décision gardée avec le besoin de « Café Tournesol » dit : « L’équipe « Recrutement 47 » répond sur le sujet « Recruter un ou plusieurs salariés ». Le territoire de son antenne « Antenne Recrutement 47 » couvre la commune de l’entreprise (département Lot-et-Garonne). »
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet  | entreprises    |
      | refusés | Café Tournesol |
    Et Inès Roche trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

  @cgu-4.3.B.1.d
  Scénario: « Besoins reçus » donne l’ensemble des besoins, chacun dans un seul onglet
    Étant donné les entreprises
      | entreprise       | commune |
      | Atelier Ancien   | Agen    |
      | Boutique Neuve   | Agen    |
      | Garage Pris      | Boé     |
      | Hôtel Aidé       | Boé     |
      | Imprimerie Sans  | Boé     |
      | Jardin Absent    | Boé     |
      | Kiosque Écarté   | Boé     |
    Et que « Atelier Ancien » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 45 jours plus tard
    Et que « Boutique Neuve » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Garage Pris » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 minute plus tard
    Et que « Hôtel Aidé » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 minute plus tard
    Et que « Imprimerie Sans » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 minute plus tard
    Et que « Jardin Absent » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Kiosque Écarté » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Garage Pris »
    Et que Zoé Marchand a pris en charge le besoin de « Hôtel Aidé »
    Et que Zoé Marchand a pris en charge le besoin de « Imprimerie Sans »
    Et que Zoé Marchand a pris en charge le besoin de « Jardin Absent »
    Et que Zoé Marchand a clos le besoin de « Hôtel Aidé » : « clôturé, aide proposée »
    Et que Zoé Marchand a clos le besoin de « Imprimerie Sans » : « clôturé, pas d’aide possible »
    Et que Malik Benali a clos le besoin de « Jardin Absent » : « clôturé, injoignable »
    Et que Malik Benali a refusé le besoin de « Kiosque Écarté » pour « pas de disponibilité »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises                                |
      | boîte de réception | Boutique Neuve                             |
      | en cours           | Garage Pris                                |
      | clôturés           | Jardin Absent; Imprimerie Sans; Hôtel Aidé |
      | refusés            | Kiosque Écarté                             |
      | expirés            | Atelier Ancien                             |
    Et Malik Benali trouve dans « Besoins reçus »
      | onglet             | entreprises                                |
      | boîte de réception | Boutique Neuve                             |
      | en cours           | Garage Pris                                |
      | clôturés           | Jardin Absent; Imprimerie Sans; Hôtel Aidé |
      | refusés            | Kiosque Écarté                             |
      | expirés            | Atelier Ancien                             |
    Et Inès Roche trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Boutique Neuve |
      | expirés            | Atelier Ancien |
    Et Paul Ferrand ne trouve aucun besoin

  @cgu-4.3.B.1.d
  Plan du scénario: Un besoin quitte la boîte de réception au bout de 45 jours, et peut encore être pris
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et <jours> jours plus tard
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | <onglet> | Café Tournesol |
    Quand Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |

    Exemples:
      | jours | onglet             |
      | 44    | boîte de réception |
      | 45    | expirés            |

  @cgu-4.3.B.1.d
  Scénario: Qui lit pour deux équipes trouve chaque besoin dans un seul onglet
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Lina Castaing |
      | CCI du Lot-et-Garonne | Alternance 47  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Lina Castaing |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Alors Lina Castaing trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |
    Quand Lina Castaing prend en charge le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors Lina Castaing trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |
    Quand Lina Castaing prend en charge le besoin de « Café Tournesol » pour l’équipe « Alternance 47 »
    Alors Lina Castaing trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |

  @cgu-4.3.B.1.d
  Scénario: « Besoins reçus » se lit par pages, le dernier arrivé d’abord, et se cherche par mots
    Étant donné les entreprises
      | entreprise       | commune |
      | Boulangerie Éole | Agen    |
      | Garage Pivoine   | Boé     |
      | Hôtel Éolien     | Agen    |
      | Imprimerie Vigie | Agen    |
    Et que « Boulangerie Éole » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 heure plus tard
    Et que « Garage Pivoine » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 heure plus tard
    Et que « Hôtel Éolien » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 heure plus tard
    Et que « Imprimerie Vigie » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Alors Zoé Marchand lit sa boîte de réception par pages de 2 : Imprimerie Vigie; Hôtel Éolien; Garage Pivoine; Boulangerie Éole
    Et Zoé Marchand lit sa boîte de réception par pages de 3 : Imprimerie Vigie; Hôtel Éolien; Garage Pivoine; Boulangerie Éole
    Et Zoé Marchand cherche « EOL » et trouve : Hôtel Éolien; Boulangerie Éole
    Et Zoé Marchand cherche « garage boé » et trouve : Garage Pivoine
    Et Zoé Marchand cherche « pivoine agen » et trouve : —

  @cgu-4.3.B.1.d
  Scénario: Un besoin retiré à une équipe n’est plus dans aucun de ses onglets, et reste aux autres
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Inès Roche a refusé le besoin de « Café Tournesol » pour « pas de disponibilité »
    Quand l’équipe du service retire le besoin de « Café Tournesol » à l’équipe « Recrutement 47 »
    Alors Zoé Marchand ne trouve aucun besoin
    Et Inès Roche trouve dans « Besoins reçus »
      | onglet  | entreprises    |
      | refusés | Café Tournesol |
    Et « Café Tournesol » suit sa demande et lit : pas encore prise en charge : l’équipe du service vous répondra

  @cgu-4.3.B.1.d
  Scénario: Impossible de retirer un besoin à une équipe si elle a répondu
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand l’équipe du service retire le besoin de « Café Tournesol » à l’équipe « Recrutement 47 »
    Alors c’est impossible : « Cette équipe a déjà répondu (« pris en charge ») : sa mise en relation ne se retire pas. »

  @cgu-4.3.B.1.d
  Scénario: Une équipe ajoutée plus tard est prévenue aussitôt et trouve le besoin dans sa boîte
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 2 jours plus tard
    Quand l’équipe du service ajoute l’équipe « Recrutement 33 » au besoin de « Café Tournesol »
    Alors Paul Ferrand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |
    Et seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Emploi Agen; Recrutement 33

  @cgu-4.3.B.1.d
  Scénario: Un besoin confié à une autre équipe y est dans le même onglet, et n’est plus à la première
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand l’équipe du service confie à l’équipe « Recrutement 33 » le besoin de « Café Tournesol » qu’a l’équipe « Recrutement 47 »
    Alors Zoé Marchand ne trouve aucun besoin
    Et Paul Ferrand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |
    Et la demande de « Café Tournesol » garde : « mise en relation déplacée », par Équipe du service, « À la demande de l’équipe. »

  @cgu-4.3.B.1.d
  Scénario: Tout ce qu’une équipe a en cours se confie d’un coup à une autre, dates gardées
    Étant donné l’entreprise « Garage Pivoine » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 44 jours plus tard
    Et que « Garage Pivoine » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service confie à l’équipe « Recrutement 33 » tout ce qu’a l’équipe « Recrutement 47 »
    Et 1 jours plus tard
    Alors Zoé Marchand ne trouve aucun besoin
    Et Paul Ferrand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Garage Pivoine |
      | expirés            | Café Tournesol |

  @cgu-4.3.B.1.d
  Scénario: Un besoin resté six mois sans réponse n’est plus dans aucun onglet
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand six mois plus tard, ce qui reste sans réponse est archivé
    Alors Inès Roche ne trouve aucun besoin
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | en cours | Café Tournesol |

  @cgu-4.3.B.1.b
  Scénario: Le lien du mail mène l’équipe à la fiche, autant de fois qu’on veut, sans rien changer
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Et ce mail ne dit rien de la personne à rappeler
    Quand Zoé Marchand suit le lien de ce mail
    Et Malik Benali suit le lien de ce mail
    Et Malik Benali suit le lien de ce mail
    Alors la fiche est celle du besoin de « Café Tournesol »
    Et la fiche montre
      | information | valeur     |
      | statut      | en attente |

  @cgu-4.3.B.1.b
  Plan du scénario: Impossible de suivre le lien d’un mail si l’on n’est pas de l’équipe qui l’a reçu
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Quand <qui> suit le lien de ce mail
    Alors c’est impossible : « Ce lien n’existe pas ou n’est plus valable. »
    Et l’équipe du service lit que <nom> a cherché à lire le besoin de « Café Tournesol »

    Exemples:
      | qui                 | nom               |
      | Inès Roche          | Inès Roche        |
      | Paul Ferrand        | Paul Ferrand      |
      | L’équipe du service | Équipe du service |

  @cgu-4.3.B.1.b
  Scénario: Impossible de suivre le lien d’un mail si l’on ne s’est pas identifié
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Quand un visiteur suit le lien de ce mail
    Alors c’est impossible : « Identifiez-vous pour continuer. »

  @cgu-4.3.B.1.b
  Scénario: Un lien expire après trente jours, et se redemande
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Quand 30 jours plus tard
    Et Zoé Marchand suit le lien de ce mail
    Alors c’est impossible : « Ce lien n’existe pas ou n’est plus valable. »
    Quand Inès Roche demande un nouveau lien à la place de celui de ce mail
    Alors c’est impossible : « Ce lien n’existe pas ou n’est plus valable. »
    Quand Zoé Marchand demande un nouveau lien à la place de celui de ce mail
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau lien vers un besoin : Recruter un ou plusieurs salariés »
    Quand Malik Benali suit le lien de ce mail
    Alors la fiche est celle du besoin de « Café Tournesol »

  @cgu-4.3.B.1.b
  Scénario: Impossible de suivre le lien d’un mail si l’équipe l’a révoqué
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Quand Inès Roche révoque les liens de l’équipe « Recrutement 47 » vers le besoin de « Café Tournesol »
    Alors c’est impossible : « Vous n’appartenez pas à cette équipe : seuls ses membres se positionnent pour elle. »
    Quand Malik Benali révoque les liens de l’équipe « Recrutement 47 » vers le besoin de « Café Tournesol »
    Et Zoé Marchand suit le lien de ce mail
    Alors c’est impossible : « Ce lien n’existe pas ou n’est plus valable. »
