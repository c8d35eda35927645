# language: fr
Fonctionnalité: Article 4.1 - Déposer une demande sur une thématique prévue
  Sans compte ni inscription, un utilisateur choisit une thématique dans la liste proposée et remplit un
  formulaire : son besoin, quelques éléments de contexte, son numéro SIRET et ses coordonnées.

  Contexte:
    Étant donné l’annuaire
      | institution           | équipe         | sujets                                                                     | territoire                   | conseillers  |
      | CCI du Lot-et-Garonne | Recrutement 47 | Recruter un ou plusieurs salariés; Former les salariés ou le dirigeant | Lot-et-Garonne (département) | Zoé Marchand |
    Et l’entreprise « Café Tournesol » à Agen

  @cgu-4.1.a
  Scénario: Une demande se dépose et se suit sans compte
    Quand « Café Tournesol » demande de l’aide sur « Recruter un ou plusieurs salariés »
    Alors la demande de « Café Tournesol » est transmise aux conseillers
    Et « Café Tournesol » suit sa demande et lit : en attente d’une réponse des conseillers
    Quand la personne qui représente « Café Tournesol » cherche à s’identifier
    Alors c’est impossible : « Adresse e-mail ou mot de passe incorrect. »

  # Le dépôt dans un cadre intégré et par l’API des partenaires, l’origine et les sites non autorisés
  # (clause 4.1.b) viennent avec les partenaires.

  @cgu-4.1.c
  Plan du scénario: Chaque page d’atterrissage propose ses sujets
    Alors la page « <page> » propose exactement : <sujets>

    Exemples:
      | page                              | sujets |
      | partenaire-commerces-de-proximite | Recruter un ou plusieurs salariés; Accueillir un apprenti ou un alternant; Ouvrir ou déplacer un point de vente; Être visible et vendre en ligne; Passer à la facture électronique; Faire face à un manque de trésorerie; Céder son entreprise; Poser une autre question |
      | partenaire-relance-verte          | Réduire, trier et réemployer ses déchets; Préserver l’eau et éviter les pollutions; Réduire sa consommation d’énergie; Se déplacer et livrer autrement; S’engager dans une démarche responsable; Poser une autre question |

  @cgu-4.1.c
  Plan du scénario: Impossible d’ouvrir une page d’atterrissage si elle n’est pas ouverte au public
    Quand quelqu’un ouvre la page « <page> »
    Alors c’est impossible : « <réponse> »

    Exemples:
      | page              | réponse                                                                             |
      | campagne-terminee | Cette page n’existe pas ou n’existe plus.                                           |
      | page-inventee     | Cette page n’existe pas ou n’existe plus.                                           |
      | page-en-pause     | Le dépôt de demandes est momentanément suspendu sur cette page. Revenez plus tard. |

  @cgu-4.1.c
  Plan du scénario: Impossible de déposer une demande si le sujet n’est pas proposé
    Étant donné la demande de « Café Tournesol » sur « Former les salariés ou le dirigeant »
    Et dans la demande de « Café Tournesol », page d’accueil vaut « <page> »
    Et dans la demande de « Café Tournesol », sujet vaut « <sujet> »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur <champ> : « <réponse> »
    Et aucune équipe ne reçoit de besoin

    Exemples:
      | page                              | sujet                | champ          | réponse                                   |
      | accueil                           |                      | sujet          | Choisissez un sujet.                      |
      | accueil                           | sujet-invente        | sujet          | Sujet inconnu : « sujet-invente ».        |
      | partenaire-commerces-de-proximite | former-les-salaries  | sujet          | Sujet inconnu : « former-les-salaries ».  |
      | campagne-terminee                 | former-les-salaries  | page d’accueil | Cette page n’existe pas ou n’existe plus. |
      | page-inventee                     | former-les-salaries  | page d’accueil | Cette page n’existe pas ou n’existe plus. |

  @cgu-4.1.c
  Scénario: Impossible de déposer une demande si le sujet est archivé
    Étant donné la demande de « Café Tournesol » sur « Former les salariés ou le dirigeant »
    Et que l’équipe du service archive le sujet « Former les salariés ou le dirigeant »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur sujet : « Sujet inconnu : « former-les-salaries ». »

  @cgu-4.1.c
  Scénario: Impossible de déposer une demande si le thème est archivé
    Étant donné la demande de « Café Tournesol » sur « Former les salariés ou le dirigeant »
    Et que l’équipe du service archive le thème « Ressources humaines »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur sujet : « Sujet inconnu : « former-les-salaries ». »

  # La saisie gardée dans le formulaire du site vient avec les pages ; par l’API, ce qui a été envoyé
  # reste chez qui l’envoie : une seule faute corrigée, la même demande passe.

  @cgu-4.1.d
  Scénario: Impossible de déposer une demande si des champs manquent : tous sont nommés à la fois
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », description vaut « »
    Et dans la demande de « Café Tournesol », prénom vaut « »
    Et dans la demande de « Café Tournesol », nom vaut « »
    Et dans la demande de « Café Tournesol », téléphone vaut « »
    Et dans la demande de « Café Tournesol », adresse e-mail vaut « »
    Et dans la demande de « Café Tournesol », numéro SIRET vaut « »
    Et dans la demande de « Café Tournesol », la réponse à « S’agit-il de la première embauche de l’entreprise ? » est « »
    Et dans la demande de « Café Tournesol », déclaration d’exactitude vaut « non »
    Quand « Café Tournesol » dépose cette demande
    Alors chaque faute est nommée
      | champ                                                | réponse                                                                                  |
      | description                                          | Décrivez votre besoin en quelques phrases.                                               |
      | prénom                                               | Ce champ est obligatoire.                                                                |
      | nom                                                  | Ce champ est obligatoire.                                                                |
      | téléphone                                            | Ce champ est obligatoire.                                                                |
      | adresse e-mail                                       | Ce champ est obligatoire.                                                                |
      | numéro SIRET                                         | Le numéro SIRET est obligatoire. Le service s’adresse aux entreprises déjà créées. Pour créer la vôtre, rendez-vous sur formalites.entreprises.gouv.fr ou contactez la chambre de commerce et d’industrie ou la chambre de métiers et de l’artisanat de votre département. |
      | S’agit-il de la première embauche de l’entreprise ? | Répondez à la question « S’agit-il de la première embauche de l’entreprise ? ».        |
      | déclaration d’exactitude                             | Attestez que les informations transmises sont exactes. Toute fausse déclaration, pour soi-même ou pour autrui, expose aux sanctions de l’article 441-1 du code pénal : jusqu’à trois ans d’emprisonnement et 45 000 euros d’amende. |
    Et aucun mail ne part
    Et aucune équipe ne reçoit de besoin

  @cgu-4.1.d
  Scénario: Impossible de déposer une demande si des champs sont faux : tous sont nommés à la fois
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », téléphone vaut « 12 »
    Et dans la demande de « Café Tournesol », adresse e-mail vaut « camille@ »
    Et dans la demande de « Café Tournesol », numéro SIRET vaut « 123 »
    Et dans la demande de « Café Tournesol », la réponse à « S’agit-il de la première embauche de l’entreprise ? » est « peut-être »
    Quand « Café Tournesol » dépose cette demande
    Alors chaque faute est nommée
      | champ                                               | réponse                                                                   |
      | téléphone                                           | Ce numéro de téléphone n’est pas valide.                                  |
      | adresse e-mail                                      | Après le signe @, il faut un domaine complet, par exemple « exemple.fr ». |
      | numéro SIRET                                        | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie.             |
      | S’agit-il de la première embauche de l’entreprise ? | Réponse inconnue ; attendu : « true », « false ».                         |

  @cgu-4.1.d
  Scénario: Une demande refusée passe une fois corrigée, le reste étant inchangé
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », téléphone vaut « 12 »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur téléphone : « Ce numéro de téléphone n’est pas valide. »
    Quand dans la demande de « Café Tournesol », téléphone vaut « 05 53 00 00 00 »
    Et « Café Tournesol » dépose cette demande
    Alors la demande de « Café Tournesol » est transmise aux conseillers

  @cgu-4.1.d
  Scénario: Impossible de déposer une demande si le texte proposé n’est pas complété
    Étant donné la demande de « Café Tournesol » sur « Former les salariés ou le dirigeant »
    Et dans la demande de « Café Tournesol », la description est le texte proposé
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur description : « Complétez le texte proposé avec ce qui concerne votre entreprise. »

  @cgu-4.1.d
  Plan du scénario: Impossible de déposer une demande si le numéro SIRET est faux
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », numéro SIRET vaut « <SIRET> »
    Quand « Café Tournesol » dépose cette demande
    Alors la faute est sur numéro SIRET : « <réponse> »

    Exemples: Quatorze chiffres
      | SIRET           | réponse                                                       |
      | 0000000180001   | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie. |
      | 000000018000100 | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie. |
      | 0000000180001O  | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie. |
      | 00000000000000  | Un numéro SIRET comporte 14 chiffres : vérifiez votre saisie. |

    Exemples: La clé de Luhn, sur les quatorze chiffres et sur les neuf premiers
      | SIRET          | réponse                                                          |
      | 00000001800011 | Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis. |
      | 00000000100017 | Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis. |

    Exemples: La Poste, hors de son siège : une somme divisible par 5
      | SIRET          | réponse                                                          |
      | 35600000049839 | Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis. |
      | 35600000000049 | Ce numéro SIRET n’existe pas : vérifiez les 14 chiffres saisis. |

  @cgu-4.1.d
  Plan du scénario: Un numéro SIRET juste est accepté comme on l’écrit
    Étant donné la demande de « Café Tournesol » sur « Recruter un ou plusieurs salariés »
    Et dans la demande de « Café Tournesol », numéro SIRET vaut « <SIRET> »
    Quand « Café Tournesol » dépose cette demande
    Alors la demande de « Café Tournesol » est en cours d’examen par l’équipe du service

    Exemples:
      | SIRET             |
      | 00000001800010    |
      | 000 000 018 00010 |
      | 000.000.018-00010 |
      | 35600000000048    |
      | 35600000049837    |

  @cgu-4.1.d
  Plan du scénario: Impossible d’être accompagné si l’établissement n’est pas en activité en France
    Étant donné l’entreprise « Maison Brume », d’après le registre <état>
    Et la demande de « Maison Brume » sur « Recruter un ou plusieurs salariés »
    Quand « Maison Brume » dépose cette demande
    Alors la faute est sur numéro SIRET : « <réponse> »

    Exemples:
      | état        | réponse                                                                         |
      | fermée      | Cet établissement est fermé : donnez le SIRET d’un établissement ouvert.       |
      | à l’étranger | Cet établissement est à l’étranger : le service n’y intervient pas.           |
