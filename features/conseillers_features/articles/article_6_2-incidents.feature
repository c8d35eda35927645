# language: fr
Fonctionnalité: Article 6.2 - Incidents
  Qui voit un incident le dit, et l’équipe du service le suit jusqu’à sa clôture. La bonne foi est présumée : déclarer
  ne sanctionne personne.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |

  @cgu-6.2.c
  Scénario: Un incident est déclaré, qualifié, puis clos, et son journal est au registre
    Quand Zoé Marchand déclare un incident, « usage malveillant » : « Un inconnu écrit en mon nom. »
    Alors l’équipe du service est prévenue, 1 fois : « Incident déclaré : usage malveillant »
    Et l’équipe du service trouve parmi les incidents
      | sorte             | état    | déclaré par  |
      | usage malveillant | déclaré | Zoé Marchand |
    Quand l’équipe du service qualifie l’incident, « dégradation, même accidentelle » : « Une boîte partagée. »
    Et l’équipe du service clôt l’incident : « Accès retiré. »
    Alors l’équipe du service trouve parmi les incidents
      | sorte                          | état | déclaré par  |
      | dégradation, même accidentelle | clos | Zoé Marchand |
    Et le registre des incidents porte : « clôture (Équipe du service) : Accès retiré. »

  @cgu-6.2.c
  Scénario: Qui est suspendu déclare encore un incident
    Étant donné que l’équipe du service a suspendu le compte de Zoé Marchand pour motif de sécurité
    Quand Zoé Marchand déclare un incident, « perte ou destruction de données » : « Mon ordinateur est volé. »
    Alors l’équipe du service trouve parmi les incidents
      | sorte                           | état    | déclaré par  |
      | perte ou destruction de données | déclaré | Zoé Marchand |

  @cgu-6.2.c
  Scénario: Une violation de données est rappelée, même le dimanche, jusqu’à ce que la CNIL soit notifiée
    Étant donné que nous sommes le 05/12/2026
    Et que Zoé Marchand a déclaré un incident, « violation de données personnelles » : « Un fichier est parti à tous. »
    Et 23 heures plus tard
    Alors l’équipe du service est prévenue, 0 fois : « Violation de données : la CNIL n’est pas notifiée »
    Quand 1 heure plus tard
    Alors l’équipe du service est prévenue, 1 fois : « Violation de données : la CNIL n’est pas notifiée »
    Quand 24 heures plus tard
    Alors l’équipe du service est prévenue, 2 fois : « Violation de données : la CNIL n’est pas notifiée »
    Quand l’équipe du service notifie la CNIL : « Dossier 12. »
    Et 20 heures plus tard
    Alors l’équipe du service est prévenue, 2 fois : « Violation de données : la CNIL n’est pas notifiée »
    Et l’incident n’est pas clos

  @cgu-6.2.c
  Scénario: Impossible de lire les incidents si l’on n’est pas de l’équipe du service
    Étant donné que Zoé Marchand a déclaré un incident, « autre incident » : « Une page ne s’ouvre plus. »
    Quand Zoé Marchand cherche les incidents
    Alors c’est impossible : « Cette page n’existe pas. »

  @cgu-6.2.a
  Scénario: Déclarer un incident ne sanctionne personne : chaque acte est d’une personne, aucun n’est automatique
    Étant donné que Zoé Marchand a déclaré un incident, « usage malveillant » : « J’ai ouvert une pièce jointe. »
    Et 30 jours plus tard
    Alors l’équipe du service lit ce qui a été fait du compte de Zoé Marchand
      | quoi | motif | par |
    Quand l’équipe du service suspend le compte de Zoé Marchand pour motif de sécurité
    Alors l’équipe du service lit ce qui a été fait du compte de Zoé Marchand
      | quoi     | motif    | par               |
      | suspendu | sécurité | Équipe du service |
