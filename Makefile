# make run: the whole service on this machine. make test: everything that proves it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
CODE := domain application adapters entrypoints features tests benchmarks faults scripts
HOST ?= 127.0.0.1
PORT ?= 8000
# Hundreds of processes are started: none compiles again what another one has.
unexport PYTHONDONTWRITEBYTECODE
export CONSEILLERS_BASE_URL ?= http://$(HOST):$(PORT)

.PHONY: run test lint types contracts tests rolling proof mutation audit bench faults soak format lock openapi mails clean

run: .venv/run.stamp
	$(BIN)/conseillers migrate
	$(BIN)/conseillers demo
	CONSEILLERS_LOG=$${CONSEILLERS_LOG:-text} $(BIN)/conseillers serve --with-jobs --host $(HOST) --port $(PORT)

test: lint types contracts tests

lint: .venv/test.stamp
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: .venv/test.stamp
	$(BIN)/mypy $(CODE)

contracts: .venv/test.stamp
	$(BIN)/lint-imports --no-cache

tests: .venv/test.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/pytest -n 2 --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 --include='domain/*,application/*'
	$(BIN)/coverage report --fail-under=95

rolling: .venv/test.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/python -m tests.rolling

proof: .venv/test.stamp
	$(BIN)/pytest -n 2 --hypothesis-profile proof tests/domain/test_routing_a*.py tests/domain/test_routing_changes.py tests/contracts/test_lives_at_random.py

mutation: .venv/mutation.stamp
	$(BIN)/python -m scripts.mutation

audit: .venv/audit.stamp
	$(BIN)/pip-audit --disable-pip --requirement requirements/run.txt

bench: .venv/test.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/python -m benchmarks

faults: .venv/test.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/python -m faults

soak: .venv/test.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/python -m faults --only soak

format: .venv/test.stamp
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

openapi: .venv/run.stamp
	env -u CONSEILLERS_BASE_URL $(BIN)/conseillers openapi > docs/openapi.json

mails: .venv/test.stamp
	$(BIN)/python -m scripts.build_mails

lock:
	scripts/lock.sh

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* .mutation

.venv/run.stamp: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 ou plus récent est nécessaire."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

.venv/test.stamp: requirements/test.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@

.venv/mutation.stamp: requirements/mutation.txt .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@

.venv/audit.stamp: requirements/audit.txt .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@
