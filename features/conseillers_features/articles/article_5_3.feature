# language: fr
Fonctionnalité: Article 5.3 - Ce à quoi s’engagent les conseillers
  Le conseiller veille à fournir des informations exactes : ce qui était inexact se corrige, et ce qui avait été
  écrit reste au journal.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a deux salariés. »

  @cgu-5.3.a
  Scénario: Un commentaire se corrige, et ce qu’il disait est gardé
    Quand Zoé Marchand corrige ce commentaire : « Elle a trois salariés. »
    Et Malik Benali lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur       | texte                  |
      | Zoé Marchand | Elle a trois salariés. |
    Et le fil dit quand ce commentaire a été corrigé
    Et le service garde encore « Elle a deux salariés. », qu’aucun lecteur du fil ne voit plus

  @cgu-5.3.a
  Scénario: Un commentaire retiré ne se lit plus, et ce qu’il disait est gardé
    Quand Zoé Marchand retire ce commentaire
    Et Malik Benali lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur       | nature             | texte |
      | Zoé Marchand | commentaire retiré |       |
    Et le service garde encore « Elle a deux salariés. », qu’aucun lecteur du fil ne voit plus

  @cgu-5.3.a
  Plan du scénario: Impossible de corriger un commentaire si on n’en est pas l’auteur
    Quand <personne> corrige ce commentaire : « Elle a trois salariés. »
    Alors c’est impossible : « Seul l’auteur d’un commentaire peut le corriger ou le retirer. »

    Exemples:
      | personne            |
      | Malik Benali        |
      | L’équipe du service |

  @cgu-5.3.a
  Scénario: Impossible de corriger un commentaire si on l’a retiré
    Quand Zoé Marchand retire ce commentaire
    Et Zoé Marchand corrige ce commentaire : « Elle a trois salariés. »
    Alors c’est impossible : « Ce commentaire a été retiré. »
