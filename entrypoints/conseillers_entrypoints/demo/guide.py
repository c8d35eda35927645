"""What to try once the demonstration is in place: addresses, accounts, a deposit by `curl`."""

import json

from conseillers_domain.accounts import Role
from conseillers_domain.terms import TERMS_VERSION
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SIRET
from conseillers_entrypoints.settings import Settings

SUBJECT = "recruter"


def deposit_body(container: Container) -> dict[str, object]:
    """A deposit that the demo country answers."""
    subject = container.read_catalogue().whole().subjects[SUBJECT]
    return {
        "subject": SUBJECT,
        "description": "Je cherche un premier salarié pour mon atelier et je ne sais pas par où commencer.",
        "first_name": "Camille",
        "last_name": "Martin",
        "phone": "05 53 00 00 00",
        "email": "camille.martin@atelier.example",
        "siret": DEMO_SIRET,
        "answers": {question.key: question.options[0].value for question in subject.questions},
        "terms_version": TERMS_VERSION,
        "declares_accuracy": True,
    }


def _addresses() -> tuple[str, ...]:
    return tuple(account.email for account in DEMO_ACCOUNTS)


def guide(settings: Settings, container: Container) -> str:
    """The whole of it, ready to be read on a terminal and pasted from."""
    url = settings.base_url
    accounts = "\n".join(f"  {one.email:44} {one.tells}" for one in DEMO_ACCOUNTS)
    body = json.dumps(deposit_body(container), ensure_ascii=False, indent=2)
    directory = container.read_directory().current()
    advisor = next(one for one in map(directory.advisors.get, _addresses()) if one is not None)
    team = advisor.teams[0]
    staff = next(one for one in DEMO_ACCOUNTS if Role.STAFF in one.roles)
    return f"""
À essayer
  {url}/api/docs            l'API, à lire et à essayer
  {url}/api/catalogue       les thèmes et les sujets
  {url}/health/ready        l'état du service
  Les mails sont des fichiers : {settings.mail_url.removeprefix("file://")}/

Comptes (mot de passe : {DEMO_PASSWORD})
{accounts}

1. Déposer une demande
curl -sS -w '\\n' {url}/api/demands -H 'content-type: application/json' -d '{body.replace("'", "’")}'

2. S'identifier, lire les besoins reçus
curl -sS -w '\\n' -c /tmp/conseillers.cookies {url}/api/session -H 'content-type: application/json' \\
  -d '{{"email": "{advisor.email}", "password": "{DEMO_PASSWORD}"}}'
curl -sS -w '\\n' -b /tmp/conseillers.cookies '{url}/api/needs?tab=inbox'

3. Prendre en charge le premier besoin reçu, l'écrire aux autres équipes, puis le clore
CSRF=$(awk '$6 == "csrftoken" {{print $7}}' /tmp/conseillers.cookies)
BESOIN=$(curl -sS -b /tmp/conseillers.cookies '{url}/api/needs' | sed -E 's/^.{{17}}([^"]+).*/\\1/')
curl -sS -w '\\n' -b /tmp/conseillers.cookies -H "x-csrftoken: $CSRF" -H 'content-type: application/json' \\
  {url}/api/needs/$BESOIN/referrals/{team}/positions -d '{{"stance": "taken"}}'
curl -sS -w '\\n' -b /tmp/conseillers.cookies -H "x-csrftoken: $CSRF" -H 'content-type: application/json' \\
  {url}/api/needs/$BESOIN/comments \\
  -d '{{"team": "{team}", "kind": "coordination", "text": "Je la rappelle demain."}}'
curl -sS -w '\\n' -b /tmp/conseillers.cookies -H "x-csrftoken: $CSRF" -H 'content-type: application/json' \\
  {url}/api/needs/$BESOIN/referrals/{team}/positions -d '{{"stance": "closed_helped", "help": ["advice"]}}'

4. Lire, comme l'équipe du service, pourquoi chaque équipe du sujet a reçu ce besoin, ou non
curl -sS -o /dev/null -c /tmp/conseillers.staff {url}/api/session -H 'content-type: application/json' \\
  -d '{{"email": "{staff.email}", "password": "{DEMO_PASSWORD}"}}'
curl -sS -w '\\n' -b /tmp/conseillers.staff {url}/api/admin/needs/$BESOIN/routing

   Une demande de compte et une invitation attendent aussi l'équipe du service :
curl -sS -w '\\n' -b /tmp/conseillers.staff {url}/api/admin/access-requests
curl -sS -w '\\n' -b /tmp/conseillers.staff {url}/api/admin/invitations
   Le lien de l'invitation est dans son mail ; l'ouvrir montre ce qu'il faut renvoyer à « …/acceptance ».

5. Voir ce que voit l'entreprise : le « follow_url » rendu par le dépôt.

6. Voir où personne ne répond : « conseillers coverage --html couverture.html », à ouvrir dans un navigateur.

7. Jouer les mois à venir : « conseillers clock --until AAAA-MM-JJ » ; relances, mails et paniers arrivent
   comme si le temps avait passé. Des entreprises fictives demandent et donnent leur avis, des équipes leur
   répondent, l'équipe du service trie, relance et répond (quelques minutes par an) ; ce qui est venu, et ce
   qui n'est pas venu, est compté à la fin.
   Lire ensuite {url}/api/admin/baskets comme l'équipe du service.
"""
