# Everything from a bare Python 3.11, 3.12 or 3.13: the first target that needs it makes .venv.
# A Python of your choice: make test PYTHON=/path/to/python3.12

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PYTHONS := $(PYTHON) python3.11 python3.12 python3.13 python3
DATA ?= $(if $(REPORTEDLY_DATA),$(REPORTEDLY_DATA)/data,../shared/data)
BIN := .venv/bin
READY := .venv/.installed
DOCS_READY := .venv/.installed-docs
STANDARDS_READY := .venv/.installed-standards
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
ABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: help demo system test fast lint format bench score model figures docs screenshots schemas lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

$(BIN)/python:
	@for python in $(PYTHONS); do \
	  if "$$python" -c '$(ABLE)' 2>/dev/null; then \
	    echo "making .venv with $$("$$python" --version)"; \
	    exec "$$python" -m venv --clear .venv; \
	  fi; \
	done; \
	echo "reportedly needs Python 3.11 or newer with its venv module; none of these is one: $(PYTHONS)" >&2; \
	exit 1

# --require-hashes holds for every package; the project itself is built by what was just installed.
$(READY): constraints.txt pyproject.toml model/pyproject.toml model-fast/pyproject.toml | $(BIN)/python
	@echo "installing the pinned packages into .venv"
	@$(PIP) install --require-hashes --requirement constraints.txt
	@$(PIP) install --no-build-isolation --no-deps --editable . --editable ./model --editable ./model-fast
	@touch $@

$(DOCS_READY): constraints-docs.txt $(READY)
	@$(PIP) install --require-hashes --requirement constraints-docs.txt
	@touch $@

$(STANDARDS_READY): constraints-standards.txt $(READY)
	@$(PIP) install --require-hashes --requirement constraints-standards.txt
	@touch $@

# What tests need of the system: a browser, and ICU to compile one package against. Where this user may
# not install it, it says what is missing, and the tests that need the browser say that they were skipped.
system:
	@wanted="$$(for it in chromium libicu-dev g++ pkg-config; do \
	  dpkg-query -W "$$it" >/dev/null 2>&1 || printf '%s ' "$$it"; done)"; \
	if [ -n "$$wanted" ]; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "installing $$wanted"; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y $$wanted >/dev/null; \
	  else \
	    echo "tests also want: apt-get install $$wanted" >&2; \
	  fi; \
	fi

demo: $(READY) ## what ten White House transcripts of 2022 claim about Iranian drones for Russia
	@export REPORTEDLY_LEDGER="$$(mktemp -d)/ledger.db"; \
	trap 'rm -r "$$(dirname "$$REPORTEDLY_LEDGER")"' EXIT; \
	$(BIN)/reportedly add demo/transcripts; \
	$(BIN)/reportedly thread --about "RUS IRN uav"; \
	echo; \
	echo "And as of 26 July 2022:"; \
	$(BIN)/reportedly thread --about "RUS IRN uav" --as-of 2022-07-26 | sed '/^history/,$$d'

test: system lint $(STANDARDS_READY) ## lint, then every test (slow ones too)
	@$(BIN)/pytest --no-header -rs --numprocesses 2 --dist loadfile

fast: $(READY) ## the tests that take no more than a few seconds
	@$(BIN)/pytest --quiet -m "not slow"

lint: $(READY) ## ruff, mypy --strict and the import contract
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }

format: $(READY) ## put code into its one layout
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

bench: $(READY) ## speed beside the bare parser, two jobs beside one, memory over a long stream, the box, the ledger
	@$(BIN)/python bench/reading_speed.py
	@$(BIN)/python bench/memory.py
	@$(BIN)/python bench/box.py
	@$(BIN)/python bench/ledger.py

GOLD := attribution:polnear/dev timex:tempeval3/timebank timex:tempeval3/aquaint \
        factuality:factuality/uw_dev factuality:factuality/uds_ih2_dev event-type:plover/plv_train \
        coreference:ecbplus/dev stance:emergent/folds stance:fnc1/train_stances
OWN := attribution claims factuality

score: $(READY) ## accuracy on our own test months, and on gold data in ../shared/data or DATA=folder
	@for layer in $(OWN); do \
	  echo "== $$layer on our own test months"; \
	  $(BIN)/reportedly score "$$layer" data/gold/test.jsonl; \
	done; \
	if [ ! -d "$(DATA)" ]; then \
	  echo "no other gold data at $(DATA); name its folder with make score DATA=folder"; \
	  exit 0; \
	fi; \
	for pair in $(GOLD); do \
	  file="$(DATA)/$${pair#*:}.jsonl.gz"; \
	  if [ -f "$$file" ]; then \
	    echo "== $${pair%%:*} on $${pair#*:}"; \
	    $(BIN)/reportedly score "$${pair%%:*}" "$$file"; \
	  else \
	    echo "== $${pair%%:*}: no file $$file, not scored"; \
	  fi; \
	done

TRAINING := .venv-training
WORK ?= training/work

# Training needs torch, which reading does not. Versions are those of reading where they meet.
$(TRAINING)/.installed: training/requirements.txt $(READY)
	@$(BIN)/python -m venv --clear $(TRAINING)
	@sed -E '/--hash/d; s/ *\\$$//' constraints.txt >$(TRAINING)/constraints.txt
	@$(TRAINING)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --constraint $(TRAINING)/constraints.txt --requirement training/requirements.txt \
	  --editable . --editable ./model --editable ./model-fast
	@touch $@

model: $(TRAINING)/.installed ## train the model from gold data and write its package (hours on two cores)
	@cd training && ../$(TRAINING)/bin/python -m reportedly_training --data "$(abspath $(DATA))" \
	  --work "$(abspath $(WORK))" make

figures: $(READY) ## the figures of the model card, from training/logs/ and docs/figures/*.json
	@$(BIN)/python -m tools.write_figures

docs: schemas $(DOCS_READY) ## the site in site/, and the JSON Schemas in docs/schema/
	@$(BIN)/zensical build --clean --strict

screenshots: $(READY) ## the pictures in docs/screenshots/, taken by the test of the desk in a browser
	@REPORTEDLY_SCREENSHOTS=docs/screenshots $(BIN)/pytest --quiet tests/acceptance/test_desk_browser.py

schemas: $(READY)
	@$(BIN)/python -m tools.write_schemas
	@$(BIN)/python -m tools.write_tables

# One file for Python 3.11 to 3.13 on every platform; needs uv.
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: ## newest allowed versions of every package, with their hashes
	@$(LOCK) --upgrade --group dev --output-file constraints.txt
	@$(LOCK) --upgrade --group docs --constraints constraints.txt --output-file constraints-docs.txt
	@$(LOCK) --upgrade --group standards --constraints constraints.txt --output-file constraints-standards.txt

clean: ## drop what can be made again
	@rm -rf .venv $(TRAINING) $(WORK) site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
