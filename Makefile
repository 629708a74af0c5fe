# Every command of this project; `make` alone builds the site.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test cover lint bench audit browser clean

# The engine that builds the site: mkdocs, properdocs or zensical.
ENGINE ?= mkdocs
build_mkdocs = $(BIN)/mkdocs build --strict --site-dir .cache/site
build_properdocs = $(BIN)/properdocs build --strict --site-dir .cache/site
# Zensical writes where zensical.yml says, and takes .cache away while it works.
define build_zensical
@rm -rf site.new
$(BIN)/zensical-i18n build --clean --strict --config-file zensical.yml
$(BIN)/bitext finish site.new
@mkdir -p .cache && mv site.new .cache/site
endef

# The site is built and judged in a temporary folder; only then does it replace site/.
site: .venv/ready
	@rm -rf .cache/site && mkdir -p .cache
	$(BIN)/bitext glossary --check
	$(BIN)/bitext explain --pages contribuer/regles --check
	$(BIN)/bitext check
	$(or $(build_$(ENGINE)),$(error ENGINE is $(ENGINE), expected mkdocs, properdocs or zensical))
	$(BIN)/bitext links .cache/site
	@rm -rf site && mv .cache/site site
	@echo "The site is in site/; see it with: make serve"

serve: .venv/ready
	$(BIN)/mkdocs serve

check: .venv/ready
	$(BIN)/bitext glossary --check
	$(BIN)/bitext explain --pages contribuer/regles --check
	$(BIN)/bitext check --strict

test: .venv/ready browser
	$(BIN)/python -m pytest

# The same tests, and the lines of bitext that none of them reaches.
cover: .venv/ready browser
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Some minutes; reading fetches source distributions from PyPI into .cache, once.
bench: .venv/ready
	$(BIN)/python tests/bench/whole.py
	$(BIN)/python tests/bench/reading.py
	$(BIN)/python tests/bench/check.py
	$(BIN)/python tests/bench/stages.py
	$(BIN)/python tests/bench/mangled.py
	$(BIN)/python tests/bench/split.py
	$(BIN)/python tests/bench/weight.py
	$(BIN)/python tests/bench/build.py

# Lighthouse and html-validate come from npm; nothing else here needs it.
audit: site browser
	npm ci --prefix tests/audit --no-fund --no-audit
	$(BIN)/python tests/audit/audit.py

# Set up once, and again when the locked requirements or the package's own settings change.
.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The browser tests drive a Chromium: the system's, else Debian's package, else Playwright's own.
browser: .venv/ready
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
		|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
			&& apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
		|| $(BIN)/playwright install chromium \
		|| echo "No Chromium here and none can be installed: the browser tests cannot run."

clean:
	rm -rf .venv .cache .zensical-i18n site site.new
