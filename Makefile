# The two commands: `make demo` shows the sample country in a browser, `make test` checks everything.
# Both work in .venv; nothing else on the machine is touched, but for Chromium where `make test` may install it.

PYTHON ?= python3
VENV ?= .venv
FOLDER ?= veeduria-demo
PORT ?= 8000
ARGS ?=

ROOMS = ocds registry checks dashboard sample_data veeduria
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
# What is installed: either a copy of the sources (for the demo) or the sources themselves (for the tests).
COPY = $(VENV)/.veeduria-copy
SOURCES = $(VENV)/.veeduria-sources
# The tests that the makers of JSON Schema wrote; they come with the sources of a package.
DRAFT4 = $(VENV)/draft4
OLDEST = .oldest
PACKED := $(shell find $(ROOMS) -type f ! -path '*/__pycache__/*' ! -name '*.mo') pyproject.toml hatch_build.py README.md
CATALOGUES := $(shell find ocds/locales -name '*.po')

.PHONY: demo test tests check oldest bench clean chromium
.DEFAULT_GOAL := help

help:
	@echo "make demo    make the sample country, do the main job on it, show the pages (PORT=$(PORT) FOLDER=$(FOLDER))"
	@echo "make test    install what the tests need and run everything"
	@echo "make check   style and types alone"
	@echo "make tests   the tests alone"
	@echo "make oldest  the tests with the oldest versions that pyproject.toml allows, in $(OLDEST)"
	@echo "make bench   measure the main job beside its peers (ARGS='--sizes 10000')"
	@echo "make clean   remove what these commands made"

demo: $(if $(wildcard $(SOURCES)),$(SOURCES),$(COPY))
	$(BIN)/veeduria demo --folder "$(FOLDER)" --port "$(PORT)" $(ARGS)

test: check tests

tests: $(SOURCES) $(DRAFT4) chromium
	VEEDURIA_DRAFT4="$${VEEDURIA_DRAFT4:-$(DRAFT4)/json}" $(BIN)/python -m pytest $(ARGS)

check: $(SOURCES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Of what we ask for; what that asks for in turn is as new as anywhere. Types are those of the newest versions.
oldest:
	sed -nE '/^dependencies/,/^]/s/^  "([a-z0-9-]+)>=([0-9.]+)",$$/\1==\2/p' pyproject.toml > $(OLDEST).txt
	PIP_CONSTRAINT="$(CURDIR)/$(OLDEST).txt" $(MAKE) tests VENV=$(OLDEST)

bench: $(SOURCES)
	$(PIP) install -e '.[bench]'
	$(BIN)/python bench/main_job.py $(ARGS)

clean:
	rm -rf $(VENV) $(OLDEST) $(OLDEST).txt build dist veeduria-demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find ocds/locales -name '*.mo' -delete

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "veeduria needs Python 3.11 or newer; name one with PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(COPY): $(PACKED) | $(BIN)/python
	$(PIP) install .
	@touch $@

$(SOURCES): pyproject.toml hatch_build.py $(CATALOGUES) | $(BIN)/python
	$(PIP) install -e '.[dev]'
	$(BIN)/python -m compileall -q $(ROOMS)
	@rm -f $(COPY)
	@touch $@

# Without a network their test is skipped, and says so. The suite is the newest, also where older versions are tested.
$(DRAFT4): | $(SOURCES)
	-@PIP_CONSTRAINT= $(PIP) download --no-binary :all: --no-deps --dest $@.part jsonschema \
		&& tar -xzf $@.part/jsonschema-*.tar.gz -C $@.part --strip-components 1 && mv $@.part $@

# The tests of the pages in a browser skip themselves, with the reason, where there is no Chromium.
chromium:
	@command -v chromium chromium-browser >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium || \
		echo "Chromium could not be installed: the tests in a browser will be skipped."; \
	else \
		echo "No Chromium here: the tests in a browser will be skipped. Install the package chromium to run them."; \
	fi
