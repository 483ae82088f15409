HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# System packages come before .venv, and no two installers run at once, even under make -j.
.NOTPARALLEL:
.PHONY: run test test-browsers faults bench site dev clean environment test-environment test-system browsers-system

run: site
	$(BIN)/dalil serve --host $(HOST) --port $(PORT)

# pytest comes last, so that its closing line and its exit status are the ones that count.
test: test-environment
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/dalil messages compile
	$(BIN)/dalil review
	$(BIN)/pytest

# The offline journey in three engines; needs no screen.
test-browsers: browsers-system test-environment
	$(BIN)/dalil messages compile
	$(BIN)/pytest tests/engines

# Every way a bad network fails, as a table.
faults: test-environment
	$(BIN)/dalil messages compile
	$(BIN)/pytest tests/browser -m fault --fault-table docs/faults.md
	cat docs/faults.md

# Ratios to nginx and friends, on this machine, as a page. Some 15 minutes.
bench: test-environment
	@scripts/setup-system bench
	$(BIN)/dalil messages compile
	$(BIN)/python -m tests.benchmarks --write docs/benchmarks.md

site: environment
	$(BIN)/dalil messages compile
	$(BIN)/dalil build --previous build/site

dev: environment
	$(BIN)/dalil dev

# instance/ stays: it is the operator's, not ours to rebuild.
clean:
	rm -rf .venv build *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./.git -prune -o -name __pycache__ -prune -exec rm -rf {} +
	find . -path ./.git -prune -o -name '*.mo' -exec rm -f {} +

environment: .venv/.requirements-stamp

test-environment: test-system .venv/.dev-stamp

# The browser is looked for every time: it lives outside .venv, where no stamp can vouch for it.
test-system:
	@scripts/setup-system test

browsers-system:
	@scripts/setup-system browsers

# An interrupted first run leaves a .venv without pip; only that one is thrown away.
.venv/.requirements-stamp: requirements.txt pyproject.toml
	@scripts/setup-system run
	@echo 'Setting up .venv'
	@$(PIP) --version >/dev/null 2>&1 || "$$(scripts/setup-system python)" -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev-stamp: .venv/.requirements-stamp requirements-dev.txt
	@echo 'Adding the development tools to .venv'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
