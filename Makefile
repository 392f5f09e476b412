# The one command that runs all that CI runs: make check
PYTHON ?= python3

.PHONY: check lint types layers test bench screenshot

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

bench:
	$(PYTHON) -m benchmarks

screenshot:
	$(PYTHON) -m benchmarks.screenshot docs/screen.svg
