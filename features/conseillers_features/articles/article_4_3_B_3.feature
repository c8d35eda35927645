# language: fr
Fonctionnalité: Article 4.3.B.3 - Échanger entre conseillers sur un besoin d’entreprise
  La fiche comporte un fil de discussion entre les conseillers notifiés sur le même besoin : on y partage des
  informations recueillies, on y précise la réponse ou la date d’un rendez-vous, on s’y coordonne.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Inès Roche                 |
      | Région                | Apprentissage  | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Théo Vidal                 |
      | Ville de Mende        | Emploi Mende   | Recruter un ou plusieurs salariés | Mende (commune)              | Rose Delmas                |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »

  @cgu-4.3.B.3.a
  Scénario: Les conseillers notifiés et l’équipe du service se lisent et s’écrivent
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Et L’équipe du service écrit sur le besoin de « Café Tournesol » : « Merci de ce retour. »
    Et Inès Roche lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur            | pour              | nature                 | texte                    |
      | Équipe du service | Équipe du service | information recueillie | Merci de ce retour.      |
      | Zoé Marchand      | Recrutement 47    | information recueillie | Elle a déjà un apprenti. |

  @cgu-4.3.B.3.a
  Plan du scénario: Impossible de lire le fil si on n’a pas reçu le besoin
    Étant donné que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Quand <personne> lit le fil du besoin de « Café Tournesol »
    Alors c’est impossible : « <réponse> »

    Exemples:
      | personne     | réponse                         |
      | Rose Delmas  | Ce besoin n’existe pas.         |
      | L’exploitant | Ce besoin n’existe pas.         |
      | un visiteur  | Identifiez-vous pour continuer. |

  @cgu-4.3.B.3.a
  Plan du scénario: Impossible d’écrire pour une équipe si on n’en est pas
    Quand <personne> écrit sur le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 » : « Bonjour. »
    Alors c’est impossible : « <réponse> »

    Exemples:
      | personne               | réponse                                        |
      | Inès Roche             | Dites pour laquelle de vos équipes vous écrivez. |
      | L’équipe du service    | Dites pour laquelle de vos équipes vous écrivez. |
      | Rose Delmas            | Ce besoin n’existe pas.                        |

  @cgu-4.3.B.3.a
  Scénario: L’entreprise ne lit jamais le fil
    Étant donné que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Et 1 heure plus tard
    Alors ni le suivi de « Café Tournesol » ni ses mails ne disent « déjà un apprenti »

  @cgu-4.3.B.3.b
  Plan du scénario: Un commentaire dit à quoi il sert
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol », comme <nature> : « À lire avant d’appeler. »
    Et Inès Roche lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur       | nature   | texte                    |
      | Zoé Marchand | <nature> | À lire avant d’appeler. |

    Exemples:
      | nature                     |
      | information recueillie     |
      | réponse ou accompagnement  |
      | coordination               |

  @cgu-4.3.B.3.b
  Scénario: Impossible d’annoncer un rendez-vous si on n’en dit pas la date
    Quand Zoé Marchand annonce un rendez-vous avec « Café Tournesol » sans dire quand
    Alors c’est impossible : « Indiquez la date et l’heure du rendez-vous. »

  # Prévenues selon leur position : quand une équipe écrit, celles qui ont pris le besoin en charge ou qui
  # n’ont pas pu joindre l’entreprise ; quand l’équipe du service écrit, celles qui n’ont pas répondu ou qui
  # l’ont pris en charge. Jamais l’équipe de l’auteur.

  @cgu-4.3.B.3.b
  Plan du scénario: Les autres équipes sont prévenues selon leur position, pas l’auteur
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Et que Théo Vidal a refusé le besoin de « Café Tournesol » pour « pas compétent sur ce besoin »
    Et 1 heure plus tard
    Quand <auteur> écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Et 2 minutes plus tard
    Alors seules ces équipes sont prévenues de ce qui vient d’être écrit : <équipes>

    Exemples:
      | auteur              | équipes                     |
      | Zoé Marchand        | Emploi Agen                 |
      | Inès Roche          | —                           |
      | Théo Vidal          | Emploi Agen                 |
      | L’équipe du service | Recrutement 47; Emploi Agen |

  @cgu-4.3.B.3.b
  Scénario: Une équipe nommée est prévenue quelle que soit sa position
    Étant donné que Théo Vidal a refusé le besoin de « Café Tournesol » pour « pas compétent sur ce besoin »
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » à l’intention de Apprentissage : « Et un contrat ? »
    Et 2 minutes plus tard
    Alors seules ces équipes sont prévenues de ce qui vient d’être écrit : Apprentissage

  @cgu-4.3.B.3.b
  Scénario: Impossible de nommer une équipe si le besoin ne lui a pas été transmis
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » à l’intention de Emploi Mende : « Et vous ? »
    Alors c’est impossible : « Ce besoin n’a pas été transmis à cette équipe. »

  @cgu-4.3.B.3.b
  Scénario: Le mail dit qui a écrit, et rien de ce qui est écrit
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Et 2 minutes plus tard
    Alors l’équipe « Emploi Agen » reçoit le mail « Nouveau commentaire : Recruter un ou plusieurs salariés »
    Et ce mail dit « Zoé Marchand (CCI du Lot-et-Garonne) : information recueillie. »
    Mais ce mail ne dit pas « apprenti »
    Et ce mail ne dit rien de la personne à rappeler
    Quand Inès Roche suit le lien de ce mail
    Alors la fiche est celle du besoin de « Café Tournesol »

  @cgu-4.3.B.3.b
  Scénario: Plusieurs commentaires d’une même minute font un seul mail
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Et Malik Benali écrit sur le besoin de « Café Tournesol » : « Depuis septembre. »
    Et 2 minutes plus tard
    Alors seules ces équipes sont prévenues de ce qui vient d’être écrit : Emploi Agen

  @cgu-4.3.B.3.b
  Scénario: Un commentaire retiré dans la minute n’est annoncé à personne
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a déjà un apprenti. »
    Quand Zoé Marchand retire ce commentaire
    Et 2 minutes plus tard
    Alors seules ces équipes sont prévenues de ce qui vient d’être écrit : —

  @cgu-4.3.B.3.b
  Scénario: Un rendez-vous donne un fichier d’agenda
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand annonce un rendez-vous avec « Café Tournesol » le 01/12/2026 à 10 h 30
    Et 2 minutes plus tard
    Alors l’équipe « Emploi Agen » reçoit le mail « Nouveau rendez-vous : Recruter un ou plusieurs salariés »
    Et ce mail dit « rendez-vous le 1er décembre 2026 à 10 h 30 (heure de Paris) »
    Et le fichier d’agenda de ce mail met un rendez-vous le 01/12/2026 à 10 h 30
    Et Inès Roche trouve le même fichier d’agenda dans le fil

  @cgu-4.3.B.3.b
  Scénario: Un rendez-vous déplacé se déplace dans les agendas
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a annoncé un rendez-vous avec « Café Tournesol » le 01/12/2026 à 10 h 30
    Et 2 minutes plus tard
    Quand Zoé Marchand déplace ce rendez-vous au 02/12/2026 à 14 h 00
    Et 2 minutes plus tard
    Alors l’équipe « Emploi Agen » reçoit le mail « Rendez-vous modifié : Recruter un ou plusieurs salariés »
    Et le fichier d’agenda de ce mail met un rendez-vous le 02/12/2026 à 14 h 00

  @cgu-4.3.B.3.b
  Scénario: Un rendez-vous retiré sort des agendas
    Étant donné que Inès Roche a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a annoncé un rendez-vous avec « Café Tournesol » le 01/12/2026 à 10 h 30
    Et 2 minutes plus tard
    Quand Zoé Marchand retire ce rendez-vous
    Et 2 minutes plus tard
    Alors l’équipe « Emploi Agen » reçoit le mail « Rendez-vous annulé : Recruter un ou plusieurs salariés »
    Et le fichier d’agenda de ce mail annule ce rendez-vous
