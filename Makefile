# Jiannuo 践诺. `make help` lists the targets; README.md says what each needs.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Where bytecode is forbidden, each of the many processes of a test run would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench soak journeys walk lock messages openapi format system-packages clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/.boot: requirements-boot.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-boot.txt
	@touch $@

.venv/.installed: .venv/.boot requirements.txt requirements-build.txt pyproject.toml packages/hotline_analytics/pyproject.toml packages/text_matching/pyproject.toml packages/secret_ballot/pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt -r requirements-build.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e packages/hotline_analytics -e packages/text_matching -e packages/secret_ballot -e .
	@touch $@

.venv/.developing: .venv/.installed requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)
oversight/ui/static/dist/manifest.json: .venv/.installed $(FRONTEND)
	$(BIN)/python frontend/build.py

CATALOGUES := $(patsubst %.po,%.mo,$(shell find locale -name '*.po' 2>/dev/null))
locale/%.mo: locale/%.po .venv/.installed
	$(BIN)/python tools/messages.py compile

setup: .venv/.installed oversight/ui/static/dist/manifest.json $(CATALOGUES) ## install into the checkout (.venv, front-end build)

demo: setup ## load the demonstration county once and serve it on http://127.0.0.1:8000 (PORT=)
	@$(BIN)/jiannuo demo --port $(PORT)

test: system-packages check ## everything: the checks, then the whole suite on SQLite and PostgreSQL
	$(BIN)/python tools/run_tests.py

check: setup .venv/.developing ## linters, types, import contracts, licences, migrations, translations
	$(BIN)/python tools/check.py

build/bench-venv/.installed: .venv/.installed requirements-bench.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/bench-venv
	$(BIN)/uv pip install --quiet --python build/bench-venv/bin/python --require-hashes -r requirements-bench.txt
	@touch $@

# The halls of both: 3,000 deputies, or a few that only show that the tools work (BENCH=tiny, HALL=tiny).
HALL_SIZE = $(if $(filter tiny,$(HALL) $(BENCH)),tiny,normal)

bench: setup .venv/.developing build/bench-venv/.installed ## benchmarks to build/bench.json and a table (BENCH=large for the big sizes)
	$(BIN)/python tools/bench.py --size "$(or $(BENCH),normal)"
	$(BIN)/python tools/ballot_runs.py --only receive close --size "$(HALL_SIZE)" --keep build/hall.jsonl

soak: setup .venv/.developing ## kill web, worker, import and a vote by card 20 times each in the middle of a write (RUNS=, HALL=tiny for a small hall)
	$(BIN)/python tools/kill_runs.py --runs "$(or $(RUNS),20)" --keep build/soak.jsonl
	$(BIN)/python tools/ballot_runs.py --only killed recovery card race garbage secrecy worker --size "$(HALL_SIZE)" --runs "$(or $(RUNS),20)" --keep build/hall.jsonl

journeys: setup .venv/.developing ## every browser journey by mouse, touch and keyboard, and the tour of every page
	$(BIN)/python -m pytest -q -p no:cacheprovider -m browser tests/browser --ignore tests/browser/test_components.py

# What CI leaves out: it asks each address as three of those refused and from two of the three other places, others in
# each row; opens a quarter of the pages on PostgreSQL; sends any input to half of the API; kills an import at one moment; reads the
# smaller real files alone.
walk: setup .venv/.developing ## every role of every place through every address and API operation, every act in every state by the API, every real file
	$(BIN)/python -m pytest -q -p no:cacheprovider -n 2 --dist loadfile -m whole tests oversight packages

system-packages: ## apt packages that the tests need, installed when root
	@bash tools/system_packages.sh

lock: .venv/.boot ## resolve the dependencies anew
	$(BIN)/python tools/lock.py $(if $(UPGRADE),--upgrade)

messages: setup .venv/.developing ## extract the Chinese texts into the English catalogue
	$(BIN)/python tools/messages.py extract

openapi: .venv/.developing ## write the API's document into tests/openapi.txt
	$(BIN)/python tools/openapi.py

format: .venv/.developing ## format the code
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

clean: ## remove what was built, keep the data in var/
	rm -rf .venv build oversight/ui/static/dist oversight/voting/secret/data frontend/node_modules
