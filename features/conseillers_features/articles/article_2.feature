# language: fr
Fonctionnalité: Article 2 - Objet
  Le service met les entreprises en relation avec les conseillers compétents pour leur besoin : des agents
  de l’État, d’organismes publics et parapublics, de conseils régionaux et d’autres collectivités, proches
  d’elles, sur tous les sujets d’entreprise.

  @cgu-2.a
  Scénario: L’accusé de réception dit que le service est public et gratuit
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors « Café Tournesol » reçoit le mail « Votre demande est bien reçue »
    Et ce mail dit « Le service est public et gratuit »
    Et ce mail dit « aucun paiement ne vous sera demandé »

  @cgu-2.a
  Scénario: Les conditions générales disent que le service est public et gratuit
    Alors les conditions générales disent « un service public gratuit »
    Et les mentions d’information disent « Le service est public et gratuit »

  @cgu-2.a
  Scénario: Le dépôt ne demande aucun moyen de paiement
    Alors le dépôt ne demande que : la page; le sujet; la description; le prénom; le nom; le téléphone; l’adresse e-mail; le SIRET; les réponses; la provenance; la version des conditions; la déclaration d’exactitude; la création d’entreprise

  @cgu-2.a
  Scénario: Les chiffres du service sont publics
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand 1 jour plus tard
    Alors les chiffres que lit un visiteur sont
      | chiffre              | nombre | sur |
      | Demandes reçues      | 1      |     |
      | Demandes transmises  | 1      | 1   |
      | Besoins : en attente | 1      | 1   |
    Et un visiteur ne lit le détail d’aucune région : trop peu d’entreprises y ont déposé

  @cgu-2.a
  Scénario: Impossible de lire les chiffres publics d’une équipe si l’on n’a pas de compte
    Quand un visiteur demande les chiffres publics équipe par équipe
    Alors c’est impossible : « Le détail « Équipe » n’est pas public. »

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

  @cgu-2.b
  Plan du scénario: Une équipe écartée l’est pour une raison, et une seule, que lit l’équipe du service
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Réseau national       | Relais         | Recruter un ou plusieurs salariés | toute la France              | Inès Roche   |
    Et que <règle>
    Et l’entreprise « Café Tournesol », <donnée> « <valeur> »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Relais
    Et la décision gardée avec le besoin de « Café Tournesol » dit
      | équipe         | verdict | raison            | phrase                                                                                                               |
      | Recrutement 47 | écartée | <raison>          | L’équipe « Recrutement 47 » n’a pas été retenue : <phrase>.                                                          |
      | Relais         | retenue | la France entière | L’équipe « Relais » répond sur le sujet « Recruter un ou plusieurs salariés ». Elle intervient dans toute la France. |
    Et Zoé Marchand ne trouve aucun besoin

    Exemples: L’équipe, son antenne ou son institution est fermée
      | règle                                              | donnée  | valeur | raison | phrase                                               |
      | l’équipe « Recrutement 47 » est fermée             | commune | Agen   | fermée | elle est fermée                                      |
      | l’antenne « Antenne Recrutement 47 » est fermée    | commune | Agen   | fermée | son antenne « Antenne Recrutement 47 » est fermée    |
      | l’institution « CCI du Lot-et-Garonne » est fermée | commune | Agen   | fermée | son institution « CCI du Lot-et-Garonne » est fermée |

    Exemples: Le territoire ne couvre pas la commune
      | règle                                                                                 | donnée  | valeur | raison          | phrase                                           |
      | l’équipe « Recrutement 47 » a pour territoire propre : Boé (commune); Nérac (commune) | commune | Agen   | hors territoire | son territoire (Boé et Nérac) ne couvre pas Agen |

    Exemples: L’activité n’est pas de celles que reçoit l’institution
      | règle                                                                           | donnée            | valeur      | raison            | phrase |
      | l’institution « CCI du Lot-et-Garonne » est une chambre de commerce             | nature d’activité | artisanale  | nature d’activité | elle n’accompagne que les entreprises d’activité commerciale, d’agent commercial, indépendante ou de gestion de biens (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci est d’activité artisanale |
      | l’institution « CCI du Lot-et-Garonne » est une chambre de métiers              | nature d’activité | commerciale | nature d’activité | elle n’accompagne que les entreprises d’activité artisanale, artisanale réglementée, indépendante ou de gestion de biens ou dotées d’un code d’activité artisanale (NAFA) (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci est d’activité commerciale |
      | l’institution « CCI du Lot-et-Garonne » est une union des professions libérales | nature d’activité | commerciale | nature d’activité | elle n’accompagne que les entreprises d’activité libérale réglementée, libérale non réglementée, indépendante ou de gestion de biens (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci est d’activité commerciale |

    Exemples: Chacun des neuf critères
      | règle                                                                       | donnée          | valeur           | raison  | phrase |
      | l’équipe « Recrutement 47 » n’accepte que : au moins 3 ans                  | création        | 24/11/2023       | critère | elle n’accompagne que les entreprises créées depuis au moins 3 ans (règle de l’équipe), celle-ci a 2 ans |
      | l’équipe « Recrutement 47 » n’accepte que : moins de 3 ans                  | création        | 23/11/2023       | critère | elle n’accompagne que les entreprises créées depuis moins de 3 ans (règle de l’équipe), celle-ci a 3 ans |
      | l’équipe « Recrutement 47 » n’accepte que : au moins 10 salariés            | effectif        | 6 à 9 salariés   | critère | elle n’accompagne que les entreprises d’au moins 10 salariés (règle de l’équipe), celle-ci en compte 6 à 9 |
      | l’équipe « Recrutement 47 » n’accepte que : moins de 49 salariés            | effectif        | 20 à 49 salariés | critère | elle n’accompagne que les entreprises de moins de 49 salariés (règle de l’équipe), celle-ci en compte 20 à 49 |
      | l’équipe « Recrutement 47 » n’accepte que : activité 62.02A                 | activité        | 56.30Z           | critère | elle n’accompagne que les entreprises de code NAF 62.02A « Conseil en systèmes et logiciels informatiques » (règle de l’équipe), celle-ci a le code 56.30Z « Débits de boissons » |
      | l’équipe « Recrutement 47 » n’accepte que : forme juridique 5710 ou 5720    | forme juridique | 5499             | critère | elle n’accompagne que les entreprises de forme juridique 5710 ou 5720 (règle de l’équipe), celle-ci a la forme 5499 |
      | l’équipe « Recrutement 47 » n’accepte que : toute activité sauf 56.30Z      | activité        | 56.30Z           | critère | elle n’accompagne pas les entreprises de code NAF 56.30Z « Débits de boissons » (règle de l’équipe), celle-ci a le code 56.30Z « Débits de boissons » |
      | l’équipe « Recrutement 47 » n’accepte que : toute forme juridique sauf 5499 | forme juridique | 5499             | critère | elle n’accompagne pas les entreprises de forme juridique 5499 (règle de l’équipe), celle-ci a la forme 5499 |
      | l’équipe « Recrutement 47 » n’accepte que : toute commune sauf Agen ou Boé  | commune         | Boé              | critère | elle n’intervient pas dans les communes Agen et Boé (règle de l’équipe), celle de l’entreprise est Boé |
      | l’antenne « Antenne Recrutement 47 » n’accepte que : au moins 10 salariés   | effectif        | inconnu          | critère | elle n’accompagne que les entreprises d’au moins 10 salariés (règle de l’antenne « Antenne Recrutement 47 »), l’effectif de celle-ci n’est pas connu |

    Exemples: Les réponses ne sont pas celles que l’institution attend
      | règle                                                                                                                                                                 | donnée  | valeur | raison   | phrase |
      | l’institution « CCI du Lot-et-Garonne » attend sur « Recruter un ou plusieurs salariés » la réponse « Oui » à « S’agit-il de la première embauche de l’entreprise ? » | commune | Agen   | réponses | elle n’accompagne que les entreprises qui ont répondu « Oui » à « S’agit-il de la première embauche de l’entreprise ? » (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci a répondu « Non » à « S’agit-il de la première embauche de l’entreprise ? » |

  @cgu-2.b
  Plan du scénario: La première règle qui s’oppose donne la raison
    Étant donné l’annuaire
      | institution        | équipe         | sujets                            | territoire                   | conseillers  |
      | Chambre de métiers | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et que l’institution « Chambre de métiers » est une chambre de métiers
    Et que l’équipe « Recrutement 47 » n’accepte que : au moins 10 salariés
    Et que l’institution « Chambre de métiers » attend sur « Recruter un ou plusieurs salariés » la réponse « Oui » à « S’agit-il de la première embauche de l’entreprise ? »
    Et les entreprises
      | entreprise     | commune   | nature d’activité | effectif   |
      | Café Tournesol | <commune> | <nature>          | <effectif> |
    Et la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », la réponse à « S’agit-il de la première embauche de l’entreprise ? » est « <réponse> »
    Alors sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict   | raison   |
      | Recrutement 47 | <verdict> | <raison> |

    Exemples:
      | commune  | nature      | effectif         | réponse | verdict | raison                       |
      | Bordeaux | commerciale | 6 à 9 salariés   | Non     | écartée | hors territoire              |
      | Agen     | commerciale | 6 à 9 salariés   | Non     | écartée | nature d’activité            |
      | Agen     | artisanale  | 6 à 9 salariés   | Non     | écartée | critère                      |
      | Agen     | artisanale  | 10 à 19 salariés | Non     | écartée | réponses                     |
      | Agen     | artisanale  | 10 à 19 salariés | Oui     | retenue | le territoire de son antenne |

  @cgu-2.b
  Plan du scénario: Une équipe dont on demande l’avis en particulier dit aussi qu’elle ne répond pas sur ce sujet
    Étant donné l’annuaire
      | institution           | équipe           | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47   | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI du Lot-et-Garonne | Développement 47 | Trouver de nouveaux clients       | Lot-et-Garonne (département) | Rémi Larrieu |
      | CCI de la Gironde     | Recrutement 33   | Recruter un ou plusieurs salariés | Gironde (département)        | Paul Ferrand |
    Et l’entreprise « Café Tournesol » à Agen
    Alors sur « Recruter un ou plusieurs salariés », interrogée seule pour « Café Tournesol », l’équipe « <équipe> » est <verdict>
    Et sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict | raison                       |
      | Recrutement 47 | retenue | le territoire de son antenne |
      | Recrutement 33 | écartée | hors territoire              |

    Exemples:
      | équipe           | verdict                                |
      | Développement 47 | écartée : sujet non proposé            |
      | Recrutement 47   | retenue : le territoire de son antenne |
      | Recrutement 33   | écartée : hors territoire              |

  @cgu-2.b
  Plan du scénario: Chaque chambre reçoit les activités qui sont les siennes, et toutes quand rien n’est connu
    Étant donné l’annuaire
      | institution                     | équipe    | sujets                            | territoire      | conseillers  |
      | Chambre de métiers              | Artisanat | Recruter un ou plusieurs salariés | toute la France | Zoé Marchand |
      | Chambre de commerce             | Commerce  | Recruter un ou plusieurs salariés | toute la France | Malik Benali |
      | Union des professions libérales | Libéral   | Recruter un ou plusieurs salariés | toute la France | Inès Roche   |
    Et que l’institution « Chambre de métiers » est une chambre de métiers
    Et que l’institution « Chambre de commerce » est une chambre de commerce
    Et que l’institution « Union des professions libérales » est une union des professions libérales
    Et les entreprises
      | entreprise     | nature d’activité | code NAFA |
      | Café Tournesol | <natures>         | <NAFA>    |
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : <équipes>

    Exemples:
      | natures                  | NAFA    | équipes                      |
      | artisanale               | inconnu | Artisanat                    |
      | artisanale réglementée   | inconnu | Artisanat                    |
      | commerciale              | inconnu | Commerce                     |
      | d’agent commercial       | inconnu | Commerce                     |
      | libérale réglementée     | inconnu | Libéral                      |
      | libérale non réglementée | inconnu | Libéral                      |
      | indépendante             | inconnu | Artisanat; Commerce; Libéral |
      | de gestion de biens      | inconnu | Artisanat; Commerce; Libéral |
      | commerciale; artisanale  | inconnu | Artisanat; Commerce          |
      | commerciale              | 5610CQ  | Artisanat; Commerce          |
      | inconnu                  | inconnu | Artisanat; Commerce; Libéral |

  @cgu-2.b
  Plan du scénario: Une entreprise relève d’un seul opérateur de compétences
    Étant donné l’annuaire
      | institution           | équipe           | sujets                            | territoire      | conseillers  |
      | Opérateur du commerce | Conseil commerce | Recruter un ou plusieurs salariés | toute la France | Zoé Marchand |
      | Opérateur mahorais    | Conseil Mayotte  | Recruter un ou plusieurs salariés | toute la France | Malik Benali |
      | Réseau national       | Relais           | Recruter un ou plusieurs salariés | toute la France | Inès Roche   |
    Et que l’institution « Opérateur du commerce » est un opérateur de compétences
    Et que l’institution « Opérateur mahorais » est un opérateur de compétences propre à Mayotte
    Et les entreprises
      | entreprise     | commune   | opérateur de compétences |
      | Café Tournesol | <commune> | <opérateur>              |
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : <équipes>
    Et la décision gardée avec le besoin de « Café Tournesol » dit : « <phrase> »

    Exemples:
      | commune   | opérateur              | équipes                  | phrase |
      | Agen      | Opérateur du commerce  | Conseil commerce; Relais | L’équipe « Conseil Mayotte » n’a pas été retenue : elle n’accompagne que les entreprises de l’opérateur de compétences « Opérateur mahorais », celle-ci relève de « Opérateur du commerce ». |
      | Agen      | Opérateur mahorais     | Conseil Mayotte; Relais  | L’équipe « Conseil commerce » n’a pas été retenue : elle n’accompagne que les entreprises de l’opérateur de compétences « Opérateur du commerce », celle-ci relève de « Opérateur mahorais ». |
      | Agen      | Opérateur des services | Relais                   | L’équipe « Relais » répond sur le sujet « Recruter un ou plusieurs salariés ». Elle intervient dans toute la France. |
      | Agen      | inconnu                | Relais                   | L’équipe « Conseil commerce » n’a pas été retenue : elle n’accompagne que les entreprises de l’opérateur de compétences « Opérateur du commerce », l’opérateur de celle-ci n’est pas connu. |
      | Mamoudzou | Opérateur du commerce  | Conseil Mayotte; Relais  | L’équipe « Conseil commerce » n’a pas été retenue : à Mayotte, les entreprises relèvent des opérateurs de compétences propres à Mayotte. |
      | Mamoudzou | inconnu                | Conseil Mayotte; Relais  | L’équipe « Conseil commerce » n’a pas été retenue : à Mayotte, les entreprises relèvent des opérateurs de compétences propres à Mayotte. |

  @cgu-2.b
  Plan du scénario: Une équipe dont tous les conseillers sont absents est remplacée, les deux jours extrêmes compris
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | CCI du Lot-et-Garonne | Permanence     | Trouver de nouveaux clients       | Gironde (département)        | Rémi Larrieu               |
    Et que l’équipe « Recrutement 47 » a pour remplaçante l’équipe « Permanence »
    Et que Zoé Marchand s’absente du 01/11/2026 au 31/12/2026
    Et que Malik Benali s’absente du <premier jour> au <dernier jour>
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : <équipe>
    Et la décision gardée avec le besoin de « Café Tournesol » ne signale rien

    Exemples: Le besoin est déposé le 23 novembre 2026
      | premier jour | dernier jour | équipe         |
      | 23/11/2026   | 23/11/2026   | Permanence     |
      | 20/11/2026   | 23/11/2026   | Permanence     |
      | 23/11/2026   | 30/11/2026   | Permanence     |
      | 16/11/2026   | 22/11/2026   | Recrutement 47 |
      | 24/11/2026   | 30/11/2026   | Recrutement 47 |

  @cgu-2.b
  Scénario: La remplaçante lit qui elle remplace, et l’équipe du service pourquoi
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI du Lot-et-Garonne | Permanence     | Trouver de nouveaux clients       | Gironde (département)        | Rémi Larrieu |
    Et que l’équipe « Recrutement 47 » a pour remplaçante l’équipe « Permanence »
    Et que Zoé Marchand s’absente du 20/11/2026 au 27/11/2026
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et Rémi Larrieu ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi : « Votre équipe « Permanence » remplace l’équipe « Recrutement 47 », dont tous les conseillers sont absents. »
    Et la décision gardée avec le besoin de « Café Tournesol » dit
      | équipe         | verdict | raison      | phrase |
      | Permanence     | retenue | remplaçante | L’équipe « Permanence » remplace l’équipe « Recrutement 47 », dont tous les conseillers sont absents. |
      | Recrutement 47 | écartée | absente     | L’équipe « Recrutement 47 » n’a pas été retenue : tous ses conseillers sont absents le 23 novembre 2026, l’équipe « Permanence » la remplace. |
    Et Zoé Marchand ne trouve aucun besoin

  @cgu-2.b
  Scénario: Une équipe absente sans remplaçante reste prévenue, et l’équipe du service le sait
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
    Et que Zoé Marchand s’absente du 20/11/2026 au 27/11/2026
    Et l’entreprise « Café Tournesol » à Agen
    Et l’entreprise « Garage Pivoine » à Boé
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la décision gardée avec le besoin de « Café Tournesol » ne signale rien
    Étant donné que Malik Benali s’absente du 23/11/2026 au 23/11/2026
    Quand « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la décision gardée avec le besoin de « Garage Pivoine » signale : « L’équipe « Recrutement 47 » est retenue, mais tous ses conseillers sont absents et personne ne les remplace. »
    Et chaque besoin est transmis à ces équipes, et à elles seules
      | entreprise     | équipes        |
      | Café Tournesol | Recrutement 47 |
      | Garage Pivoine | Recrutement 47 |

  @cgu-2.b
  Plan du scénario: Une équipe absente garde ses besoins quand sa remplaçante ne peut pas la remplacer
    Étant donné l’annuaire
      | institution           | équipe          | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand  |
      | CCI du Lot-et-Garonne | Permanence      | Trouver de nouveaux clients       | Gironde (département)        | Rémi Larrieu  |
      | CCI du Lot-et-Garonne | Ancienne équipe | Trouver de nouveaux clients       | Gironde (département)        | Lina Castaing |
      | CCI du Lot-et-Garonne | Appui           | Trouver de nouveaux clients       | Gironde (département)        | Odile Vernet  |
      | CCI du Lot-et-Garonne | Boîte commune   | Trouver de nouveaux clients       | Gironde (département)        |               |
      | CCI de la Gironde     | Recrutement 33  | Recruter un ou plusieurs salariés | Gironde (département)        | Paul Ferrand  |
    Et que Zoé Marchand s’absente du 20/11/2026 au 27/11/2026
    Et que Rémi Larrieu s’absente du 23/11/2026 au 23/11/2026
    Et que l’équipe « Ancienne équipe » est fermée
    Et que l’équipe du service a suspendu le compte de Odile Vernet pour motif de sécurité
    Et que l’équipe « Recrutement 47 » a pour remplaçante l’équipe « <remplaçante> »
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et la décision gardée avec le besoin de « Café Tournesol » signale : « L’équipe « Recrutement 47 » est retenue, mais tous ses conseillers sont absents et personne ne les remplace. »
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

    Exemples:
      | remplaçante     | pourquoi elle ne le peut pas |
      | Permanence      | absente aussi                |
      | Ancienne équipe | fermée                       |
      | Appui           | suspendue                    |
      | Boîte commune   | sans conseiller              |
      | Recrutement 33  | d’une autre institution      |

  @cgu-2.b
  Scénario: Une équipe sans conseiller est prévenue dans sa boîte, et l’équipe du service le sait
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) |             |
      | Réseau national       | Relais         | Recruter un ou plusieurs salariés | toute la France              | Inès Roche  |
    Et l’entreprise « Café Tournesol » à Agen
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47; Relais
    Et la décision gardée avec le besoin de « Café Tournesol » signale : « L’équipe « Recrutement 47 » est retenue, mais aucun conseiller n’en est membre : seule sa boîte aux lettres est prévenue. »

  @cgu-2.b
  Scénario: Une équipe aux comptes suspendus ne reçoit rien, et reçoit à nouveau la suspension levée
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | Réseau national       | Relais         | Recruter un ou plusieurs salariés | toute la France              | Inès Roche                 |
    Et les entreprises
      | entreprise     | commune |
      | Café Tournesol | Agen    |
      | Garage Pivoine | Boé     |
      | Hôtel Éolien   | Agen    |
    Quand l’équipe du service suspend le compte de Zoé Marchand pour motif de sécurité
    Et « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et l’équipe du service suspend le compte de Malik Benali pour motif de sécurité
    Et « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et Zoé Marchand cherche à s’identifier
    Alors c’est impossible : « Votre compte est suspendu. Vous pouvez encore déclarer un incident ; pour toute question, écrivez à l’équipe du service. »
    Quand l’équipe du service lève la suspension du compte de Zoé Marchand
    Et « Hôtel Éolien » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors chaque besoin est transmis à ces équipes, et à elles seules
      | entreprise     | équipes                |
      | Café Tournesol | Recrutement 47; Relais |
      | Garage Pivoine | Relais                 |
      | Hôtel Éolien   | Recrutement 47; Relais |
    Et la décision gardée avec le besoin de « Garage Pivoine » dit
      | équipe         | verdict | raison            | phrase                                                                                                               |
      | Recrutement 47 | écartée | suspendue         | L’équipe « Recrutement 47 » n’a pas été retenue : les comptes de tous ses conseillers sont suspendus.                |
      | Relais         | retenue | la France entière | L’équipe « Relais » répond sur le sujet « Recruter un ou plusieurs salariés ». Elle intervient dans toute la France. |
    Et les décisions du 23/11/2026 au 23/11/2026, reprises, sont 3, toutes identiques

  @cgu-2.b
  Scénario: Une commune que le registre ne donne pas attend l’équipe du service, elle ne passe pas pour couverte par personne
    Étant donné l’annuaire
      | institution     | équipe | sujets                            | territoire      | conseillers |
      | Réseau national | Relais | Recruter un ou plusieurs salariés | toute la France | Inès Roche  |
    Et l’entreprise « Café Tournesol », commune « inconnu »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service
    Et aucune équipe ne reçoit de besoin

  @cgu-2.b
  Scénario: La décision se lit telle qu’elle a été prise, même si l’annuaire a changé
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI du Lot-et-Garonne | Grands comptes | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Malik Benali |
      | CCI de la Gironde     | Recrutement 33 | Recruter un ou plusieurs salariés | Gironde (département)        | Paul Ferrand |
    Et que l’équipe « Grands comptes » n’accepte que : au moins 250 salariés
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service prépare un changement : l’équipe « Grands comptes » n’accepterait que : moins de 250 salariés
    Et l’équipe du service publie ce changement
    Et l’équipe du service renomme toutes les équipes
    Et le service est arrêté brutalement, puis redémarre
    Alors la décision gardée avec le besoin de « Café Tournesol » dit
      | équipe         | verdict | raison                       | phrase |
      | Recrutement 47 | retenue | le territoire de son antenne | L’équipe « Recrutement 47 » répond sur le sujet « Recruter un ou plusieurs salariés ». Le territoire de son antenne « Antenne Recrutement 47 » couvre la commune de l’entreprise (département Lot-et-Garonne). |
      | Grands comptes | écartée | critère                      | L’équipe « Grands comptes » n’a pas été retenue : elle n’accompagne que les entreprises d’au moins 250 salariés (règle de l’équipe), celle-ci en compte 6 à 9. |
      | Recrutement 33 | écartée | hors territoire              | L’équipe « Recrutement 33 » n’a pas été retenue : le territoire de son antenne « Antenne Recrutement 33 » (département Gironde) ne couvre pas Agen. |

  @cgu-2.b
  Scénario: Impossible de lire la décision gardée si l’on n’est pas de l’équipe du service
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand lit la décision gardée avec le besoin de « Café Tournesol »
    Alors c’est impossible : « Cette page n’existe pas. »
    Quand un visiteur lit la décision gardée avec le besoin de « Café Tournesol »
    Alors c’est impossible : « Identifiez-vous pour continuer. »

  @cgu-2.b
  Scénario: Les décisions d’une période, reprises sous leurs propres versions, sont identiques
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Réseau national       | Relais         | Recruter un ou plusieurs salariés | toute la France              | Inès Roche   |
    Et les entreprises
      | entreprise     | commune | création   |
      | Café Tournesol | Agen    | 24/11/2023 |
      | Garage Pivoine | Boé     | 24/11/2023 |
      | Hôtel Éolien   | Agen    | 24/11/2023 |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que l’équipe « Recrutement 47 » n’accepte que : moins de 3 ans
    Et que « Garage Pivoine » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et 1 jour plus tard
    Et que « Hôtel Éolien » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que l’équipe « Recrutement 47 » est fermée
    Et que l’équipe du service a suspendu le compte de Zoé Marchand pour motif de sécurité
    Et 150 jours plus tard
    Alors chaque besoin est transmis à ces équipes, et à elles seules
      | entreprise     | équipes                |
      | Café Tournesol | Recrutement 47; Relais |
      | Garage Pivoine | Recrutement 47; Relais |
      | Hôtel Éolien   | Relais                 |
    Et les décisions du 23/11/2026 au 24/11/2026, reprises, sont 3, toutes identiques
    Et les décisions du 24/11/2026 au 24/11/2026, reprises, sont 1, toutes identiques
    Et les décisions du 25/11/2026 au 31/12/2026, reprises, sont 0, toutes identiques

  @cgu-2.b
  Scénario: Un critère s’essaie sur les besoins passés avant d’être publié
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Malik Benali |
    Et que l’équipe « Emploi Agen » n’accepte que : moins de 20 salariés
    Et les entreprises
      | entreprise     | commune | effectif         |
      | Café Tournesol | Agen    | 6 à 9 salariés   |
      | Garage Pivoine | Boé     | 6 à 9 salariés   |
      | Hôtel Éolien   | Agen    | 50 à 99 salariés |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Garage Pivoine » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Hôtel Éolien » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service prépare un changement : l’équipe « Recrutement 47 » n’accepterait que : au moins 10 salariés
    Et l’équipe du service essaie ce changement sur les besoins passés
    Alors l’essai porte sur 3 besoins, dont 1 resteraient sans équipe
    Et l’essai dit, équipe par équipe, combien de besoins
      | équipe         | gagnés | perdus | gardés | laissés sans équipe |
      | Recrutement 47 | 0      | 2      | 1      | 1                   |
      | Emploi Agen    | 0      | 0      | 1      | 0                   |
    Et l’annuaire en vigueur est celui d’avant ce changement
    Quand l’équipe du service prépare un changement : l’équipe « Emploi Agen » n’accepterait que : moins de 100 salariés
    Et l’équipe du service essaie ce changement sur les besoins passés
    Alors l’essai porte sur 3 besoins, dont 0 resteraient sans équipe
    Et l’essai dit, équipe par équipe, combien de besoins
      | équipe         | gagnés | perdus | gardés | laissés sans équipe |
      | Recrutement 47 | 0      | 0      | 3      | 0                   |
      | Emploi Agen    | 1      | 0      | 1      | 0                   |

  @cgu-2.b
  Scénario: Impossible de publier un critère si un besoin récent restait sans équipe, à moins d’en donner la raison
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Et l’entreprise « Garage Pivoine » à Boé
    Et l’entreprise « Hôtel Éolien » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service prépare un changement : l’équipe « Recrutement 47 » n’accepterait que : au moins 250 salariés
    Et l’équipe du service publie ce changement
    Alors c’est impossible : « Cet annuaire laisserait sans équipe 1 besoin de ceux des 90 derniers jours (reçus aujourd’hui par : « Recrutement 47 »). Donnez une raison pour le publier quand même. »
    Et l’annuaire en vigueur est celui d’avant ce changement
    Quand l’équipe du service publie ce changement, en donnant pour raison « »
    Alors c’est impossible : « Ce champ est obligatoire. »
    Et l’annuaire en vigueur est celui d’avant ce changement
    Quand l’équipe du service publie ce changement, en donnant pour raison « Décidé en comité de pilotage »
    Alors la version en vigueur de l’annuaire garde cette raison : « Décidé en comité de pilotage »
    Quand « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Garage Pivoine » est en cours d’examen par l’équipe du service
    Quand l’équipe du service remet en vigueur la version précédente de l’annuaire
    Alors la version en vigueur de l’annuaire n’a eu besoin d’aucune raison
    Et l’annuaire en vigueur est celui d’avant ce changement
    Quand « Hôtel Éolien » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Hôtel Éolien » est transmise aux conseillers

  @cgu-2.b
  Plan du scénario: Un besoin de plus de 90 jours ne retient plus un changement
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et <jours> jours plus tard
    Quand l’équipe du service prépare un changement : l’équipe « Recrutement 47 » n’accepterait que : au moins 250 salariés
    Et l’équipe du service publie ce changement, en donnant pour raison « Décidé en comité de pilotage »
    Alors la version en vigueur de l’annuaire <raison>

    Exemples:
      | jours | raison                                                |
      | 90    | garde cette raison : « Décidé en comité de pilotage » |
      | 91    | n’a eu besoin d’aucune raison                         |

  @cgu-2.b
  Scénario: Impossible de remplacer l’annuaire si un besoin récent restait sans équipe
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’équipe du service publie l’annuaire
      | institution       | équipe         | sujets                            | territoire            | conseillers  |
      | CCI de la Gironde | Recrutement 33 | Recruter un ou plusieurs salariés | Gironde (département) | Paul Ferrand |
    Alors c’est impossible : « Cet annuaire laisserait sans équipe 1 besoin de ceux des 90 derniers jours (reçus aujourd’hui par : « Recrutement 47 »). Donnez une raison pour le publier quand même. »
    Et l’annuaire est inchangé

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
      | commune                      | proche                             | lointain                           | raison                       |
      | Agen                         | Agen (commune)                     | Boé (commune)                      | le territoire de son antenne |
      | Agen                         | CA Agglomération d'Agen (EPCI)     | CA du Grand Villeneuvois (EPCI)    | le territoire de son antenne |
      | Agen                         | Lot-et-Garonne (département)       | Gironde (département)              | le territoire de son antenne |
      | Agen                         | Nouvelle-Aquitaine (région)        | Occitanie (région)                 | le territoire de son antenne |
      | Agen                         | toute la France                    | Gironde (département)              | la France entière            |
      | Bordeaux                     | Gironde (département)              | Lot-et-Garonne (département)       | le territoire de son antenne |
      | Paris 18e Arrondissement     | Paris (commune)                    | Paris 17e Arrondissement (commune) | le territoire de son antenne |
      | Paris 18e Arrondissement     | Paris 18e Arrondissement (commune) | Lyon (commune)                     | le territoire de son antenne |
      | Paris 18e Arrondissement     | Métropole du Grand Paris (EPCI)    | Métropole de Lyon (EPCI)           | le territoire de son antenne |
      | Lyon 3e Arrondissement       | Lyon (commune)                     | Marseille (commune)                | le territoire de son antenne |
      | Marseille 1er Arrondissement | Marseille (commune)                | Lyon (commune)                     | le territoire de son antenne |
      | Annecy-le-Vieux              | Annecy (commune)                   | Agen (commune)                     | le territoire de son antenne |
      | Annecy-le-Vieux              | CA du Grand Annecy (EPCI)          | Métropole de Lyon (EPCI)           | le territoire de son antenne |
      | Ajaccio                      | Corse-du-Sud (département)         | Haute-Corse (département)          | le territoire de son antenne |
      | Mamoudzou                    | Mayotte (département)              | La Réunion (département)           | le territoire de son antenne |
      | Mamoudzou                    | Mayotte (région)                   | La Réunion (région)                | le territoire de son antenne |

  @cgu-2.d
  Plan du scénario: Le territoire propre d’une équipe remplace celui de son antenne, fût-elle nationale
    Étant donné l’annuaire
      | institution    | équipe    | sujets                            | territoire           | conseillers  |
      | Réseau d’appui | Proximité | Recruter un ou plusieurs salariés | <territoire antenne> | Zoé Marchand |
    Et que l’équipe « Proximité » a pour territoire propre : <territoire propre>
    Et l’entreprise « Café Tournesol », commune « <commune> »
    Alors sur « Recruter un ou plusieurs salariés », l’équipe du service lit pour « Café Tournesol »
      | équipe    | verdict   | raison   |
      | Proximité | <verdict> | <raison> |

    Exemples:
      | territoire antenne           | territoire propre                    | commune  | verdict | raison          |
      | toute la France              | Agen (commune)                       | Agen     | retenue | son territoire  |
      | toute la France              | Agen (commune)                       | Boé      | écartée | hors territoire |
      | Lot-et-Garonne (département) | Agen (commune)                       | Boé      | écartée | hors territoire |
      | Lot-et-Garonne (département) | Gironde (département)                | Bordeaux | retenue | son territoire  |
      | Lot-et-Garonne (département) | Gironde (département); Boé (commune) | Boé      | retenue | son territoire  |

  @cgu-2.d
  Scénario: Aucun niveau n’en écarte un autre : toutes les équipes du territoire reçoivent le besoin
    Étant donné l’annuaire
      | institution               | équipe        | sujets                            | territoire                     | conseillers  |
      | Ville d’Agen              | Commune       | Recruter un ou plusieurs salariés | Agen (commune)                 | Zoé Marchand |
      | Agglomération d’Agen      | Agglomération | Recruter un ou plusieurs salariés | CA Agglomération d'Agen (EPCI) | Malik Benali |
      | CCI du Lot-et-Garonne     | Département   | Recruter un ou plusieurs salariés | Lot-et-Garonne (département)   | Inès Roche   |
      | Région Nouvelle-Aquitaine | Région        | Recruter un ou plusieurs salariés | Nouvelle-Aquitaine (région)    | Paul Ferrand |
      | Réseau national           | Pays          | Recruter un ou plusieurs salariés | toute la France                | Rémi Larrieu |
    Et l’entreprise « Café Tournesol » à Agen
    Et l’entreprise « Garage Pivoine » à Boé
    Et l’entreprise « Hôtel Éolien » à Nérac
    Et l’entreprise « Imprimerie Vigie » à Bordeaux
    Et l’entreprise « Jardin Corail » à Mamoudzou
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Hôtel Éolien » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Imprimerie Vigie » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Jardin Corail » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors chaque besoin est transmis à ces équipes, et à elles seules
      | entreprise       | équipes                                           |
      | Café Tournesol   | Commune; Agglomération; Département; Région; Pays |
      | Garage Pivoine   | Agglomération; Département; Région; Pays          |
      | Hôtel Éolien     | Département; Région; Pays                         |
      | Imprimerie Vigie | Région; Pays                                      |
      | Jardin Corail    | Pays                                              |

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
