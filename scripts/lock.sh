#!/bin/sh
# Writes the hashed requirement files again; no registry's name stands in them.
# Extras are kept: without its pin, pip takes the newest `coverage[toml]`, whose hash is not here.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-annotate --no-header --quiet "$@"; }
lock --output-file requirements/core.txt
lock --extra all --extra editable --output-file requirements/run.txt
lock --extra dev --output-file requirements/test.txt
lock --extra mutation --output-file requirements/mutation.txt
lock --extra audit --output-file requirements/audit.txt
