# Two commands do everything: `make demo` and `make test`. Both make their environment in .venv when it is missing.
VENV := .venv
BIN  := $(VENV)/bin

.PHONY: demo test lint types unit clean

demo: $(VENV)/.product
	@$(BIN)/duizhao demo

test: $(VENV)/.tests lint types unit

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

# a process for each core, four at most: each may bring a Chromium of its own
unit: $(VENV)/.tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@sh .ci/make-venv $(VENV)

# the product alone: no torch
$(VENV)/.product: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# what the tests need; torch is named first so that pip takes this build and no other
$(VENV)/.tests: pyproject.toml | $(BIN)/python
	@sh .ci/find-browser
	@sh .ci/find-servers
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable '.[hf,train,test]'
	@touch $@
