# What a developer and an operator do here, one word each. `make` alone lists them.

PY ?= python3
BIN := .venv/bin
READY := .venv/.done
PIP := $(BIN)/pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run demo test check spec browser fuzz faults bench deep docs fix \
	changelog lock programs

help: ## list these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make the virtual environment from the locked dependencies

run: $(READY) ## serve Commun, with its own database in the data folder
	@$(BIN)/commun serve

demo: $(READY) ## serve Commun with the founding story loaded
	@$(BIN)/commun demo

# A worker for each processor, up to four; a file's tests stay together, in order, and
# what passed leaves no folder behind. One file alone is faster with plain pytest.
WORKERS = -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: $(READY) programs ## run every test but the deep ones
	@$(BIN)/pytest $(WORKERS)

check: $(READY) ## check format, lint, imports, types and generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/basedpyright
	@if [ ! -e docs/generate.py ]; then echo "docs/generate.py: not there, not checked"; \
	else $(BIN)/python docs/generate.py --check; fi

spec: $(READY) ## run what needs no database: specs, properties, architecture
	@$(BIN)/pytest tests/specs tests/properties tests/architecture

browser: $(READY) programs ## run the journeys in Chromium
	@$(BIN)/pytest tests/browser

fuzz: $(READY) ## throw random requests at the pages and the API
	@$(BIN)/pytest tests/fuzz

faults: $(READY) programs ## kill, cramp and cut off whatever can be
	@$(BIN)/pytest tests/faults

bench: $(READY) ## measure, beside the limit and a peer in the same run
	@$(BIN)/commun bench

deep: $(READY) programs ## run the long tests: large sizes, hammers, many rounds
	@$(BIN)/pytest -m deep -v -s

docs: $(READY) ## write the generated reference pages
	@$(BIN)/python docs/generate.py

fix: $(READY) ## format, and mend what the linter can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

changelog: $(READY) ## assemble the fragments of docs/changes into CHANGELOG.md
	@$(BIN)/towncrier build

# The hashes hold for every platform and index, so no address belongs in the file.
# Extras stay in it: pip meets `coverage[toml]` as a demand of its own, and would take
# a release newer than the one that is hashed.
# UPGRADE=--upgrade takes the newest versions, without it only what changed moves.
lock: ## resolve the dependencies again into requirements.lock
	$(PY) -m venv var/lock
	var/lock/bin/pip --quiet --disable-pip-version-check install uv
	var/lock/bin/uv pip compile pyproject.toml --quiet --all-extras --universal \
		--generate-hashes --no-strip-extras --no-annotate --no-header \
		--python-version 3.11 \
		$(UPGRADE) -o requirements.lock
	rm -r var/lock
	! grep -n http requirements.lock

programs: # Chromium, PostgreSQL 15 and Go, where they may be installed
	@.ci/programs

$(READY): requirements.lock pyproject.toml .ci/environment
	@PY="$(PY)" .ci/environment
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
