# language: fr
Fonctionnalité: Article 6.2 - Ne pas ralentir les autres
  Ce qui se demande sans s’arrêter attend son tour, avec une phrase qui dit combien de temps ; personne d’autre
  n’attend, et rien de ce qui est reçu ne se perd.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                            | territoire                   | conseillers                |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés | Lot-et-Garonne (département) | Zoé Marchand; Alan Le Goff |
    Et les entreprises
      | entreprise     | commune |
      | Café Tournesol | Agen    |
      | Garage Pivoine | Boé     |

  @cgu-6.2.d
  Scénario: Impossible de demander sans s’arrêter si l’on a un compte, et les autres n’attendent pas
    Étant donné que le service accepte 5 requêtes par compte en 5 minutes
    Quand Zoé Marchand demande ses besoins sans s’arrêter
    Alors c’est impossible pendant 1 minute : « Trop de demandes en peu de temps avec ce compte : recommencez dans une minute. »
    Et Alan Le Goff lit ses besoins comme d’habitude
    Quand 1 minute plus tard
    Alors Zoé Marchand lit ses besoins comme d’habitude

  @cgu-6.2.d
  Scénario: Impossible de déposer encore si la même entreprise a beaucoup déposé, et ce qu’elle a déposé reste
    Étant donné que le service accepte 2 demandes par entreprise en une heure
    Et que « Café Tournesol » a demandé de l’aide sur « Recruter un ou plusieurs salariés »
    Et que « Café Tournesol » a demandé encore de l’aide sur « Poser une autre question », à l’adresse « lou@tournesol.example »
    Quand « Café Tournesol » demande encore de l’aide sur « Poser une autre question », à l’adresse « sam@tournesol.example »
    Alors c’est impossible pendant 30 minutes : « Beaucoup de demandes ont été déposées pour cette entreprise en peu de temps : pour une autre, recommencez dans 30 minutes. »
    Quand « Garage Pivoine » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors Zoé Marchand trouve dans « Besoins reçus »
      | onglet             | entreprises                    |
      | boîte de réception | Garage Pivoine; Café Tournesol |
    Quand 30 minutes plus tard
    Et « Café Tournesol » demande encore de l’aide sur « Poser une autre question », à l’adresse « sam@tournesol.example »
    Alors la demande de « sam@tournesol.example » est signalée à l’équipe du service : « une autre demande est ouverte pour ce SIRET ou cette adresse »
