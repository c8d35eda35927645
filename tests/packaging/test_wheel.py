"""The distribution: built, installed bare beside a service that has a `domain` of its own, and used."""

import json
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EMBEDDING = re.compile(r"<!-- embedding -->\s*```python\n(.*?)```", re.DOTALL)
LAYERS = ("domain", "application", "adapters", "entrypoints")

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python")
"""The pip at hand, working on the environment that is named next: none has to be installed there."""


def run(*words: object, cwd: Path) -> str:
    ran = subprocess.run(  # noqa: S603 - words of our own
        [str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment where only the wheel and what it needs are installed."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder / "venv")
    bare = folder / "venv" / "bin" / "python"
    quiet = ("install", "--quiet", "--no-compile")
    run(*PIP, bare, *quiet, "--require-hashes", "-r", ROOT / "requirements" / "core.txt", cwd=folder)
    run(*PIP, bare, *quiet, "--no-deps", "--no-index", wheel, cwd=folder)
    return bare


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A service with packages named as our layers are."""
    for layer in LAYERS:
        (tmp_path / layer).mkdir()
        (tmp_path / layer / "__init__.py").write_text(f"OURS = {layer!r}\n")
    return tmp_path


def test_the_wheel_holds_the_layers_their_types_and_their_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for layer in LAYERS:
        assert f"conseillers_{layer}/py.typed" in names
    wanted = (
        r"conseillers_adapters/geography/.+\.(json|csv|gz|xz)",
        r"conseillers_adapters/mail/templates/.+\.html\.j2",
        r"conseillers_adapters/mail/templates/.+\.txt\.j2",
        r"conseillers_adapters/mail/templates/.+\.css",
        r"conseillers_adapters/exports/data/map\.json\.gz",
        r"conseillers_adapters/exports/templates/coverage\.html\.j2",
        r"conseillers_adapters/exports/templates/map\.svg\.j2",
        r"conseillers_adapters/exports/templates/coverage\.css",
        r"conseillers_adapters/catalogue/delivered\.json",
        r"conseillers_adapters/terms/.+\.md",
        r"conseillers_adapters/registries/data/companies\.json\.gz",
        r"conseillers_adapters/sql/migrations/versions/v0001.+\.py",
        r".+\.dist-info/licenses/LICENSE",
    )
    for pattern in wanted:
        assert any(re.fullmatch(pattern, name) for name in names), pattern
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {
        f"conseillers_{layer}" for layer in (*LAYERS, "features")
    }
    assert not any(name.startswith("tests/") or "__pycache__" in name for name in names)


def test_a_bare_install_brings_attrs_and_cattrs_only(python: Path, tmp_path: Path) -> None:
    listed = run(*PIP, python, "list", "--format=json", cwd=tmp_path)
    installed = {one["name"].replace("_", "-").lower() for one in json.loads(listed)}
    assert installed == {
        "attrs",
        "cattrs",
        "typing-extensions",
        "conseillers-entreprises",
    }


def test_the_lines_of_the_readme_run_beside_a_service_with_its_own_domain(
    python: Path, service: Path
) -> None:
    found = EMBEDDING.search((ROOT / "README.md").read_text("utf-8"))
    assert found
    asked = "import domain\nassert domain.OURS == 'domain'\n"
    (service / "embedding.py").write_text(asked + found[1], "utf-8")
    said = run(python, "-W", "error", "embedding.py", cwd=service)
    decided, said_of_the_need = said.splitlines()
    assert decided.startswith("('rh',) [('rh-pme', ")
    assert "au moins 10 salariés" in decided
    assert said_of_the_need.startswith("pris en charge (PositionTaken(need='n1', team='rh'")


def test_the_domain_imports_nothing_but_attrs(python: Path, service: Path) -> None:
    asked = (
        "import sys; import conseillers_domain as d; [getattr(d, name) for name in d.__all__]; "
        "print(*sorted({n.split('.')[0] for n in sys.modules} - sys.stdlib_module_names))"
    )
    loaded = set(run(python, "-c", asked, cwd=service).split())
    assert {name for name in loaded if not name.startswith("_")} == {"attr", "attrs", "conseillers_domain"}


def test_each_layer_can_be_imported_as_far_as_a_bare_install_goes(python: Path, service: Path) -> None:
    asked = (
        "import importlib, pkgutil, conseillers_application as a; "
        "[importlib.import_module(m.name) for m in pkgutil.iter_modules(a.__path__, a.__name__ + '.')]; "
        "import conseillers_adapters.memory.store, conseillers_adapters.catalogue; "
        "print('tout', end='')"
    )
    assert run(python, "-W", "error", "-c", asked, cwd=service) == "tout"
