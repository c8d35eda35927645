# language: fr
Fonctionnalité: Article 6.2 - Données personnelles
  Chacun obtient ce qui est gardé sur lui, le fait rectifier, limiter ou effacer. Trois ans après la dernière activité,
  l’identité, le contact, le SIRET et les textes disparaissent ; les chiffres demeurent.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et les entreprises
      | entreprise     | commune |
      | Café Tournesol | Agen    |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »

  @cgu-6.2.f
  Scénario: Une personne obtient tout ce qui est gardé sur elle, et le fait rectifier
    Alors l’équipe du service remet à « Café Tournesol » ce qui est gardé sur elle, dont « Café Tournesol »
    Quand l’équipe du service rectifie le nom de la personne de « Café Tournesol » : « Rectifiée »
    Alors l’équipe du service remet à « Café Tournesol » ce qui est gardé sur elle, dont « Rectifiée »

  @cgu-6.2.f
  Scénario: Impossible d’obtenir ce qui est gardé sur une personne si l’on n’est pas de l’équipe du service
    Quand Zoé Marchand demande ce qui est gardé sur « Café Tournesol »
    Alors c’est impossible : « Cette page n’existe pas. »

  @cgu-6.2.f
  Scénario: Une personne est effacée à sa demande, et les chiffres demeurent
    Quand l’équipe du service efface à sa demande les données de « Café Tournesol »
    Alors rien n’est plus gardé sur « Café Tournesol »

  @cgu-6.2.f
  Scénario: Impossible d’effacer une personne si elle a demandé que ses données soient gardées telles quelles
    Quand l’équipe du service limite le traitement des données de « Café Tournesol »
    Et l’équipe du service efface à sa demande les données de « Café Tournesol »
    Alors c’est impossible : « Cette personne a demandé que ses données ne soient plus traitées. »

  @cgu-6.2.f
  Scénario: Trois ans après la dernière activité, la personne est oubliée et les chiffres sont les mêmes
    Quand 1094 jours plus tard
    Et ce qui est gardé depuis trop longtemps est effacé
    Alors l’équipe du service remet à « Café Tournesol » ce qui est gardé sur elle, dont « Café Tournesol »
    Quand 400 jours plus tard
    Et ce qui est gardé depuis trop longtemps est effacé
    Alors rien n’est plus gardé sur « Café Tournesol »
    Et les chiffres sont les mêmes qu’avant
