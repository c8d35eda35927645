# language: fr
Fonctionnalité: Article 5.1 - Ce à quoi s’engage l’éditeur du service
  L’éditeur sécurise le service, en assure l’accès continu et gratuit, et peut le suspendre sans préavis.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen

  # Sécuriser le service et garantir la confidentialité (clause 5.1.b) ; les en-têtes, que seuls les
  # navigateurs lisent, et le journal d’accès, qui vient avec les droits des personnes, ne se jouent pas ici.

  @cgu-5.1.b
  Plan du scénario: Impossible de lire un besoin si on n’est pas d’une équipe qui l’a reçu : rien ne dit qu’il existe
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Agence de l’emploi    | Emploi Mende   | Recruter un ou plusieurs salariés | Mende (commune)              | Inès Roche   |
    Et Paul Ferrand, qui a un compte mais ne figure pas dans l’annuaire
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand <personne> ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « <réponse> »

    Exemples:
      | personne     | réponse                         |
      | un visiteur  | Identifiez-vous pour continuer. |
      | Inès Roche   | Ce besoin n’existe pas.         |
      | Paul Ferrand | Ce besoin n’existe pas.         |

  @cgu-5.1.b
  Scénario: Impossible de répondre à la place d’une équipe si on n’en est pas
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
      | Agence de l’emploi    | Emploi Mende   | Recruter un ou plusieurs salariés | Mende (commune)              | Inès Roche   |
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Inès Roche prend en charge le besoin de « Café Tournesol » pour l’équipe « Recrutement 47 »
    Alors c’est impossible : « Ce besoin n’existe pas. »

  @cgu-5.1.b
  Scénario: Impossible de suivre la demande d’une autre entreprise si le lien n’est pas le sien
    Étant donné l’entreprise « Garage Lilas » à Agen
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Garage Lilas » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand « Garage Lilas » suit, avec son lien, la demande de « Café Tournesol »
    Alors c’est impossible : « Cette demande n’existe pas, ou le lien est incomplet. »

  @cgu-5.1.b
  Scénario: Qui volerait la base de données n’y trouverait de quoi s’identifier pour personne
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a ouvert la fiche du besoin de « Café Tournesol »
    Alors le service garde ce que « Café Tournesol » lui a confié
    Mais il ne garde ni le mot de passe de Zoé Marchand ni sa session, seulement leurs empreintes
    Et il ne garde pas le lien de suivi de « Café Tournesol »
    Et l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Et il ne garde pas le lien de ce mail

  @cgu-5.1.b
  Scénario: Les journaux ne disent rien de personne
    Étant donné que quelqu’un lit les journaux du service
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand 2 minutes plus tard
    Alors « Café Tournesol » a reçu 2 mails
    Et les journaux ne disent rien de « Café Tournesol », ni de qui la représente, ni de Zoé Marchand

  @cgu-5.1.b
  Plan du scénario: Les journaux ne disent rien de personne, même quand quelque chose ne va pas
    Étant donné que quelqu’un lit les journaux du service
    Et que <panne>
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et 2 heures plus tard
    Alors les journaux ne disent rien de « Café Tournesol », ni de qui la représente, ni de Zoé Marchand

    Exemples:
      | panne                                     |
      | le serveur de mail est en panne           |
      | le registre des entreprises ne répond plus |

  # Suspendre le service, et le rouvrir (clause 5.1.d)

  @cgu-5.1.d
  Scénario: Impossible de déposer une demande si le service est suspendu : la raison et la reprise sont dites
    Quand l’exploitant suspend le service pour 2 heures : « Le service est mis à jour. »
    Et « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors c’est impossible avant 2 heures : « Le service est mis à jour. Reprise prévue le 23 novembre 2026 à 12 h 00. »
    Quand l’exploitant rouvre le service
    Alors aucune équipe ne reçoit de besoin

  @cgu-5.1.d
  Scénario: Impossible de déposer une demande si le service est suspendu sans terme connu : revenir est proposé
    Quand l’exploitant suspend le service : « Le service est mis à jour. »
    Et « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors c’est impossible avant 10 minutes : « Le service est mis à jour. »

  @cgu-5.1.d
  Scénario: À la réouverture, la demande refusée se dépose et suit son cours
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Quand l’exploitant suspend le service : « Le service est mis à jour. »
    Et « Café Tournesol » dépose cette demande
    Alors c’est impossible : « Le service est mis à jour. »
    Quand l’exploitant rouvre le service
    Et « Café Tournesol » dépose cette demande
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et seules ces équipes reçoivent un mail, et un seul : Recrutement 47

  @cgu-5.1.d
  Scénario: Le service suspendu se lit encore : la fiche, la boîte de réception, la demande de l’entreprise
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a ouvert la fiche du besoin de « Café Tournesol »
    Quand l’exploitant suspend le service : « Le service est mis à jour. »
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors la fiche est celle du besoin de « Café Tournesol »
    Et Zoé Marchand cherche « Tournesol » et trouve : Café Tournesol
    Et la demande de « Café Tournesol » est transmise aux conseillers

  @cgu-5.1.d
  Scénario: Impossible de prendre un besoin en charge si le service est suspendu : il reste en attente
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que Zoé Marchand a ouvert la fiche du besoin de « Café Tournesol »
    Quand l’exploitant suspend le service : « Le service est mis à jour. »
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Alors c’est impossible : « Le service est mis à jour. »
    Quand l’exploitant rouvre le service
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Alors « Café Tournesol » lit que Zoé Marchand, de l’équipe « Recrutement 47 », s’en occupe

  @cgu-5.1.d
  Scénario: Impossible de s’identifier si le service est suspendu, sauf pour qui l’exploite et le rouvrira
    Étant donné que l’exploitant a suspendu le service : « Le service est mis à jour. »
    Quand Zoé Marchand cherche à s’identifier
    Alors c’est impossible : « Le service est mis à jour. »
    Quand 1 jour plus tard
    Et l’exploitant rouvre le service
    Et Zoé Marchand cherche à s’identifier
    Et Zoé Marchand ouvre la fiche d’un besoin qui n’existe pas
    Alors c’est impossible : « Ce besoin n’existe pas. »

  @cgu-5.1.d
  Scénario: Les tâches en attente sont gardées pendant la suspension, et reprennent à la réouverture
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’exploitant suspend le service : « Le service est mis à jour. »
    Et 2 jours plus tard
    Alors aucun mail ne part
    Quand le service est arrêté brutalement, puis redémarre
    Alors aucun mail ne part
    Quand l’exploitant rouvre le service
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et « Café Tournesol » a reçu 1 mails

  @cgu-5.1.d
  Scénario: L’exploitant peut laisser s’exécuter les tâches en attente pendant la suspension
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand l’exploitant suspend le service en laissant s’exécuter les tâches : « Le service est mis à jour. »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47

  @cgu-5.1.d
  Plan du scénario: Impossible de suspendre ou de rouvrir le service si on ne l’exploite pas
    Quand <personne> suspend le service : « Le service est mis à jour. »
    Alors c’est impossible : « Cette page n’existe pas. »
    Quand <personne> rouvre le service
    Alors c’est impossible : « Cette page n’existe pas. »
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est transmise aux conseillers

    Exemples:
      | personne           |
      | Zoé Marchand       |
      | L’équipe du service |

  # Un accès continu et gratuit (clause 5.1.c)

  @cgu-5.1.c
  Scénario: Le dépôt est gratuit et ne demande aucun compte
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et « Café Tournesol » reçoit le mail « Votre demande est bien reçue »
    Et ce mail dit « Le service est public et gratuit »

  @cgu-5.1.c
  Scénario: Le dépôt aboutit pendant que le registre et le serveur de mail sont en panne, et rien n’est perdu
    Étant donné que le registre des entreprises ne répond plus
    Et que le serveur de mail est en panne
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est reçue
    Et aucun mail ne part
    Quand le registre des entreprises répond à nouveau
    Et 2 heures plus tard
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et aucun mail ne part
    Quand le serveur de mail est réparé
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et « Café Tournesol » n’a reçu que l’accusé de réception
    Et l’exploitant voit 2 mails partis, sans nom ni adresse

  @cgu-5.1.c
  Scénario: Un arrêt brutal entre la réponse et les mails ne perd rien et ne double rien
    Étant donné que le serveur de mail est en panne
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et le service est arrêté brutalement, puis redémarre
    Et 1 heure plus tard
    Et le service est arrêté brutalement, puis redémarre
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et aucun mail ne part
    Quand le serveur de mail est réparé
    Et le service est arrêté brutalement, puis redémarre
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-5.1.c
  Scénario: Un serveur de mail en panne près de trois jours retarde les mails sans en perdre ni en doubler
    Quand le serveur de mail est en panne
    Et « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et le serveur de mail reste en panne 70 heures
    Alors l’exploitant voit 2 mails reportés, sans nom ni adresse
    Quand le serveur de mail est réparé
    Et 2 heures plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et « Café Tournesol » n’a reçu que l’accusé de réception

  @cgu-5.1.c
  Scénario: Un mail dont tous les essais ont échoué est gardé, et repart quand l’exploitant le demande
    Quand le serveur de mail est en panne
    Et « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Et le serveur de mail reste en panne 7 jours
    Alors l’exploitant voit 2 mails abandonnés, sans nom ni adresse
    Quand le serveur de mail est réparé
    Et 2 heures plus tard
    Alors l’exploitant voit 2 mails abandonnés, sans nom ni adresse
    Quand l’exploitant fait repartir les mails abandonnés
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et « Café Tournesol » n’a reçu que l’accusé de réception
    Et l’exploitant voit 0 mails abandonnés, sans nom ni adresse

  @cgu-5.1.c
  Scénario: Une équipe dont la boîte n’existe plus se voit, et reçoit tout une fois la boîte rétablie
    Étant donné que la boîte de l’équipe « Recrutement 47 » n’existe plus
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors seules ces équipes reçoivent un mail, et un seul : —
    Et l’équipe du service voit que l’équipe « Recrutement 47 » n’est plus prévenue : « la boîte aux lettres n’existe pas »
    Et l’exploitant voit 1 mails refusés, sans nom ni adresse
    Quand la boîte de l’équipe « Recrutement 47 » est rétablie
    Et 3 jours plus tard
    Alors seules ces équipes reçoivent un mail, et un seul : —
    Quand l’équipe du service lève le refus de l’adresse de l’équipe « Recrutement 47 »
    Alors seules ces équipes reçoivent un mail, et un seul : Recrutement 47
    Et l’équipe du service ne voit aucune adresse refusée
