# The one command that runs all that CI runs: make check
PYTHON ?= python3

.PHONY: check lint types layers test lowest bench screenshot completions

check: lint types layers test

lint:
	$(PYTHON) -m ruff check src tests benchmarks
	$(PYTHON) -m ruff format --check src tests benchmarks

types:
	$(PYTHON) -m mypy

layers:
	$(PYTHON) -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

test:
	$(PYTHON) -m pytest -n 2

# With the lowest version of every package that pyproject.toml allows; the screen and the sound are
# tested with the newest alone.
LOWEST = cli content guide listenability narration plain playback reading shelf speech
lowest:
	$(PYTHON) -m venv .venv-lowest
	$(PYTHON) tests/lowest.py > .venv-lowest/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet -c .venv-lowest/lowest.txt -e '.[test]'
	.venv-lowest/bin/python -m pytest -n 2 $(LOWEST:%=tests/%)

bench:
	$(PYTHON) -m benchmarks

screenshot:
	$(PYTHON) -m benchmarks.screenshot docs/screen.svg

completions:
	_ALLVOICE_COMPLETE=bash_source $(PYTHON) -m allvoice > completions/allvoice.bash
	_ALLVOICE_COMPLETE=zsh_source $(PYTHON) -m allvoice > completions/_allvoice
	_ALLVOICE_COMPLETE=fish_source $(PYTHON) -m allvoice > completions/allvoice.fish
