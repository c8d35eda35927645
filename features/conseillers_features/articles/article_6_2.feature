# language: fr
Fonctionnalité: Article 6.2 - Usage des ressources
  Ce que les entreprises confient se lit en confiance : chaque consultation est au journal. Rien ne ralentit ni
  ne contraint inutilement le travail de l’équipe du service : ce qui fait double emploi lui est signalé et se
  rattache, ce qui manque se demande à l’entreprise, ce qui se répète se fait d’un coup.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand |
    Et les entreprises
      | entreprise       | commune |
      | Café Tournesol   | Agen    |
      | Garage Pivoine   | Boé     |
      | Hôtel Éolien     | Agen    |

  @cgu-6.2.e
  Scénario: Une demande en double est signalée, rattachée, et les deux personnes ont les nouvelles une fois
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand « Café Tournesol » demande encore de l’aide sur « Recruter un ou plusieurs salariés », à l’adresse « lou@tournesol.example »
    Alors la demande de « lou@tournesol.example » est signalée à l’équipe du service : « une autre demande est ouverte pour ce SIRET ou cette adresse »
    Et la demande de « lou@tournesol.example » est signalée à l’équipe du service : « même sujet transmis il y a moins de trois semaines »
    Quand l’équipe du service rattache la demande de « lou@tournesol.example » à celle de « Café Tournesol »
    Et Zoé Marchand prend en charge le besoin de « Café Tournesol »
    Et 1 minute plus tard
    Alors « Café Tournesol » reçoit le mail « Zoé Marchand va vous appeler »
    Et « lou@tournesol.example » reçoit aussi le mail « Zoé Marchand va vous appeler », et une seule fois
    Et la demande de « lou@tournesol.example » est transmise aux conseillers
    Et l’équipe du service trouve parmi les demandes
      | onglet     | entreprises    |
      | transmises | Café Tournesol |
      | classées   | Café Tournesol |

  @cgu-6.2.e
  Scénario: Impossible de rattacher une demande si des conseillers s’en occupent déjà
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Café Tournesol » a demandé encore de l’aide sur « Recruter un ou plusieurs salariés », à l’adresse « lou@tournesol.example »
    Et que Zoé Marchand a pris en charge le besoin de « Café Tournesol »
    Quand l’équipe du service rattache la demande de « Café Tournesol » à celle de « lou@tournesol.example »
    Alors c’est impossible : « Une équipe s’occupe de ce besoin, ou s’en est occupée (« pris en charge »). »

  @cgu-6.2.e
  Scénario: Une demande incomplète est complétée par l’entreprise et reprend son chemin
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Poser une autre question »
    Quand l’équipe du service classe, avec un mail, la demande de « Café Tournesol » : « incomplète »
    Alors « Café Tournesol » reçoit le mail « Votre demande est à compléter »
    Et « Café Tournesol » suit sa demande et lit : classée sans suite
    Quand « Café Tournesol » suit le lien de ce mail et complète sa demande sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » garde : « demande complétée par l’entreprise », par l’entreprise
    Et Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises    |
      | boîte de réception | Café Tournesol |

  @cgu-6.2.e
  Scénario: Impossible de compléter une demande si elle a encore des fautes
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Poser une autre question »
    Quand l’équipe du service classe, avec un mail, la demande de « Café Tournesol » : « incomplète »
    Alors « Café Tournesol » reçoit le mail « Votre demande est à compléter »
    Quand « Café Tournesol » suit le lien de ce mail et renvoie sa demande sans numéro de téléphone
    Alors la faute est sur téléphone : « Ce champ est obligatoire. »

  @cgu-6.2.e
  Scénario: Le mail d’une demande classée est celui que l’équipe du service a écrit
    Étant donné que l’équipe du service a écrit le modèle « incomplète » : « {prenom}, il nous manque votre délai »
    Et que « Café Tournesol » a demandé de l’aide sur « Poser une autre question »
    Quand l’équipe du service classe, avec un mail, la demande de « Café Tournesol » : « incomplète »
    Alors « Café Tournesol » reçoit le mail « Camille, il nous manque votre délai »

  @cgu-6.2.e
  Scénario: Impossible d’écrire un modèle de mail si rien ne remplit l’un de ses champs
    Quand l’équipe du service écrit le modèle « hors du champ du service » : « Bonjour {age} »
    Alors c’est impossible : « Rien ne remplit {age} ; ce qui peut l’être : {prenom}, {nom}, {entreprise}, {sujet}, {date}, {lien_de_suivi}, {lien_pour_completer}. »

  @cgu-6.2.e
  Scénario: Une demande indésirable est classée sans que rien ne le dise
    Étant donné que les demandes de « Café Tournesol » sont indésirables
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors « Café Tournesol » est répondue comme tout le monde, et ne reçoit que l’accusé de réception
    Et aucune équipe ne reçoit de besoin
    Et l’équipe du service trouve parmi les demandes
      | onglet   | entreprises    |
      | classées | Café Tournesol |

  @cgu-6.2.e
  Scénario: Plusieurs demandes se classent d’un coup
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Poser une autre question »
    Et que « Garage Pivoine » a demandé de l’aide sur « Poser une autre question »
    Et que « Hôtel Éolien » a demandé de l’aide sur « Poser une autre question »
    Alors l’équipe du service trouve parmi les demandes
      | onglet      | entreprises                                  |
      | à qualifier | Café Tournesol; Garage Pivoine; Hôtel Éolien |
    Quand l’équipe du service classe d’un coup, « hors du champ du service », les demandes de : Café Tournesol; Hôtel Éolien
    Alors l’équipe du service trouve parmi les demandes
      | onglet      | entreprises                  |
      | à qualifier | Garage Pivoine               |
      | classées    | Hôtel Éolien; Café Tournesol |

  @cgu-6.2.b
  Scénario: Toute consultation d’une fiche est au journal : qui, quand, par quelle voie
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Alors l’équipe « Recrutement 47 » reçoit le mail « Nouveau besoin à Agen : Recruter un ou plusieurs salariés »
    Quand Zoé Marchand suit le lien de ce mail
    Et 2 heures plus tard
    Et Zoé Marchand ouvre la fiche du besoin de « Café Tournesol »
    Alors l’équipe du service lit qui a consulté le besoin de « Café Tournesol »
      | qui          | il y a   | voie           |
      | Zoé Marchand | 0 heure  | session        |
      | Zoé Marchand | 2 heures | lien d’un mail |

  @cgu-6.2.b
  Scénario: Ce qui n’a pas été montré n’est pas au journal
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand un visiteur ouvre la fiche du besoin de « Café Tournesol »
    Alors c’est impossible : « Identifiez-vous pour continuer. »
    Et personne n’a consulté le besoin de « Café Tournesol »

  @cgu-6.2.b
  Scénario: Impossible de lire le journal des consultations si l’on n’est pas de l’équipe du service
    Étant donné que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Quand Zoé Marchand cherche qui a consulté le besoin de « Café Tournesol »
    Alors c’est impossible : « Cette page n’existe pas. »
