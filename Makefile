# Two words do everything on a fresh clone: `make serve` and `make test`. Needs Python 3.11 or newer and git.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: serve build check test format lint types unit slow browser figures homework bench bench-search lock clean

serve: .venv/.ready
	$(BIN)/kb serve

build: .venv/.ready
	$(BIN)/kb build

check: .venv/.ready
	$(BIN)/kb check

# What a change has to pass, the quick things first.
test: lint types check unit slow browser

format: .venv/.ready-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: .venv/.ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.ready-for-tests
	$(BIN)/mypy

unit: .venv/.ready-for-tests
	$(BIN)/pytest -m "not browser and not slow" -n auto

# Sites and fonts built, programs killed in the middle of a write, locks waited for, disks that are full.
slow: .venv/.ready-for-tests
	$(BIN)/pytest -m slow -n auto

# Without Chromium these are skipped, and say so; KB_BROWSER=required makes that a failure.
browser: .venv/.ready-for-tests
	$(BIN)/pytest -m browser -rs

# Every figure again, byte for byte.
figures: .venv/.ready-for-tests
	$(BIN)/python scripts/make_figures.py

# The homework of the courses, trained from scratch: its figures and numbers again.
homework: .venv/.ready-for-homework
	$(BIN)/python scripts/make_figures.py --of scripts/homework

bench: .venv/.ready-for-tests
	for script in scripts/bench/*.py; do $(BIN)/python $$script || exit 1; done

# How well the right section is found; the site's own search too, where the site is built.
bench-search: .venv/.ready-for-tests
	$(BIN)/python scripts/bench/search_quality.py --misses $(if $(wildcard site/search),--site site)

# The locks hold hashes and no host names.
lock: .venv/.ready
	$(INSTALL) uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --upgrade --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --upgrade --extra build --extra test -c requirements.lock pyproject.toml -o requirements-test.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --upgrade --extra homework -c requirements-test.lock pyproject.toml -o requirements-homework.lock

clean:
	rm -rf site .cache .venv

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kb needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

.venv/.ready-for-tests: .venv/.ready requirements-test.lock
	$(INSTALL) --require-hashes -r requirements-test.lock
	touch $@

.venv/.ready-for-homework: .venv/.ready-for-tests requirements-homework.lock
	$(INSTALL) --require-hashes -r requirements-homework.lock
	touch $@
