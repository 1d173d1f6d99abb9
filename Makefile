# Two commands do everything on a bare machine: `make chat` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: chat test check format lint types install eval bench clean

# The samples get a collection of their own: invented outlets do not belong among your articles.
SAMPLES_HOME := $(or $(CITEWIRE_HOME),.citewire/samples)

chat: install  ## Index the sample collection and open the chat on http://127.0.0.1:7860
	CITEWIRE_HOME=$(SAMPLES_HOME) $(BIN)/citewire add articles
	CITEWIRE_HOME=$(SAMPLES_HOME) $(BIN)/citewire chat

# A file's tests stay together: they share what is expensive to start, a browser or a server.
test: install  ## The whole test suite
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: install lint types test  ## Format, lint, strict types, tests

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

format: install  ## Put the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: install  ## Ask the samples and compare with the baseline
	$(BIN)/citewire eval --check

# `make bench BENCH="--articles FILE --questions FILE"` measures on a collection of your own.
bench: install  ## Measure speed and memory beside LangChain's tutorial, and write docs/PERFORMANCE.md
	$(BIN)/citewire bench $(BENCH)

install: $(INSTALLED)

# The constraints are the versions everything was last tested with. The conversion of the embedding
# model would otherwise be waited for at the first question.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m vectorstore.embedding
	touch $(INSTALLED)

clean:
	rm -rf $(VENV) *.egg-info
