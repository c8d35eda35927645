# language: fr
Fonctionnalité: Article 5.3 - Ce à quoi s’engagent les conseillers
  Le conseiller veille à fournir des informations exactes ; il n’est pas responsable de leur inexactitude.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Malik Benali |
      | Agence de l’emploi    | Emploi Agen    | Recruter un ou plusieurs salariés | Agen (commune)               | Inès Roche                 |
    Et l’entreprise « Café Tournesol » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Et que Zoé Marchand a clos le besoin de « Café Tournesol » : « clôturé, aide proposée »

  # Corriger ce qu’on a dit (clause 5.3.a) : une clôture, puis un commentaire.

  @cgu-5.3.a
  Scénario: L’équipe qui a clos un besoin corrige sa clôture : la fiche montre la dernière version et dit qu’elle est corrigée
    Quand Zoé Marchand corrige la clôture du besoin de « Café Tournesol » : aide financière; conseils, « Prêt accordé. »
    Et Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors l’équipe « Recrutement 47 » y a clos le besoin par : aide financière; conseils, « Prêt accordé. », corrigé par Zoé Marchand
    Et Inès Roche n’y lit pas ce qui était dit avant pour l’équipe « Recrutement 47 »
    Et la position « clôturé, aide proposée » de l’équipe « Recrutement 47 » vient de un conseiller, par Zoé Marchand

  @cgu-5.3.a
  Scénario: La version d’avant est gardée, et l’équipe du service la lit
    Quand Zoé Marchand corrige la clôture du besoin de « Café Tournesol » : aide financière, « Prêt demandé. »
    Et L’équipe du service corrige la clôture du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 » : aide financière, « Prêt accordé. »
    Et L’équipe du service ouvre la fiche du besoin de « Café Tournesol »
    Alors l’équipe « Recrutement 47 » y a clos le besoin par : aide financière, « Prêt accordé. », corrigé par Équipe du service
    Et L’équipe du service y lit ce qui était dit avant pour l’équipe « Recrutement 47 » : aide financière, « Prêt demandé. »

  @cgu-5.3.a
  Scénario: Une correction n’écrit à personne et ne rouvre pas le besoin
    Étant donné 1 heure plus tard
    Et que Zoé Marchand a corrigé la clôture du besoin de « Café Tournesol » : conseils, « Rendez-vous le 3. »
    Quand 1 heure plus tard
    Alors « Café Tournesol » n’a reçu que l’accusé de réception
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet   | entreprises    |
      | clôturés | Café Tournesol |

  @cgu-5.3.a
  Scénario: Impossible de corriger une clôture si elle ne dit plus quelle aide est proposée
    Quand Zoé Marchand corrige la clôture du besoin de « Café Tournesol » : —, « Rien. »
    Alors c’est impossible : « Indiquez au moins une nature d’aide proposée. »

  @cgu-5.3.a
  Scénario: Impossible de corriger une clôture si c’est celle d’une autre équipe
    Quand Inès Roche corrige la clôture du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 » : conseils, « Faux. »
    Alors c’est impossible : « Vous n’appartenez pas à cette équipe : seuls ses membres se positionnent pour elle. »

  @cgu-5.3.a
  Scénario: Impossible de corriger une clôture si le besoin est rouvert
    Étant donné que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand Zoé Marchand corrige la clôture du besoin de « Café Tournesol » : conseils, « Trop tard. »
    Alors c’est impossible : « Ce besoin est « pris en charge » : il n’y a pas de clôture à corriger. »

  @cgu-5.3.a
  Scénario: Un commentaire se corrige, et ce qu’il disait est gardé
    Étant donné que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a deux salariés. »
    Quand Zoé Marchand corrige ce commentaire : « Elle a trois salariés. »
    Et Malik Benali lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur       | texte                  |
      | Zoé Marchand | Elle a trois salariés. |
    Et le fil dit quand ce commentaire a été corrigé
    Et le service garde encore « Elle a deux salariés. », qu’aucun lecteur du fil ne voit plus

  @cgu-5.3.a
  Scénario: Un commentaire retiré ne se lit plus, et ce qu’il disait est gardé
    Étant donné que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a deux salariés. »
    Quand Zoé Marchand retire ce commentaire
    Et Malik Benali lit le fil du besoin de « Café Tournesol »
    Alors le fil montre
      | auteur       | nature             | texte |
      | Zoé Marchand | commentaire retiré |       |
    Et le service garde encore « Elle a deux salariés. », qu’aucun lecteur du fil ne voit plus

  @cgu-5.3.a
  Plan du scénario: Impossible de corriger un commentaire si on n’en est pas l’auteur
    Étant donné que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a deux salariés. »
    Quand <personne> corrige ce commentaire : « Elle a trois salariés. »
    Alors c’est impossible : « Seul l’auteur d’un commentaire peut le corriger ou le retirer. »

    Exemples:
      | personne            |
      | Malik Benali        |
      | L’équipe du service |

  @cgu-5.3.a
  Scénario: Impossible de corriger un commentaire si on l’a retiré
    Étant donné que Zoé Marchand a écrit sur le besoin de « Café Tournesol » : « Elle a deux salariés. »
    Quand Zoé Marchand retire ce commentaire
    Et Zoé Marchand corrige ce commentaire : « Elle a trois salariés. »
    Alors c’est impossible : « Ce commentaire a été retiré. »

  # D’où vient chaque information (clause 5.3.b) : sa source est dite, personne n’est noté en faute.

  @cgu-5.3.b
  Scénario: La fiche dit de qui vient chaque information : l’entreprise, un registre, un conseiller
    Quand Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche dit que la description vient de l’entreprise
    Et la fiche dit que le contact vient de l’entreprise
    Et la fiche dit que ce qu’elle dit de l’entreprise vient de un registre officiel (Registre d’essai)
    Et la position « clôturé, aide proposée » de l’équipe « Recrutement 47 » vient de un conseiller, par Zoé Marchand

  @cgu-5.3.b
  Scénario: Une information corrigée est dite corrigée, et la position reste à qui l’a prise
    Quand L’équipe du service corrige la clôture du besoin de « Café Tournesol » pour l’équipe « Recrutement 47 » : conseils, « Mieux dit. »
    Et Inès Roche ouvre la fiche du besoin de « Café Tournesol »
    Alors l’équipe « Recrutement 47 » y a clos le besoin par : conseils, « Mieux dit. », corrigé par Équipe du service
    Et la position « clôturé, aide proposée » de l’équipe « Recrutement 47 » vient de un conseiller, par Zoé Marchand
