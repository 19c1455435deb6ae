# Two commands do all the set-up on a fresh machine: make chat, make test.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# Programs are started by the dozen; without bytecode each would compile itself anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: chat demo run install test quick units faults lint bench audit notices wheel clean

chat: $(VENV)/run.stamp
	@$(BIN)/roadmate chat

demo: $(VENV)/run.stamp
	@$(BIN)/roadmate chat --demo

run: $(VENV)/run.stamp
	@$(BIN)/roadmate run

install: $(VENV)/run.stamp

test: lint
	$(BIN)/pytest -n 2 --dist worksteal

quick: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory -j2 lint units

units: $(VENV)/dev.stamp
	$(BIN)/pytest tests/roadmap tests/said -q -m "not hypothesis" --deselect tests/said/test_cost.py --deselect tests/said/test_laws.py --deselect tests/said/test_lines.py

faults: $(VENV)/dev.stamp
	$(BIN)/pytest tests/attacks tests/benchmarks tests/faults tests/roadmap tests/said --long --timeout 900
	$(BIN)/pytest tests/bot tests/platforms tests/stories tests/web -k "postgresql or sandbox or simulation or lives or study_times" --long --timeout 900
	$(BIN)/pytest tests/bot tests/platforms tests/web -m "hypothesis or by_turns or drill" -k "not (postgresql or sandbox or simulation or lives or study_times)" --long --timeout 900

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

# Make itself ends with 2 where the script does with 1 (something is known) or 3 (nothing was audited); it prints which.
audit: $(VENV)/dev.stamp
	@$(BIN)/python -m tools.audit

# After requirements/run.txt has changed.
notices: $(VENV)/run.stamp
	@$(BIN)/python -m tools.notices

wheel: $(VENV)/run.stamp
	@$(BIN)/python -m hatchling build -t wheel

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up: a Python environment in $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up: installing what it needs to run (requirements/run.txt) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt 1>&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . 1>&2
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "Setting up: installing what the tests and checks need (requirements/dev.txt) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt 1>&2
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
