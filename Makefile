# Two commands matter: `make run` and `make test`. Both set up .venv when it is missing or out of date.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# The first Python on the path that the project supports; `make run PYTHON=/path/to/python3.12` picks another.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo "$$name"; break; }; done)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run test test-lake test-inputs setup setup-dev lint format types check lock clean
.PHONY: lake-killed lake-cut-off lake-left-alone lake-folder lake-postgres lake-s3 lake-worn
.DELETE_ON_ERROR:

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: setup  ## Read seeds/ into the lake and write the report
	@$(BIN)/shushuo run

test: setup-dev  ## Run the tests
	@$(BIN)/python -m pytest

# The tests of the lake run on each kind of it, while real runs are killed, cut off, starved and started all at once.
LAKE_TESTS := $(addprefix tests/warehouse/test_,lake.py load.py labelling.py stories.py corrections.py query.py history.py \
	maintain.py export.py raw.py)
FAULTS := tests/warehouse/faults
TALLY := $(VENV)/tally
# Two busy parts at a time, one a core: the moments of the kills are reckoned from what a run takes, so a third makes all
# slower. The part that mostly waits, for servers that are gone or late, goes on beside them.
LAKE_BUSY := lake-killed lake-s3 lake-worn lake-postgres lake-cut-off lake-folder  # the long ones first
PARTS := MAKEFLAGS= $(MAKE) --no-print-directory --output-sync=target

test-lake: setup-dev  ## Break the lake in every way we know, and count what is lost (about half an hour)
	@echo "Three parts run at a time; each tells what it found when it is done, and the table of all faults comes last."
	@rm -rf $(TALLY)
	@$(PARTS) lake-left-alone & $(PARTS) --jobs=2 --keep-going $(LAKE_BUSY); status=$$?; wait $$! || status=$$?; \
		echo; $(BIN)/python $(FAULTS)/tally.py $(TALLY); exit $$status

lake-folder lake-postgres lake-s3: setup-dev
	@echo "lake: $(@:lake-%=%)"
	@SHUSHUO_TEST_LAKE=$(@:lake-%=%) $(BIN)/python -m pytest -q $(LAKE_TESTS)

lake-killed lake-cut-off lake-left-alone lake-worn: export SHUSHUO_FAULTS := full
lake-killed lake-cut-off lake-left-alone lake-worn: export SHUSHUO_TALLY := $(TALLY)

lake-killed: setup-dev
	@echo "lake: runs and loads are killed"
	@$(BIN)/python -m pytest -q $(FAULTS)/test_faults.py $(FAULTS)/test_steps.py -k killed

lake-cut-off: setup-dev
	@echo "lake: runs are cut off, starved and started all at once"
	@$(BIN)/python -m pytest -q $(FAULTS)/test_faults.py -k "not killed"

lake-left-alone: setup-dev
	@echo "lake: catalog, storage or Prefect's server go away or come late"
	@$(BIN)/python -m pytest -q $(FAULTS)/test_services_gone.py

lake-worn: setup-dev
	@echo "lake: 200 tiny runs, and its services"
	@$(BIN)/python -m pytest -q tests/warehouse/test_services.py $(FAULTS)/test_many_runs.py

test-inputs: setup-dev  ## Break inputs of every format in 2,000 ways each (10 minutes)
	@SHUSHUO_MUTANTS=2000 $(BIN)/python -m pytest -q tests/flows/sources/test_mutants.py

setup: $(VENV)/.ready  ## Install what running needs into .venv (once)

setup-dev: $(VENV)/.ready-dev  ## Install what developing needs into .venv (once)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "shushuo needs Python 3.11, 3.12 or 3.13: install one, or name it: make run PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || { echo "could not make $(VENV): on Debian or Ubuntu, apt-get install python3-venv" >&2; exit 1; }

# The lock files are complete, so nothing is left to resolve (--no-deps).
# The stamps are newer than the lock files they were made from; a second `make run` installs nothing.
$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages (a minute or two, once) …"
	@$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages for development (a minute or two, once) …"
	@$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $(VENV)/.ready $@

lint: setup-dev  ## Check style and layout
	@$(BIN)/ruff check && $(BIN)/ruff format --check

format: setup-dev  ## Mend style and layout
	@$(BIN)/ruff check --fix && $(BIN)/ruff format

types: setup-dev  ## Check the types
	@$(BIN)/mypy

check: lint types test  ## What CI runs

# Universal: one file for Python 3.11 to 3.13 on every platform. `make lock UPGRADE=--upgrade` takes newer versions.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' $(UPGRADE) pyproject.toml --group build

lock: setup-dev  ## Write the lock files anew from pyproject.toml
	@$(LOCK) --group dev --output-file requirements-dev.lock
	@$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

clean:  ## Remove what runs have made (.venv, the lake and the pages stay)
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build
