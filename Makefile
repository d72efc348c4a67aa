# Two commands matter: `make run` opens the app, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test lint format bench screenshots translations compiled-translations clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/installed compiled-translations ## Install if needed and open the app (without a display: a demo in the terminal).
	@$(BIN)/photoorg run-or-demo

test: lint compiled-translations ## Run every check: lint, types, import contracts, tests.
	@# Four at once on few cores leave little time to tests of watching and killing: what fails gets one more go alone.
	export QT_QPA_PLATFORM=offscreen; \
	$(BIN)/pytest -n 4 --dist worksteal || $(BIN)/pytest --last-failed --last-failed-no-failures none

lint: $(VENV)/installed-dev ## Check style, types and import contracts.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev ## Put all code into the project's format.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev compiled-translations ## Measure speed and search quality, as ratios in one run.
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/installed-dev compiled-translations ## Draw the main states of the window into build/screenshots.
	$(BIN)/python packaging/screenshots.py

translations: $(VENV)/installed-dev ## Bring new texts of the window into the files that are translated.
	$(BIN)/python packaging/translations.py --extract

compiled-translations: | $(VENV)/bin/python
	@$(BIN)/python packaging/translations.py

clean: ## Remove the virtual environment and everything built.
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) packaging/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing photoorg; the first time this takes a few minutes and about 6 GB of disk."
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	sh packaging/install_qt_libraries.sh
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/installed
