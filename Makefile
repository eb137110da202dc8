# Two commands: `make run` opens the app, `make test` runs every test. `make clinic` opens the clinic.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run clinic test samples bench clean

run: $(VENV)/.run
	$(BIN)/python -m scripts.ready
	$(BIN)/streamlit run app.py

# The same program with sign-in, therapists and patients.
clinic: $(VENV)/.run
	$(BIN)/python -m scripts.ready
	CLINIC=1 $(BIN)/streamlit run app.py

test: $(VENV)/.test
	$(BIN)/python -m scripts.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# Renders the sample videos anew with the synthetic figure.
samples: $(VENV)/.studio
	$(BIN)/python -m studio render all --out sample_videos

# Films the bench's clips (hours; it can be stopped and resumed) and writes docs/accuracy.md.
bench: $(VENV)/.studio
	$(BIN)/python -m bench

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: name it with 'make PYTHON=python3.12 run'."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python's venv is missing: on Debian or Ubuntu run 'sudo apt-get install python3-venv'."; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,studio]'
	@touch $@ $(VENV)/.run

$(VENV)/.studio: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[studio]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
