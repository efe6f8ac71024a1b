# Treatment Explainer. `make run` needs Python 3.11 or 3.12 and nothing else.

CORPUS ?= ../shared/corpus
HOST ?= 127.0.0.1
PORT ?= 8000
NEO4J_HOME ?= .explainer/neo4j

# The first interpreter that really runs and is 3.11 or 3.12 (a shim on the path may only print an error).
PYTHON ?= $(shell for python in python3.11 python3.12 python3 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' >/dev/null 2>&1 \
	&& { echo $$python; break; }; done)

BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
EXPLAINER = $(BIN)/explainer

.PHONY: run install test check quality comparison knowledge neo4j parity lock clean

run: .venv/run ## make an environment, build the graph, serve the page
	$(EXPLAINER) build
	-@$(EXPLAINER) assets
	$(EXPLAINER) serve --host $(HOST) --port $(PORT)

install: .venv/dev ## everything that development needs

test: .venv/dev check ## every check and every test
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/dev ## style, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: .venv/dev ## measure, and write docs/quality.md
	$(BIN)/python -m measures

comparison: ## ConText and NegEx, which need an older spaCy, in an environment that only measures use (Python 3.11)
	$(PYTHON) -m venv .comparison
	.comparison/bin/python -m pip install --quiet --require-hashes -r measures/comparison.txt

knowledge: .venv/run ## load the corpus into an empty ledger and write graph/knowledge anew
	$(EXPLAINER) load $(CORPUS) --package graph/knowledge

neo4j: ## a local Neo4j Community server on loopback (Java 17 and Maven; no container)
	deploy/neo4j/run.sh $(NEO4J_HOME)

parity: .venv/dev ## every named query on every engine, Neo4j 5.26 and 2026 included where a JDK 25 is there
	EXPLAINER_REQUIRE=neo4j EXPLAINER_PARITY=all $(BIN)/python -m pytest tests/graph/engines -m neo4j

lock: ## pin and hash every dependency anew
	$(BIN)/uv pip compile pyproject.toml --extra neo4j --extra postgres --extra drawing --extra build $(LOCK) -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --all-extras -c requirements/run.txt $(LOCK) -o requirements/dev.txt
	cd measures && ../$(BIN)/uv pip compile comparison.in $(LOCK) -o comparison.txt
LOCK = --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

clean: ## remove the environment and what was measured or cached
	rm -rf .venv .comparison .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or 3.12 found: install one, or say which with make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv .venv
	@echo "Installing the pinned packages; this takes a minute or two the first time."

.venv/run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@ .venv/run
