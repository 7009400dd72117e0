# `make` alone lists what can be asked. Everything is set up in .venv, once, from the lock files.

PYTHON ?= python3

VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d.%d" % tuple(sys.version_info[:3]))' 2>/dev/null)
READY := .venv/.ready-$(VERSION)
BENCH_READY := .venv-bench/.ready-$(VERSION)
LOCKS := requirements/build.txt requirements/source.txt requirements/run.txt requirements/dev.txt
LOCK := uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet pyproject.toml

# With these, pip in the new environment neither builds by the old way nor talks of its own updates.
export PIP_USE_PEP517 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo casebook test check format lint types cover fix bench lock clean preflight

help: ## list what can be asked
	@echo 'make WORD, where WORD is one of'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'Another Python (3.11 or newer): make WORD PYTHON=python3.12'

demo: $(READY) ## decide the example: the SEC Release of November 2019
	@code=0; .venv/bin/gonogo decide policies/sec-release evidence/sec-2019-11 || code=$$?; \
	case $$code in \
	0) words='go' ;; 1) words='no-go or defer' ;; 3) words='go with conditions' ;; 6) words='undecided' ;; \
	*) echo "gonogo ended with $$code, which is no decision" >&2; exit $$code ;; \
	esac; \
	echo; echo "gonogo ended with $$code ($$words)"

casebook: $(READY) ## decide and explain real decisions, and compare
	@.venv/bin/python -m tests.casebook

test: $(READY) ## run the tests; ARGS='-k words' chooses some
	@.venv/bin/python -m pytest $(ARGS)

check: format lint types cover ## all that must hold before a change goes in

format: $(READY)
	@.venv/bin/ruff format --check .

lint: $(READY)
	@.venv/bin/ruff check .

types: $(READY)
	@.venv/bin/mypy engine

cover: $(READY)
	@.venv/bin/coverage erase
	@.venv/bin/coverage run -m pytest --quiet
	@.venv/bin/coverage combine --quiet
	@.venv/bin/coverage report
	@echo 'The room that judges:'
	@.venv/bin/coverage report --include='*/gonogo/judge/*' --fail-under=97

fix: $(READY) ## format, put right what the linter can, write the code map and the generated pages anew
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
	@.venv/bin/python -m tests.architecture.code_map
	@.venv/bin/python -m tests.architecture.steps_page
	@.venv/bin/python -m tests.casebook --write

bench: $(BENCH_READY) ## measure beside other engines
	@.venv-bench/bin/python -m bench $(ARGS)

lock: ## write the lock files anew (needs uv)
	@$(LOCK) --group dev --output-file requirements/dev.txt
	@$(LOCK) --constraint requirements/dev.txt --output-file requirements/run.txt
	@$(subst pyproject.toml,,$(LOCK)) --constraint requirements/dev.txt --group build --output-file requirements/build.txt
	@$(subst pyproject.toml,,$(LOCK)) --constraint requirements/dev.txt --group source --output-file requirements/source.txt
	@! grep -nE 'https?:|file:|find-links|index-url' $(LOCKS) || { echo 'a lock file names a place' >&2; exit 1; }

clean: ## remove all that make has made
	@rm -rf .venv .venv-bench build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find engine tests bench requirements -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# ---- setting up. The stamp is the last thing made, so a set-up that failed is begun again.

preflight:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'gonogo needs Python 3.11 or newer, and `$(PYTHON)` is not there.' >&2; \
		echo '  Debian, Ubuntu: apt-get install python3 python3-venv python3-dev' >&2; \
		echo '  If it has another name here: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) requirements/preflight.py

# $(call environment,FOLDER): an environment with what builds, and with durable-rules compiled here. It is the
# one package without wheels; nothing of it comes from a cache, which may hold one built without the flags.
define environment
	@$(MAKE) --no-print-directory preflight
	@echo 'Setting up $(1) (once; a minute or so) ...'
	@rm -rf $(1)
	@$(PYTHON) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/build.txt
	@CPPFLAGS="$$CPPFLAGS $$($(PYTHON) requirements/preflight.py flags)" $(1)/bin/python -m pip install --quiet \
		--require-hashes --no-cache-dir --no-build-isolation --no-deps -r requirements/source.txt
	@$(1)/bin/python -c 'import durable.engine'
endef

$(READY): pyproject.toml $(LOCKS)
	$(call environment,.venv)
	@.venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	@.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BENCH_READY): pyproject.toml $(LOCKS) bench/requirements.txt
	$(call environment,.venv-bench)
	@.venv-bench/bin/python -m pip install --quiet -r bench/requirements.txt
	@.venv-bench/bin/python -m bench.fetch_opa
	@.venv-bench/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/run.txt
	@.venv-bench/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
