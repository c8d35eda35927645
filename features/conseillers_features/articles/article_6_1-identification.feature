# language: fr
Fonctionnalité: Article 6.1 - L’identification
  L’accès est protégé par un identifiant et un mot de passe, personnels et confidentiels : long et difficile à
  deviner, complété si l’on veut par un second facteur, et dont tout changement ferme ce qui était ouvert ailleurs.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers   |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand  |

  @cgu-6.1.c
  Scénario: Un mot de passe ouvre une session, qui expire
    Quand Zoé Marchand ouvre une session sur l’ordinateur
    Alors la session de Zoé Marchand sur l’ordinateur est ouverte
    Quand 12 heures plus tard
    Alors la session de Zoé Marchand sur l’ordinateur est fermée

  @cgu-6.1.c
  Scénario: La session de l’équipe du service se ferme quand elle ne sert plus
    Étant donné que l’équipe du service a ouvert une session sur l’ordinateur
    Quand 29 minutes plus tard
    Alors la session de l’équipe du service sur l’ordinateur est ouverte
    Quand 30 minutes plus tard
    Alors la session de l’équipe du service sur l’ordinateur est fermée

  @cgu-6.1.c
  Plan du scénario: Impossible de s’identifier si l’on a échoué cinq fois, que l’adresse ait un compte ou non
    Quand quelqu’un essaie 5 mots de passe pour <qui>
    Et quelqu’un essaie un mot de passe de plus pour <qui>
    Alors c’est impossible : « Trop d’essais en peu de temps : réessayez dans une minute. »
    Quand 1 minute plus tard
    Et quelqu’un essaie 1 mots de passe pour <qui>
    Et quelqu’un essaie un mot de passe de plus pour <qui>
    Alors c’est impossible : « Trop d’essais en peu de temps : réessayez dans 2 minutes. »

    Exemples:
      | qui          |
      | Zoé Marchand |
      | un inconnu   |

  @cgu-6.1.c
  Scénario: Ce que d’autres essaient n’empêche pas d’entrer d’où l’on s’identifie d’habitude
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Quand quelqu’un essaie 5 mots de passe pour Zoé Marchand
    Et Zoé Marchand ouvre une session sur le téléphone
    Alors la session de Zoé Marchand sur le téléphone est ouverte

  @cgu-6.1.c
  Plan du scénario: Impossible de choisir un mot de passe si on le devine
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Quand Zoé Marchand choisit sur l’ordinateur le mot de passe « <mot de passe> »
    Alors c’est impossible : « <phrase> »

    Exemples:
      | mot de passe            | phrase                                                                                                                                                         |
      | Tr0ub4dor&3             | Un mot de passe comporte de 15 à 1000 caractères.                                                                                                              |
      | password123456789       | Ce mot de passe se devine : il fait partie des mots de passe les plus répandus. Choisissez plusieurs mots sans rapport entre eux.                              |
      | conseillers-entreprises | Ce mot de passe se devine : il reprend votre nom, votre adresse, votre organisme ou le nom du service. Choisissez plusieurs mots sans rapport entre eux.       |
      | azertyuiopqsdfghjklm    | Ce mot de passe se devine : il suit les touches du clavier. Choisissez plusieurs mots sans rapport entre eux.                                                  |
      | bonjourbonjourbonjour   | Ce mot de passe se devine : il répète les mêmes signes. Choisissez plusieurs mots sans rapport entre eux.                                                      |

  @cgu-6.1.c
  Scénario: Un long mot de passe sans majuscule, sans chiffre ni signe est accepté
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Quand Zoé Marchand choisit sur l’ordinateur le mot de passe « girafe lampe tournevis »
    Alors Zoé Marchand ouvre une session sur le téléphone avec son nouveau mot de passe

  @cgu-6.1.c
  Scénario: Impossible de s’identifier sans code si l’on a installé un second facteur
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Et que Zoé Marchand a installé un second facteur sur l’ordinateur
    Quand Zoé Marchand ouvre une session sur le téléphone
    Alors c’est impossible : « Donnez aussi le code à six chiffres de votre application, ou un code de secours. »
    Quand Zoé Marchand ouvre une session sur le téléphone avec le code de son application
    Alors la session de Zoé Marchand sur le téléphone est ouverte
    Quand Zoé Marchand ouvre une session sur la tablette avec le code de son application
    Alors c’est impossible : « Ce code n’est pas le bon, ou il a déjà servi. »

  @cgu-6.1.c
  Scénario: Un code de secours remplace l’application perdue, une fois
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Et que Zoé Marchand a installé un second facteur sur l’ordinateur
    Quand Zoé Marchand ouvre une session sur le téléphone avec un code de secours
    Alors la session de Zoé Marchand sur le téléphone est ouverte
    Quand Zoé Marchand ouvre une session sur la tablette avec un code de secours
    Alors c’est impossible : « Ce code n’est pas le bon, ou il a déjà servi. »

  @cgu-6.1.d
  Scénario: Changer de mot de passe ferme les autres sessions, et son titulaire en est averti
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Et que Zoé Marchand a ouvert une session sur le téléphone
    Quand Zoé Marchand change de mot de passe sur l’ordinateur
    Alors la session de Zoé Marchand sur l’ordinateur est ouverte
    Et la session de Zoé Marchand sur le téléphone est fermée
    Et Zoé Marchand reçoit le mail « Votre mot de passe a été changé »

  @cgu-6.1.d
  Scénario: Impossible de changer le mot de passe d’une session trouvée ouverte si l’on ne connaît pas l’actuel
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Quand Zoé Marchand change de mot de passe sur l’ordinateur, sans connaître l’actuel
    Alors c’est impossible : « Ce mot de passe n’est pas le vôtre. »

  @cgu-6.1.d
  Scénario: On voit où l’on est identifié, et l’on ferme ce que l’on ne reconnaît pas
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Et que Zoé Marchand a ouvert une session sur le téléphone
    Alors Zoé Marchand voit 2 sessions sur l’ordinateur
    Quand Zoé Marchand ferme sur l’ordinateur ses autres sessions
    Alors la session de Zoé Marchand sur le téléphone est fermée
    Et Zoé Marchand voit 1 sessions sur l’ordinateur

  @cgu-6.1.d
  Scénario: Un mot de passe oublié se remplace par le lien d’un mail, et toutes les sessions se ferment
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Quand Zoé Marchand dit avoir oublié son mot de passe
    Alors Zoé Marchand reçoit le mail « Choisissez un nouveau mot de passe »
    Et ce mail dit « Il est à vous seul, sert une fois »
    Quand Zoé Marchand choisit un mot de passe par le lien du mail
    Alors la session de Zoé Marchand sur l’ordinateur est fermée
    Et Zoé Marchand ouvre une session sur l’ordinateur avec son nouveau mot de passe

  @cgu-6.1.d
  Scénario: Impossible de choisir un mot de passe par le lien d’un mail si ses six heures sont passées
    Étant donné que Zoé Marchand a dit avoir oublié son mot de passe
    Quand 6 heures plus tard
    Et Zoé Marchand choisit un mot de passe par le lien du mail
    Alors c’est impossible : « Ce lien ne sert plus : il a servi, ou ses six heures sont passées. Demandez-en un autre si vous en avez encore besoin. »

  @cgu-6.1.d
  Scénario: Impossible de choisir un mot de passe par le lien d’un mail si le lien a servi
    Étant donné que Zoé Marchand a dit avoir oublié son mot de passe
    Quand Zoé Marchand choisit un mot de passe par le lien du mail
    Et Zoé Marchand choisit un mot de passe par le lien du mail
    Alors c’est impossible : « Ce lien ne sert plus : il a servi, ou ses six heures sont passées. Demandez-en un autre si vous en avez encore besoin. »

  @cgu-6.1.d
  Scénario: Qui n’a pas de compte n’apprend pas qui en a un
    Quand un inconnu dit avoir oublié son mot de passe
    Alors aucun mail ne lui est envoyé

  @cgu-6.1.d
  Scénario: Une identification depuis un nouveau lieu est annoncée au titulaire du compte
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur depuis son bureau
    Alors Zoé Marchand n’a reçu aucun mail
    Quand Zoé Marchand ouvre une session sur le téléphone depuis un café
    Alors Zoé Marchand reçoit le mail « Connexion à votre compte depuis un nouveau lieu »
    Et ce mail dit « 203.0.113.0/24 »
    Et ce mail dit « Ce n’est pas vous ? »

  @cgu-6.1.d
  Scénario: Ce qui identifie quelqu’un n’est gardé nulle part
    Étant donné que Zoé Marchand a ouvert une session sur l’ordinateur
    Et que Zoé Marchand a installé un second facteur sur l’ordinateur
    Et que Zoé Marchand a dit avoir oublié son mot de passe
    Alors le service ne garde ni le lien, ni les codes de secours, ni le secret de l’application
