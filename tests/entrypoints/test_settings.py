"""The settings of an installation: where they come from, and every fault at once."""

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from attrs import fields
from typed_settings.exceptions import InvalidSettingsError

from conseillers_domain.catalogue import Transmission
from conseillers_domain.followup import DEFAULTS
from conseillers_entrypoints.observation.logs import LogForm, LogLevel
from conseillers_entrypoints.settings import Settings, WrongSettings, load_settings, loading
from conseillers_entrypoints.settings.whole import PARTS


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CONSEILLERS_"):
            monkeypatch.delenv(name)


def in_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    file = tmp_path / "conseillers.toml"
    file.write_text("\n".join(("[conseillers]", *lines)), "utf-8")
    monkeypatch.setenv("CONSEILLERS_SETTINGS", str(file))


def refused() -> tuple[str, ...]:
    with pytest.raises(WrongSettings) as wrong:
        load_settings()
    assert str(wrong.value) == "\n".join(wrong.value.sentences)
    return wrong.value.sentences


def test_a_single_machine_needs_no_setting() -> None:
    settings = load_settings()
    assert settings == Settings()
    assert settings.registries == ("file",)
    assert settings.mail_domain == "conseillers.example"


def test_the_faults_of_every_part_are_told() -> None:
    assert Settings.__bases__ == PARTS


def test_logs_are_for_programs_unless_one_wants_to_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (load_settings().log, load_settings().log_level) == (LogForm.JSON, LogLevel.INFO)
    monkeypatch.setenv("CONSEILLERS_LOG", "text")
    monkeypatch.setenv("CONSEILLERS_LOG_LEVEL", "warning")
    assert (load_settings().log, load_settings().log_level) == (LogForm.TEXT, LogLevel.WARNING)
    monkeypatch.setenv("CONSEILLERS_LOG", "xml")
    monkeypatch.setenv("CONSEILLERS_LOG_LEVEL", "beaucoup")
    monkeypatch.setenv("CONSEILLERS_METRICS_TOKEN", "court")
    assert set(refused()) == {
        "CONSEILLERS_LOG attend json ou text.",
        "CONSEILLERS_LOG_LEVEL attend debug, info, warning ou error.",
        "CONSEILLERS_METRICS_TOKEN doit compter au moins 32 caractères.",
    }


def test_variables_win_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_file(tmp_path, monkeypatch, "merge_seconds = 5", 'transmission = "reviewed"', "with_jobs = true")
    monkeypatch.setenv("CONSEILLERS_MERGE_SECONDS", "7")
    settings = load_settings()
    assert settings.merged_over.total_seconds() == 7
    assert settings.transmission is Transmission.REVIEWED
    assert settings.with_jobs is True


def test_every_fault_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "TRANSMISSION": "parfois",
        "MERGE_SECONDS": "une minute",
        "ARCHIVED_DAYS": "six mois",
        "WITH_JOBS": "peut-être",
        "TLS_ENDS_HERE": "ici",
        "BASE_URL": "conseillers",
        "SECRET_KEY": "court",
        "CONTACT_EMAIL": "contact",
        "REGISTRY": "annuaire",
        "DATABASE_URL": "mysql://ailleurs",
        "MAIL_URL": "pigeon://",
        "BOUNCES": "/var/mail/retours",
        "BOUNCES_TOKEN": "court",
        "PROXIES": "ailleurs",
        "COULEUR": "bleu",
    }
    for name, text in wrong.items():
        monkeypatch.setenv(f"CONSEILLERS_{name}", text)
    sentences = refused()
    assert sorted(one.split()[0] for one in sentences) == sorted(f"CONSEILLERS_{one}" for one in wrong)
    assert all(one.endswith((".", "?")) for one in sentences)
    assert os.environ["CONSEILLERS_TRANSMISSION"] == "parfois"


def test_declared_proxies_are_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().proxy_networks == ()
    monkeypatch.setenv("CONSEILLERS_PROXIES", "10.0.0.0/8, ::1")
    assert load_settings().proxy_networks == (ip_network("10.0.0.0/8"), ip_network("::1"))


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_file(
        tmp_path,
        monkeypatch,
        'merge_seconds = "une minute"',
        'transmission = "parfois"',
        'contact_email = "contact"',
        'couleur = "bleu"',
    )
    told = " ".join(refused())
    for name in ("MERGE_SECONDS", "TRANSMISSION", "CONTACT_EMAIL", "couleur"):
        assert name in told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("merge_seconds", "-1"),
        ("registry", " , "),
        ("registry", "file,annuaire"),
        ("base_url", "ftp://conseillers.fr"),
        ("base_url", "https://"),
        ("base_url", "http://[::1"),
        ("base_url", "http://conseillers.fr:99999"),
        ("base_url", "http://localhost/?a=b"),
        ("merge_seconds", "86401"),
        ("need_link_days", "0"),
        ("need_link_days", "367"),
        ("invitation_days", "0"),
        ("invitation_days", "367"),
        ("terms_version", " "),
        ("incident_pass_minutes", "0"),
        ("orphan_working_days", "31"),
        ("breach_hours", "24,demain"),
        ("breach_hours", "0,24"),
        ("answer_working_days", "0"),
        ("answer_working_days", "366"),
        ("answer_after_hours", "-1"),
        ("answer_after_hours", "8761"),
        ("survey_days", "0"),
        ("survey_need_days", "1001"),
        ("public_figures_least", "0"),
        ("audit_days", "0"),
        ("company_days", "0"),
        ("access_log_days", "3661"),
        ("exports_days", "0"),
        ("exports_days", "367"),
        ("database_url", "sqlite://"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"CONSEILLERS_{name.upper()}", text)
    (sentence,) = refused()
    assert sentence.startswith(f"CONSEILLERS_{name.upper()} ")


def test_a_public_service_refuses_the_secret_everybody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_BASE_URL", "https://conseillers.fr")
    (sentence,) = refused()
    assert sentence.startswith("CONSEILLERS_SECRET_KEY est celle d’un usage local")
    monkeypatch.setenv("CONSEILLERS_SECRET_KEY", "x" * 32)
    assert load_settings().base_url == "https://conseillers.fr"


def test_an_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_BASE_URL", "http://localhost:8000/")
    assert load_settings().base_url == "http://localhost:8000"


@pytest.mark.parametrize(
    ("address", "local"),
    [("http://[::1]:8000", True), ("http://localhost", True), ("https://conseillers.fr", False)],
)
def test_a_service_is_local_or_public(address: str, local: bool) -> None:
    assert Settings(base_url=address).local is local


def test_settings_that_nothing_explains_are_refused_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(*_: object) -> Settings:
        raise InvalidSettingsError("settings", [ValueError("nothing is named")])

    monkeypatch.setattr(loading, "load_from", unreadable)
    (sentence,) = refused()
    assert sentence.startswith("Les réglages ne se lisent pas")


def test_several_registers_are_asked_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_REGISTRY", "recherche_entreprises, file")
    assert load_settings().registries == ("recherche_entreprises", "file")


API_ENTREPRISE = {
    "CONSEILLERS_REGISTRY": "api_entreprise",
    "CONSEILLERS_API_ENTREPRISE_TOKEN": "un-jeton",
    "CONSEILLERS_API_ENTREPRISE_RECIPIENT": "130 025 265 00013",
}


def given(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_every_register_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "stock,sirene,api_entreprise,recherche_entreprises,file"
    given(monkeypatch, {**API_ENTREPRISE, "CONSEILLERS_SIRENE_KEY": "k", "CONSEILLERS_REGISTRY": names})
    assert load_settings().registries == tuple(names.split(","))


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"CONSEILLERS_REGISTRY": "sirene"}, "CONSEILLERS_SIRENE_KEY manque"),
        ({"CONSEILLERS_SIRENE_KEY": "clé secrète"}, "CONSEILLERS_SIRENE_KEY attend une clé sans espace"),
        ({"CONSEILLERS_SIRENE_KEY": "secrete\n"}, "CONSEILLERS_SIRENE_KEY attend une clé sans espace"),
        ({"CONSEILLERS_SIRENE_KEY": "deux mots"}, "CONSEILLERS_SIRENE_KEY attend une clé sans espace"),
        (
            {**API_ENTREPRISE, "CONSEILLERS_API_ENTREPRISE_TOKEN": ""},
            "CONSEILLERS_API_ENTREPRISE_TOKEN manque",
        ),
        (
            {**API_ENTREPRISE, "CONSEILLERS_API_ENTREPRISE_RECIPIENT": ""},
            "CONSEILLERS_API_ENTREPRISE_RECIPIENT attend le SIRET",
        ),
        (
            {**API_ENTREPRISE, "CONSEILLERS_API_ENTREPRISE_OBJECT": " "},
            "CONSEILLERS_API_ENTREPRISE_OBJECT manque",
        ),
        (
            {**API_ENTREPRISE, "CONSEILLERS_API_ENTREPRISE_URL": "entreprise.api.gouv.fr"},
            "CONSEILLERS_API_ENTREPRISE_URL attend une adresse",
        ),
    ],
)
def test_a_register_without_what_it_needs_stops_the_start_and_no_secret_is_told(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], sentence: str
) -> None:
    given(monkeypatch, variables)
    (told,) = refused()
    assert told.startswith(sentence)
    assert not any(secret in told for secret in ("secr", "deux mots", "un-jeton"))


def test_a_register_nobody_asks_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, {"CONSEILLERS_SIRENE_URL": "nulle part"})
    assert load_settings().registries == ("file",)


def test_no_secret_is_shown_with_the_settings() -> None:
    shown = repr(Settings(secret_key="s" * 40, sirene_key="cle-insee", api_entreprise_token="jeton"))
    assert not any(secret in shown for secret in ("s" * 40, "cle-insee", "jeton"))


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_SETTINGS", "nulle-part.toml")
    assert refused() == ("CONSEILLERS_SETTINGS désigne « nulle-part.toml », qui n’existe pas.",)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_file(tmp_path, monkeypatch, "merge_seconds =")
    (sentence,) = refused()
    assert sentence.startswith("Le fichier de réglages «")
    monkeypatch.setenv("CONSEILLERS_SETTINGS", str(tmp_path))
    (sentence,) = refused()
    assert "ne se lit pas" in sentence


def test_a_file_may_hold_the_settings_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "all.toml"
    monkeypatch.setenv("CONSEILLERS_SETTINGS", str(file))
    file.write_text("[other]\ncolour = 1\n", "utf-8")
    assert load_settings() == Settings()
    file.write_text("conseillers = 1\n", "utf-8")
    (sentence,) = refused()
    assert sentence.endswith("n’a pas de section [conseillers].")


def test_every_setting_is_told_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(CONSEILLERS_\w+)`", readme, re.MULTILINE))
    assert told == {f"CONSEILLERS_{one.name.upper()}" for one in fields(Settings)}


def test_the_thresholds_of_the_clock_are_days(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().thresholds == DEFAULTS
    monkeypatch.setenv("CONSEILLERS_FOLLOWED_DAYS", "5")
    monkeypatch.setenv("CONSEILLERS_REENGAGEMENT_DAYS", "100")
    thresholds = load_settings().thresholds
    assert (thresholds.followed, thresholds.reengaged) == (timedelta(days=5), timedelta(days=100))


def test_thresholds_that_make_no_sense_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSEILLERS_LAST_CHANCE_DAYS", "50")
    monkeypatch.setenv("CONSEILLERS_SURVEY_DAYS", "0")
    monkeypatch.setenv("CONSEILLERS_RECAP_DAYS", "bientôt")
    assert set(refused()) == {
        "CONSEILLERS_ABANDONED_DAYS doit dépasser CONSEILLERS_LAST_CHANCE_DAYS.",
        "CONSEILLERS_SURVEY_DAYS attend un nombre de jours de 1 à 1000.",
        "CONSEILLERS_RECAP_DAYS attend un nombre de jours.",
    }


def test_an_answer_waits_for_somebody_unless_it_is_said_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().answer_after is None
    monkeypatch.setenv("CONSEILLERS_ANSWER_AFTER_HOURS", "30")
    assert load_settings().answer_after == timedelta(hours=30)
