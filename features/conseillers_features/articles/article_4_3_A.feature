# language: fr
Fonctionnalité: Article 4.3.A - Le compte du conseiller
  Le compte donne accès aux fiches de besoins du champ de compétence de son titulaire, dont l’équipe, son
  antenne et son institution précisent le contour.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                        | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés; Trouver de nouveaux clients | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI de la Gironde     | Recrutement 33 | Recruter un ou plusieurs salariés                             | Gironde (département)        | Paul Ferrand |

  @cgu-4.3.A.a
  Scénario: Un agent d’un organisme listé demande un compte
    Quand Malik Benali demande un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci.example »
    Alors l’équipe du service voit la demande de Malik Benali : en attente
    Et Malik Benali reçoit à son adresse le mail « Votre demande de compte est bien reçue »
    Et Malik Benali n’a pas de compte

  @cgu-4.3.A.a
  Scénario: Impossible de demander un compte si l’organisme n’est pas listé ou ne l’est plus
    Étant donné l’institution « CCI de la Gironde » n’est plus partenaire
    Quand Malik Benali demande un compte pour « Banque du Midi », à l’adresse « malik@banque.example »
    Alors c’est impossible : « Cet organisme n’est pas partenaire du service : seuls les agents d’un organisme listé peuvent demander un compte. »
    Quand Malik Benali demande un compte pour « CCI de la Gironde », à l’adresse « malik@cci.example »
    Alors c’est impossible : « Cet organisme n’est plus partenaire du service : ses agents ne peuvent plus demander de compte. »
    Et l’équipe du service ne voit aucune demande d’accès
    Et aucun mail ne part

  @cgu-4.3.A.a
  Scénario: Impossible de demander un compte si l’adresse n’est pas professionnelle
    Étant donné le domaine de messagerie de l’institution « CCI du Lot-et-Garonne » est « cci47.example »
    Quand Malik Benali demande un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci33.example »
    Alors c’est impossible : « Donnez votre adresse professionnelle, celle qui finit par @cci47.example. »
    Quand Malik Benali demande un compte pour « CCI de la Gironde », à l’adresse « malik.benali@gmail.com »
    Alors c’est impossible : « Donnez votre adresse professionnelle : « gmail.com » est un domaine d’adresses personnelles. »

  @cgu-4.3.A.c
  Scénario: Une invitation sert une seule fois, et l’ouvrir ne change rien
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand un automate ouvre les liens du mail d’invitation de Malik Benali
    Alors Malik Benali n’a pas de compte
    Et Malik Benali reçoit à son adresse le mail « Ouvrez votre compte de conseiller sur Conseillers-Entreprises »
    Et le lien de ce mail n’est gardé nulle part
    Quand Malik Benali ouvre son compte
    Alors Malik Benali a un compte
    Et l’équipe du service voit l’invitation de Malik Benali : acceptée
    Quand Malik Benali ouvre son compte
    Alors c’est impossible : « Cette invitation a déjà servi : identifiez-vous. »

  @cgu-4.3.A.c
  Scénario: Une invitation renvoyée fait mourir la précédente
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand un automate ouvre les liens du mail d’invitation de Malik Benali
    Et l’équipe du service renvoie l’invitation de Malik Benali
    Et Malik Benali ouvre son compte avec le premier lien reçu
    Alors c’est impossible : « Cette invitation n’existe pas, a été remplacée par une plus récente, ou le lien est incomplet. »
    Quand Malik Benali ouvre son compte
    Alors Malik Benali a un compte

  @cgu-4.3.A.c
  Scénario: Une invitation expire au bout de deux mois
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand 61 jours plus tard
    Et Malik Benali ouvre son compte
    Alors c’est impossible : « Cette invitation a expiré le 23 janvier 2027 : demandez à l’équipe du service de la renvoyer. »
    Et l’équipe du service voit l’invitation de Malik Benali : expirée
    Quand l’équipe du service renvoie l’invitation de Malik Benali
    Et Malik Benali ouvre son compte
    Alors Malik Benali a un compte

  @cgu-4.3.A.c
  Scénario: Impossible d’ouvrir un compte si l’invitation a été annulée
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que l’équipe du service a invité Malik Benali
    Quand un automate ouvre les liens du mail d’invitation de Malik Benali
    Et l’équipe du service annule l’invitation de Malik Benali
    Et Malik Benali ouvre son compte
    Alors c’est impossible : « Cette invitation a été annulée. Pour toute question, écrivez à l’équipe du service. »
    Et Malik Benali n’a pas de compte

  @cgu-4.3.A.e
  Scénario: Quand un organisme devient partenaire, ses agents sont invités, démonstration comprise
    Étant donné le domaine de messagerie de l’institution « CCI du Lot-et-Garonne » est « cci47.example »
    Et Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci47.example »
    Et Inès Roche, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « ines@agen.cci47.example »
    Et Tom Kervella, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « tom.kervella@orange.fr »
    Quand l’équipe du service invite les agents de « CCI du Lot-et-Garonne » à une démonstration le 01/12/2026
    Alors Inès Roche reçoit à son adresse le mail « Ouvrez votre compte de conseiller sur Conseillers-Entreprises »
    Et Malik Benali reçoit à son adresse le mail « Ouvrez votre compte de conseiller sur Conseillers-Entreprises »
    Et ce mail dit « 1er décembre 2026 à 10 h 00 (heure de Paris) : https://visio.example/demo »
    Et ce mail porte 1 fichier d’agenda
    Et Tom Kervella n’a reçu aucun mail
    Et Zoé Marchand n’a reçu aucun mail
    Quand l’équipe du service invite Tom Kervella
    Alors c’est impossible : « Donnez votre adresse professionnelle, celle qui finit par @cci47.example. »

  @cgu-4.3.A.g
  Scénario: On peut aussi écrire à l’adresse de contact, et l’équipe est avertie de qui se présente
    Alors un visiteur lit que les agents de « CCI du Lot-et-Garonne » peuvent demander un compte, et où écrire
    Quand Malik Benali demande un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci.example »
    Alors l’équipe du service reçoit à l’adresse de contact le mail « Demande d’accès : CCI du Lot-et-Garonne »
    Et ce mail dit « Je conseille les entreprises qui recrutent. »

  @cgu-4.3.A.h
  Scénario: Sans validation pas d’invitation, et la validation garde qui, quand et l’accord de la structure
    Étant donné Malik Benali, de l’équipe « Recrutement 47 », figure dans l’annuaire à l’adresse « malik@cci.example »
    Et que Malik Benali a demandé un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci.example »
    Alors Malik Benali reçoit à son adresse le mail « Votre demande de compte est bien reçue »
    Quand l’équipe du service accepte la demande de Malik Benali sans l’accord de sa structure
    Alors c’est impossible : « Dites qui, dans la structure, a donné son accord, et quand. »
    Et Malik Benali reçoit à son adresse le mail « Votre demande de compte est bien reçue »
    Quand l’équipe du service accepte la demande de Malik Benali, avec l’accord de « Hélène Dupuy »
    Alors cette décision sur la demande de Malik Benali garde qui, quand et l’accord de « Hélène Dupuy »
    Et Malik Benali reçoit à son adresse le mail « Ouvrez votre compte de conseiller sur Conseillers-Entreprises »
    Et ce mail dit « est acceptée, avec l’accord de votre structure »
    Quand Malik Benali ouvre son compte
    Alors Malik Benali a un compte

  @cgu-4.3.A.h
  Scénario: Un refus est motivé, et dit à la personne
    Étant donné Malik Benali a demandé un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci.example »
    Quand l’équipe du service refuse la demande de Malik Benali : « - »
    Alors c’est impossible : « Donnez la raison du refus : elle est dite à la personne. »
    Quand l’équipe du service refuse la demande de Malik Benali : « Ce poste ne répond pas aux entreprises. »
    Alors l’équipe du service voit la demande de Malik Benali : refusée
    Et Malik Benali reçoit à son adresse le mail « Votre demande de compte n’est pas acceptée »
    Et ce mail dit « Ce poste ne répond pas aux entreprises. »
    Et Malik Benali n’a pas de compte

  @cgu-4.3.A.h
  Scénario: Impossible d’accepter une demande si l’annuaire n’a pas cette personne
    Étant donné Malik Benali a demandé un compte pour « CCI du Lot-et-Garonne », à l’adresse « malik@cci.example »
    Quand l’équipe du service accepte la demande de Malik Benali, avec l’accord de « Hélène Dupuy »
    Alors c’est impossible : « L’annuaire n’a pas de conseiller à cette adresse dans une institution ouverte : ajoutez-le d’abord à l’annuaire, puis invitez-le. »

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

  @cgu-4.3.A.d
  Scénario: Une institution puis une antenne précisent un sujet national, sans le changer pour les autres
    Étant donné l’annuaire
      | institution           | antenne               | équipe                 | sujets                                                         | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Antenne d’Agen        | Recrutement Agen       | Recruter un ou plusieurs salariés; Trouver de nouveaux clients | Lot-et-Garonne (département) | Zoé Marchand |
      | CCI du Lot-et-Garonne | Antenne de Villeneuve | Recrutement Villeneuve | Recruter un ou plusieurs salariés                              | Lot-et-Garonne (département) | Malik Benali |
      | Agence de l’emploi    | Antenne Garonne       | Emploi 47              | Recruter un ou plusieurs salariés                              | Lot-et-Garonne (département) | Inès Roche   |
    Et que le catalogue a été lu par un visiteur
    Et que l’équipe « Recrutement Agen » dit de son intervention sur « Recruter un ou plusieurs salariés » : « Le premier salarié d’un commerce de détail. »
    Et que l’institution « CCI du Lot-et-Garonne » n’accepte, sur « Recruter un ou plusieurs salariés », que : moins de 50 salariés
    Et que l’institution « CCI du Lot-et-Garonne » attend sur « Recruter un ou plusieurs salariés » la réponse « Non » à « S’agit-il de la première embauche de l’entreprise ? »
    Et que l’antenne « Antenne d’Agen » n’accepte, sur « Recruter un ou plusieurs salariés », que : au moins 3 ans
    Et les entreprises
      | entreprise       | effectif         | création   |
      | Café Tournesol   | 6 à 9 salariés   | 02/05/2019 |
      | Garage Pivoine   | 6 à 9 salariés   | 02/05/2025 |
      | Hôtel Éolien     | 50 à 99 salariés | 02/05/2019 |
      | Imprimerie Vigie | 6 à 9 salariés   | 02/05/2019 |
      | Jardin Corail    | 50 à 99 salariés | 02/05/2025 |
    Et la demande de « Imprimerie Vigie » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Imprimerie Vigie », la réponse à « S’agit-il de la première embauche de l’entreprise ? » est « Oui »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Hôtel Éolien » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et « Imprimerie Vigie » dépose cette demande
    Et « Jardin Corail » demande de l’aide sur « Trouver de nouveaux clients »
    Alors chaque besoin est transmis à ces équipes, et à elles seules
      | entreprise       | équipes                                             |
      | Café Tournesol   | Recrutement Agen; Recrutement Villeneuve; Emploi 47 |
      | Garage Pivoine   | Recrutement Villeneuve; Emploi 47                   |
      | Hôtel Éolien     | Emploi 47                                           |
      | Imprimerie Vigie | Emploi 47                                           |
      | Jardin Corail    | Recrutement Agen                                    |
    Et la décision gardée avec le besoin de « Garage Pivoine » dit : « L’équipe « Recrutement Agen » n’a pas été retenue : elle n’accompagne que les entreprises créées depuis au moins 3 ans (règle de l’antenne « Antenne d’Agen »), celle-ci a 1 an. »
    Et la décision gardée avec le besoin de « Hôtel Éolien » dit : « L’équipe « Recrutement Villeneuve » n’a pas été retenue : elle n’accompagne que les entreprises de moins de 50 salariés (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci en compte 50 à 99. »
    Et la décision gardée avec le besoin de « Imprimerie Vigie » dit : « L’équipe « Recrutement Villeneuve » n’a pas été retenue : elle n’accompagne que les entreprises qui ont répondu « Non » à « S’agit-il de la première embauche de l’entreprise ? » (règle de l’institution « CCI du Lot-et-Garonne »), celle-ci a répondu « Oui » à « S’agit-il de la première embauche de l’entreprise ? ». »
    Et le catalogue qu’un visiteur lit est le même
    Et l’annuaire donne, de l’intervention de l’équipe « Recrutement Agen » sur « Recruter un ou plusieurs salariés » : « Le premier salarié d’un commerce de détail. »
    Et l’annuaire donne, de l’intervention de l’équipe « Emploi 47 » sur « Recruter un ou plusieurs salariés » : « »
    Quand Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit pourquoi : « Elle précise : « Le premier salarié d’un commerce de détail. ». »

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
      | moins de 49 salariés | effectif | 10 à 19 salariés | 20 à 49 salariés   |
      | moins de 1 salarié   | effectif | non employeuse   | 1 à 2 salariés     |
      | au moins 0 salarié   | effectif | Aucun salarié    | inconnu            |
      | au moins 1 salarié   | effectif | 1 à 2 salariés   | Aucun salarié      |

    Exemples: Ancienneté, le jour anniversaire compris
      | précision      | donnée   | dedans     | dehors     |
      | au moins 3 ans | création | 23/11/2023 | 24/11/2023 |
      | moins de 3 ans | création | 24/11/2023 | 23/11/2023 |
      | moins de 3 ans | création | 24/11/2023 | inconnu    |
      | au moins 3 ans | création | 23/11/2023 | inconnu    |
      | au moins 0 an  | création | 23/11/2026 | 24/11/2026 |

    Exemples: Code NAF et forme juridique
      | précision                               | donnée          | dedans  | dehors  |
      | activité 62.02A                         | activité        | 62.02A  | 56.30Z  |
      | activité 6202a                          | activité        | 62.02A  | 56.30Z  |
      | activité 62.02A                         | activité        | 6202a   | 62.02B  |
      | activité 62.02A                         | activité        | 62.02A  | inconnu |
      | activité 01.11Z ou 62.02A               | activité        | 62.02A  | 56.30Z  |
      | toute activité sauf 62.02A              | activité        | 56.30Z  | 62.02A  |
      | toute activité sauf 6202a               | activité        | 56.30Z  | 62.02A  |
      | toute activité sauf 01.11Z ou 62.02A    | activité        | 56.30Z  | 62.02A  |
      | toute activité sauf 62.02A              | activité        | inconnu | 62.02A  |
      | forme juridique 5710                    | forme juridique | 5710    | 5499    |
      | forme juridique 5710                    | forme juridique | 5710    | inconnu |
      | toute forme juridique sauf 5710         | forme juridique | inconnu | 5710    |
      | toute forme juridique sauf 5720 ou 5710 | forme juridique | 5499    | 5710    |

    Exemples: Communes exclues
      | précision                       | donnée  | dedans | dehors |
      | toute commune sauf Boé          | commune | Agen   | Boé    |
      | toute commune sauf Nérac ou Boé | commune | Agen   | Boé    |

  @cgu-4.3.A.f
  Plan du scénario: Exclure une commune exclut aussi ses arrondissements et ses communes déléguées
    Étant donné que l’équipe « Recrutement 47 » a pour territoire propre : Paris (département); Haute-Savoie (département)
    Et que l’équipe « Recrutement 47 » n’accepte que : toute commune sauf <exclues>
    Et l’entreprise « Café Tournesol », commune « <commune> »
    Alors sur « Trouver de nouveaux clients », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict   | raison   |
      | Recrutement 47 | <verdict> | <raison> |

    Exemples:
      | exclues                  | commune                  | verdict | raison         |
      | Annecy                   | Annecy-le-Vieux          | écartée | critère        |
      | Annecy                   | Annecy                   | écartée | critère        |
      | Annecy                   | Paris 18e Arrondissement | retenue | son territoire |
      | Paris                    | Paris 18e Arrondissement | écartée | critère        |
      | Paris 17e Arrondissement | Paris 18e Arrondissement | retenue | son territoire |
      | Annecy-le-Vieux          | Annecy-le-Vieux          | écartée | critère        |
      | Annecy-le-Vieux          | Annecy                   | retenue | son territoire |
      | Annecy-le-Vieux          | Seynod                   | retenue | son territoire |

  @cgu-4.3.A.f
  Plan du scénario: Qui est né un 29 février prend un an le 1er mars des années communes
    Étant donné que l’équipe « Recrutement 47 » n’accepte que : <précision>
    Et l’entreprise « Café Tournesol », création « 29/02/2024 »
    Et nous sommes le <jour>
    Quand « Café Tournesol » demande de l’aide sur « Trouver de nouveaux clients »
    Alors la demande de « Café Tournesol » est <état>

    Exemples: Trois ans en 2027, année commune
      | jour       | précision      | état                                      |
      | 28/02/2027 | au moins 3 ans | en cours d’examen par l’équipe du service |
      | 28/02/2027 | moins de 3 ans | transmise aux conseillers                 |
      | 01/03/2027 | au moins 3 ans | transmise aux conseillers                 |
      | 01/03/2027 | moins de 3 ans | en cours d’examen par l’équipe du service |

    Exemples: Quatre ans en 2028, année bissextile
      | jour       | précision      | état                                      |
      | 28/02/2028 | au moins 4 ans | en cours d’examen par l’équipe du service |
      | 29/02/2028 | au moins 4 ans | transmise aux conseillers                 |

  @cgu-4.3.A.f
  Plan du scénario: Une liste vide n’est pas une condition
    Étant donné que l’équipe « Recrutement 47 » n’accepte que : <précision>
    Et les entreprises
      | entreprise     | activité | forme juridique |
      | Café Tournesol | inconnu  | inconnu         |
    Quand « Café Tournesol » demande de l’aide sur « Trouver de nouveaux clients »
    Alors la demande de « Café Tournesol » est transmise aux conseillers

    Exemples:
      | précision                    |
      | activité —                   |
      | forme juridique —            |
      | toute activité sauf —        |
      | toute forme juridique sauf — |
      | toute commune sauf —         |

  @cgu-4.3.A.f
  Scénario: Un critère propre à un sujet ne restreint pas les autres
    Étant donné que l’équipe « Recrutement 47 » n’accepte, sur « Recruter un ou plusieurs salariés », que : au moins 10 salariés
    Et l’entreprise « Café Tournesol », effectif « 6 à 9 salariés »
    Et l’entreprise « Garage Pivoine », effectif « 6 à 9 salariés »
    Quand « Café Tournesol » demande de l’aide sur « Trouver de nouveaux clients »
    Et « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et la demande de « Garage Pivoine » est en cours d’examen par l’équipe du service

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
  Plan du scénario: Les trois niveaux doivent tous accepter, et le premier qui refuse le dit
    Étant donné que l’institution « CCI du Lot-et-Garonne » n’accepte que : activité 62.02A
    Et que l’antenne « Antenne Recrutement 47 » n’accepte que : au moins 3 ans
    Et que l’équipe « Recrutement 47 » n’accepte que : moins de 50 salariés
    Et les entreprises
      | entreprise     | effectif   | création   | activité   |
      | Café Tournesol | <effectif> | <création> | <activité> |
    Alors « Café Tournesol » est hors du champ de « <nom> » sur « Trouver de nouveaux clients » : <précision>

    Exemples:
      | effectif         | création   | activité | nom                    | précision            |
      | 50 à 99 salariés | 24/11/2023 | 56.30Z   | Recrutement 47         | moins de 50 salariés |
      | 20 à 49 salariés | 24/11/2023 | 56.30Z   | Antenne Recrutement 47 | au moins 3 ans       |
      | 20 à 49 salariés | 23/11/2023 | 56.30Z   | CCI du Lot-et-Garonne  | activité 62.02A      |
      | 50 à 99 salariés | 23/11/2023 | 62.02A   | Recrutement 47         | moins de 50 salariés |

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

  @cgu-4.3.A.f
  Plan du scénario: Un groupe de réponses suffit, toutes celles du groupe comptent, une question sans réponse n’écarte personne
    Étant donné l’annuaire
      | institution           | équipe         | sujets                              | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Financement 47 | Financer un projet d’investissement | Lot-et-Garonne (département) | Zoé Marchand |
    Et que l’institution « CCI du Lot-et-Garonne » attend sur « Financer un projet d’investissement » l’un de ces groupes de réponses
      | groupe | question                                     | réponse |
      | A      | Un devis ou une commande est-il déjà signé ? | Non     |
      | A      | Avez-vous déjà consulté une banque ?         | Oui     |
    Et que l’institution « CCI du Lot-et-Garonne » attend sur « Financer un projet d’investissement » la réponse « Plus de 100 000 € » à « Quel est le montant du projet ? »
    Et l’entreprise « Café Tournesol » à Agen
    Et la demande de « Café Tournesol » sur « Financer un projet d’investissement »
    Et dans la demande de « Café Tournesol », la réponse à « Un devis ou une commande est-il déjà signé ? » est « <signé> »
    Et dans la demande de « Café Tournesol », la réponse à « Avez-vous déjà consulté une banque ? » est « <banque> »
    Et dans la demande de « Café Tournesol », la réponse à « Quel est le montant du projet ? » est « <montant> »
    Alors sur « Financer un projet d’investissement », l’équipe du service lit pour « Café Tournesol »
      | équipe         | verdict   | raison   |
      | Financement 47 | <verdict> | <raison> |

    Exemples: Toutes les réponses d’un groupe, ou l’autre groupe
      | signé | banque | montant           | verdict | raison                       |
      | Non   | Oui    | Moins de 20 000 € | retenue | le territoire de son antenne |
      | Non   | Non    | Moins de 20 000 € | écartée | réponses                     |
      | Oui   | Oui    | Moins de 20 000 € | écartée | réponses                     |
      | Oui   | Non    | Plus de 100 000 € | retenue | le territoire de son antenne |

    Exemples: Des questions restées sans réponse
      | signé | banque | montant           | verdict | raison                       |
      |       | Oui    | Moins de 20 000 € | retenue | le territoire de son antenne |
      |       | Non    | Moins de 20 000 € | écartée | réponses                     |
      | Oui   | Non    |                   | retenue | le territoire de son antenne |
      |       |        |                   | retenue | le territoire de son antenne |
