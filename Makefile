# make demo   the whole house on this machine        make test   all checks and tests
# make setup  the environment alone                  make check  format, lint, types, imports, templates
SHELL := /bin/bash
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test coverage assurance check setup tools pictures sbom clean
demo: setup
	@exec $(BIN)/anxin demo $(if $(PORT),--port $(PORT)) $(if $(DATA_DIR),--data-dir $(DATA_DIR))

# The environment is made anew only when the lock file or the project file changed.
setup: $(STAMP)
	@$(BIN)/python -m anxin.cli.messages compile

$(STAMP): requirements.lock pyproject.toml scripts/make-environment
	@scripts/make-environment "$(VENV)" "$(PYTHON)"
	@touch $@

check: setup
	$(BIN)/ruff format --check anxin bench tests conftest.py
	$(BIN)/ruff check anxin bench tests conftest.py
	$(BIN)/lint-imports
	$(BIN)/mypy -p anxin
	find anxin -path '*/templates/*' -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	ANXIN_TESTING=1 $(BIN)/python -m django makemigrations --check --dry-run --settings anxin.config.settings

# What browser journeys need beside Python: a browser and fonts with every character of a name.
tools:
	@scripts/get-tools

test: check tools
	$(BIN)/pytest -n 2 --dist loadfile

# What the tests reach. Apart from `make test`, which counting every line makes half as long again.
coverage: check tools
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered

# Every check of docs/assurance.md, the long ones too, with its figure.
assurance: setup tools
	$(BIN)/pytest tests/assurance -n 2 --dist loadfile -m "slow or not slow"

# The pictures of the README, made by the journeys themselves.
pictures: setup tools
	ANXIN_PICTURES=1 $(BIN)/pytest tests/journeys/test_main_job.py tests/journeys/test_care.py \
		tests/journeys/test_where_it_is_stuck.py tests/journeys/test_study.py -p no:randomly -q

# The bill of materials: every part of the lock file with its hash (CycloneDX).
sbom: setup
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.json

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .coverage*
