.PHONY: help check proof mutants pictures test units serve lint docs types setup packages tools lock clean

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest
WORKERS ?= auto

help: ## show what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## set up what is missing: virtual environment, locked packages, browser
	@sh .ci/setup

packages:
	@sh .ci/setup packages

tools:
	@sh .ci/setup tests

check: packages ## compare the articles with the features and the last run; seconds, no browser
	@.venv/bin/prosecov check

proof: setup ## prove the articles against the CRM
	@echo 'proof: running the features of the articles in a browser'
	@$(PYTEST) tests/test_features.py -n $(WORKERS) --prosecov $(ARGS)

mutants: setup ## break what proved sentences say, and see their checks fail; run make proof first
	@.venv/bin/prosecov mutate $(ARGS)

pictures: setup ## compare the pictures of the articles with the screens; fonts differ, so only where they were taken
	@.venv/bin/prosecov illustrate --compare $(ARGS)

test: lint types tools ## lint, types, and every test
	@echo 'test: running the unit tests and the features'
	@$(PYTEST) -n $(WORKERS) --dist worksteal --prosecov $(ARGS)

units: tools ## the tests without the features
	@$(PYTEST) -n $(WORKERS) --dist worksteal --ignore tests/test_features.py $(ARGS)

lint: packages
	@echo 'lint: ruff, who imports whom, the workflow, and the walkthroughs'
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/actionlint .github/workflows/*.yml
	@.venv/bin/prosecov derive --check
	@$(MAKE) --no-print-directory docs

docs: packages ## the documentation, in build/docs; fails if a link leads nowhere
	@echo 'docs: the layers, and the links of all pages'
	@$(PYTHON) docs/layers.py --check
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet

types: packages
	@echo 'types: mypy'
	@$(PYTHON) -m mypy

serve: setup ## the CRM with demo data, at http://127.0.0.1:5000
	@$(PYTHON) -m mock_crm serve --demo $(ARGS)

lock: ## renew requirements.lock; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --all-extras --group dev pyproject.toml -o requirements.lock

clean: ## remove what was built; the virtual environment stays
	rm -rf build .*_cache .hypothesis *.egg-info
