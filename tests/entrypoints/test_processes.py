"""The whole way in real processes; what is accepted survives a kill and a mail server that is away."""

import json
import os
import re
import signal
import subprocess
from collections import Counter
from pathlib import Path

from conseillers_entrypoints.cli.installation import bring_up_to_date
from conseillers_entrypoints.demo.accounts import DEMO_SIRET
from conseillers_entrypoints.settings import Settings
from tests.adapters.mail_server import free_port
from tests.entrypoints.processes import Caller, Installation, end, until
from tests.entrypoints.service import PASSWORD, ZOE, a_form

FORM = a_form(siret=DEMO_SIRET)


def addressees(mails: list[str]) -> Counter[str]:
    return Counter(re.findall(r"^To: .*?([\w.-]+@[\w.-]+)", "\n".join(mails), re.MULTILINE))


EACH_ONCE = Counter(["camille@atelier.fr", "cci-47-rh@example.org", "emploi-47@example.org"])


def test_a_demand_accepted_just_before_a_kill_goes_the_whole_way_at_the_next_start(folder: Path) -> None:
    installation = Installation(folder)
    with installation.serving() as company:
        receipt = company.ask("POST", "/api/demands", FORM)
        assert receipt.status == 201
        end(company.process)
    assert installation.mails == []
    with installation.serving("--with-jobs") as company:
        until(lambda: len(installation.mails) == 3)
        assert addressees(installation.mails) == EACH_ONCE
        mail = next(one for one in installation.mails if "cci-47-rh@example.org" in one)
        link = re.search(r"http://127\.0\.0\.1:8000(/n/[\w-]+)", mail)
        assert link
        zoe = company.signed_in(ZOE, PASSWORD)
        sheet = zoe.ask("GET", link[1])
        assert sheet.body["company"]["siret"] == DEMO_SIRET
        path = f"/api/needs/{sheet.body['id']}/referrals/cci-47-rh/positions"
        assert zoe.ask("POST", path, {"stance": "taken"}).status == 200
        until(lambda: len(installation.mails) == 4)
        assert "Zoé Marchand" in installation.mails[-1]
        assert zoe.ask("POST", path, {"stance": "closed_helped", "help": ["advice"]}).status == 200
        followed = company.ask("GET", receipt.body["follow_url"].removeprefix("http://127.0.0.1:8000"))
        assert followed.body["status"] == "helped"
        assert company.ask("GET", "/health/ready").body["state"] == "up"
        company.process.send_signal(signal.SIGTERM)
        assert company.process.wait(timeout=30) == 0
    assert len(installation.mails) == 4


def test_a_worker_killed_at_work_sends_no_mail_twice(folder: Path) -> None:
    installation = Installation(folder)
    with installation.serving() as company:
        for rank in range(10):
            form = FORM | {"email": f"camille{rank}@atelier.fr"}
            assert company.ask("POST", "/api/demands", form).status == 201
        end(company.process)
    with installation.started("jobs") as worker:
        until(lambda: len(installation.mails) >= 2)
        end(worker)
    with installation.started("jobs") as worker:
        # Twelve are owed; the job that the killed worker was at is taken back a minute later only.
        until(lambda: len(installation.mails) >= 10)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert max(addressees(installation.mails).values()) == 1


def test_what_the_demonstration_says_to_type_works_as_it_is_typed(tmp_path: Path) -> None:
    port = free_port()
    installation = Installation(tmp_path, {"CONSEILLERS_BASE_URL": f"http://127.0.0.1:{port}"})
    bring_up_to_date(Settings(database_url=f"sqlite:///{tmp_path / 'service.db'}"))
    told = installation.run("demo")
    assert told.returncode == 0
    lines = told.stdout.partition("1. ")[2].partition("5. ")[0]
    typed = re.sub(r"^(\d\..*|Déposer.*)$", "", lines, flags=re.MULTILINE).replace(
        "/tmp/",  # noqa: S108 - where the guide puts its cookies
        f"{tmp_path}/",
    )
    with installation.serving("--with-jobs", port=port):
        said = subprocess.run(  # noqa: S603 - the guide's own words
            ["bash", "-eu", "-c", typed],  # noqa: S607 - whichever bash is there
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    answers = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    assert answers[0]["state"] == "transmitted"
    assert answers[-4]["stance"] == "taken"
    assert answers[-3]["text"] == "Je la rappelle demain."
    assert answers[-2]["stance"] == "closed_helped"
    # Of each team that holds the subject, why it received the need, or did not.
    assert len(answers[-1]["kept"]) == 3
    assert all(one["sentence"] for one in (*answers[-1]["kept"], *answers[-1]["set_aside"]))


def test_a_command_leaves_with_a_status_and_no_word_of_the_program(tmp_path: Path) -> None:
    for database, words, status in (
        ("/dev/null/x.db", ("demo",), 3),
        (f"{tmp_path}/service.db", ("directory", "export"), 1),
    ):
        installation = Installation(tmp_path, {"CONSEILLERS_DATABASE_URL": f"sqlite:///{database}"})
        refused = installation.run(*words)
        assert (refused.returncode, refused.stdout) == (status, "")
        assert refused.stderr
        assert "Traceback" not in refused.stderr


def counted(caller: Caller, name: str, **labels: str) -> float:
    """What the metrics say of a counter, all processes together."""
    told = caller.read("/metrics")
    wanted = {f'{key}="{text}"' for key, text in labels.items()}
    lines = (line for line in told.splitlines() if line.startswith(f"{name}{{"))
    return sum(float(line.rpartition(" ")[2]) for line in lines if all(one in line for one in wanted))


def test_several_processes_count_together_even_those_that_died(folder: Path) -> None:
    requests = "conseillers_http_request_duration_seconds_count"
    installation = Installation(folder, {"TMPDIR": str(folder)})
    with installation.serving("--workers", "2") as company:
        for rank in range(12):
            form = FORM | {"email": f"camille{rank}@atelier.fr"}
            assert company.ask("POST", "/api/demands", form, {"x-request-id": f"essai-{rank}"}).status == 201
        assert counted(company, requests, group="deposit") == 12
        assert counted(company, "conseillers_jobs", task="react", state="todo") > 0
        victim = next(iter(company.workers()))
        os.kill(victim, signal.SIGKILL)
        (shared,) = folder.glob("conseillers-metrics-*")
        # The third has taken the place of the first once it has answered too.
        until(lambda: company.alive() and len(set(shared.glob("histogram_*.db"))) == 3)
        assert counted(company, requests, group="deposit") == 12
        assert company.ask("GET", "/metrics", given={"x-forwarded-for": "203.0.113.9"}).status == 404
        company.process.send_signal(signal.SIGTERM)
        assert company.process.wait(timeout=30) == 0
    assert not shared.exists()
    with installation.started("jobs") as worker:
        until(lambda: len([one for one in installation.events if one["event"] == "job"]) >= 12)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    jobs = [one for one in installation.events if one["event"] == "job"]
    assert {one["request_id"].partition("-")[0] for one in jobs} == {"essai"}
    assert "camille" not in installation.log.read_text("utf-8")
