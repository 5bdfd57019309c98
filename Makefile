# Everything happens in .venv, nothing outside it. `make help` says what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint content train mutate fuzz bench eval docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test --editable ".[authoring,xlsx]"
	touch $@

$(VENV)/linted: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group lint
	touch $@

demo: $(VENV)/installed ## set up, and advice on a first problem
	$(BIN)/opsi-handbook recommend "our staff are afraid to fail" --limit 3

test: $(VENV)/tested ## set up, and run all tests (a minute)
	$(BIN)/python -m pytest -n auto --maxprocesses 4

lint: $(VENV)/linted ## style, types, architecture, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet

content: $(VENV)/tested ## check what is written in content/ and compile it
	$(BIN)/opsi-handbook content build content
	$(BIN)/python tools/sample_export.py
	for name in advice catalogue sheet workshop; do $(BIN)/opsi-handbook schema $$name > docs/schema/$$name.json; done

train: $(VENV)/tested ## learn from the examples in content/ what free text is matched with (two minutes, 700 MB)
	$(BIN)/opsi-handbook content train content

docs: $(VENV)/tested ## build the documentation into site/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	$(BIN)/python tools/pages.py
	mkdir -p build
	$(BIN)/zensical build --strict --clean >build/docs.log 2>&1; status=$$?; cat build/docs.log; exit $$status
	! grep '^griffe:' build/docs.log # docstrings that cannot be read
	! grep -rEl '<(img|iframe|link|script|source|video) [^>]*(src|href)="?(https?:)?//' site --include=*.html # requests

eval: $(VENV)/tested ## measure how well free text finds its questions (STATEMENTS=file.jsonl: on yours)
	$(BIN)/python bench/evaluate.py $(STATEMENTS)

bench: $(VENV)/installed ## speed and memory, beside their targets
	$(BIN)/python bench/bench.py

mutate: $(VENV)/tested ## break the code in small ways, and count which tests see it (an hour; MUTATE="--sample 60")
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutate
	$(BIN)/python bench/mutate.py $(MUTATE)

fuzz: $(VENV)/tested ## read harmed files, and see that no harm comes of them (FUZZ="--inputs 1000000 --seed 1 --parsers po,xliff12")
	$(BIN)/python bench/fuzz.py $(FUZZ)

clean: ## remove all that was made here
	rm -rf $(VENV) build dist site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
