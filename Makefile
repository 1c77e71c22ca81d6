# Two commands matter: `make demo` and `make test`. Each makes its own virtual environment.
PYTHON ?= python3
DEMO := .venv-demo
DEV := .venv
EXAMPLE := examples/magnesium-myoclonus
OUTPUT := evidence-review-output

.PHONY: help demo test setup lint types unit long browser docs golden bench wheel clean

help:  ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(DEMO)/.installed  ## Install the package and make the HTML and PDF review of the worked example
	$(DEMO)/bin/evidence-review audit $(EXAMPLE) --fail-on never
	$(DEMO)/bin/evidence-review report $(EXAMPLE) --output $(OUTPUT) --format html,pdf

test: setup lint types unit long  ## Install the development extras and run lint, types and every test

setup: $(DEV)/.installed browser

$(DEMO)/.installed: pyproject.toml
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python -m pip install --quiet --disable-pip-version-check .
	@touch $@

$(DEV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

browser:  ## Fetch Debian's chromium for the browser tests, where this machine may
	@sh tests/fetch_browser.sh

lint: $(DEV)/.installed  ## Formatting and lint
	$(DEV)/bin/ruff format --check .
	$(DEV)/bin/ruff check .

types: $(DEV)/.installed  ## Strict types on the three packages
	$(DEV)/bin/mypy

unit: $(DEV)/.installed  ## Every test but the long ones, in random order
	$(DEV)/bin/python -m pytest --quiet --numprocesses 2 --dist loadscope -m "not browser and not slow"

long: $(DEV)/.installed  ## The tests in a browser, and those that build a wheel or read huge files
	$(DEV)/bin/python -m pytest --quiet -p no:randomly --numprocesses 2 --dist loadscope -m "browser or slow"

docs: $(DEV)/.installed  ## Write the generated pages anew
	for page in docs/generate_*.py; do $(DEV)/bin/python $$page; done

golden: $(DEV)/.installed  ## Accept the present output as golden; review it with git diff
	UPDATE_GOLDEN=1 $(DEV)/bin/python -m pytest -q -p no:randomly tests -k golden

bench: $(DEV)/.installed  ## Every benchmark, as ratios within one run
	for page in benchmarks/bench_*.py; do $(DEV)/bin/python $$page; done

wheel: $(DEV)/.installed  ## Build the wheel and the source distribution
	$(DEV)/bin/python -m build --outdir dist .

clean:  ## Remove what the other targets made
	rm -rf $(DEMO) $(DEV) $(OUTPUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
