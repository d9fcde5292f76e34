# make graph    build the knowledge graph of the shipped dossiers, and say what is in it
# make test     run the tests
# make lint     check style and types
# make draft-tools  install what the verb draft needs: spaCy and an English pipeline
# make browser  install what the tests in a real browser need (Debian's chromium; axe-core and mermaid from npm)
# make virtuoso install Debian's Virtuoso, on which the tests of stores run as well
# make gallery  draw everything there is to draw into out/gallery, to be looked at
# make fuzz     100,000 broken source files: no traceback, no half-written output
# make torture  200 runs that put a dossier into a store, killed at random moments: never a mixture
# make bench    measure speed and memory beside other tools (takes a while)
# make lock     choose the newest versions that fit, and write them down with their hashes
# make clean    remove everything that these commands made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
#: Extras stay in the locks: without them older pips take the newest release, and miss its hash.
LOCKED := --quiet --upgrade --generate-hashes --allow-unsafe --no-strip-extras --build-deps-for editable --no-header \
	--no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

#: For tests only: checks pages for accessibility, and reads our Mermaid.
NODE_TOOLS := axe-core@4.14.1 mermaid@11.17.2
AS_ROOT := $(shell test "$$(id -u)" = 0 || echo sudo -n)

.PHONY: graph test lint draft-tools browser virtuoso gallery fuzz torture bench lock clean
.DELETE_ON_ERROR:

graph: $(VENV)/installed
	@$(BIN)/python build_graph.py validate
	@$(BIN)/python build_graph.py

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

lint: $(VENV)/installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

draft-tools: $(VENV)/installed-draft

browser:
	command -v chromium >/dev/null || { $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq chromium; }
	npm install --silent --no-save --no-package-lock --no-audit --no-fund $(NODE_TOOLS)

virtuoso:
	command -v virtuoso-t >/dev/null || { $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq virtuoso-opensource-7; }

gallery: $(VENV)/installed
	@$(BIN)/python docs/gallery.py out/gallery

fuzz: $(VENV)/installed-dev
	$(BIN)/python tests/fuzz.py --runs 100000

torture: $(VENV)/installed-dev
	$(BIN)/python tests/torture.py --kills 200

bench: $(VENV)/installed
	$(BIN)/python benchmarks/run.py

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	.venv-lock/bin/pip-compile $(LOCKED) --extra draft --extra llm --output-file requirements-draft.lock pyproject.toml
	sed 's/\[.*\]==/==/' requirements-draft.lock >.venv-lock/constraints.txt # which may have no extras
	.venv-lock/bin/pip-compile $(LOCKED) --constraint .venv-lock/constraints.txt \
		--output-file requirements.lock pyproject.toml
	.venv-lock/bin/pip-compile $(LOCKED) --extra draft --extra llm --extra dask --extra stores --extra test --extra lint \
		--constraint .venv-lock/constraints.txt --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .venv-lock node_modules .bench build dist out .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: requirements.lock pyproject.toml graph/__init__.py
	@command -v $(PYTHON) >/dev/null || { echo "no $(PYTHON) here; install Python 3.11, 3.12 or 3.13, or say make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v < (3, 14) or sys.exit("$(PYTHON) is Python %d.%d; flowclaims needs 3.11, 3.12 or 3.13: say make PYTHON=python3.11" % v)'
	@echo "installing into $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV) || { echo "no virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-draft: $(VENV)/installed requirements-draft.lock
	@echo "installing spaCy and an English pipeline ..." >&2
	@$(PIP) --require-hashes -r requirements-draft.lock
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "installing what the tests need ..." >&2
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
