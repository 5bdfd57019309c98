# Two targets for newcomers: `make demo` and `make test`. Everything happens in .venv, nothing outside it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint content bench eval mutate docs clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test --editable ".[authoring]"
	touch $@

$(VENV)/linted: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group lint
	touch $@

demo: $(VENV)/installed
	$(BIN)/opsi-handbook recommend "our staff are afraid to fail" --limit 3

test: $(VENV)/tested
	$(BIN)/python -m pytest

lint: $(VENV)/linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet

content: $(VENV)/tested
	$(BIN)/opsi-handbook content build content
	for name in advice catalogue sheet workshop; do $(BIN)/opsi-handbook schema $$name > docs/schema/$$name.json; done

docs: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	$(BIN)/zensical build

eval: $(VENV)/tested
	$(BIN)/python bench/evaluate.py $(STATEMENTS)

bench: $(VENV)/installed
	$(BIN)/python bench/bench.py

mutate: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutate
	$(BIN)/python bench/mutate.py $(MUTATE)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
