# annotate: set everything up and open the review screen.  test, lint, bench: for those who change it.
.DELETE_ON_ERROR:
.PHONY: annotate test lint format wheel docs bench clean

ENV := .venv
BIN := $(ENV)/bin
# The first of these that runs, can make environments and is of a declared version.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && { echo $$python; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

annotate: $(ENV)/installed
	@$(BIN)/annotator

test: $(ENV)/installed-test
	$(BIN)/pytest

lint: $(ENV)/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(ENV)/installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: $(ENV)/installed-test
	$(BIN)/pytest -m wheel tests/project/test_wheel.py

bench: $(ENV)/installed-bench
	$(BIN)/python -m benchmarks

docs: $(ENV)/installed
	$(BIN)/python docs/pictures/draw.py
	$(BIN)/python tests/project/console.py README.md docs/cli.md

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Annotator needs Python 3.11, 3.12 or 3.13 with venv, and found none." >&2; \
	echo "Install one (Debian, Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Making $(ENV) with $(PYTHON) …" >&2
	@$(PYTHON) -m venv $(ENV)

$(ENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing Annotator (once) …" >&2
	@$(PIP) --editable .
	@touch $@

$(ENV)/installed-test: pyproject.toml | $(BIN)/python
	@echo "Installing Annotator and what its tests need (once) …" >&2
	@$(PIP) --editable '.[test]'
	@touch $@ $(ENV)/installed

$(ENV)/installed-bench: pyproject.toml | $(BIN)/python
	@echo "Installing Annotator and the peers it is measured against (once) …" >&2
	@$(PIP) --editable '.[bench]'
	@touch $@ $(ENV)/installed
