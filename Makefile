# The one command that runs all that CI runs: make check
PYTHON ?= python3
# Every folder but those that start whole programs or open screens, without what renders most; and of
# these what tells of a key or a setting that is missing somewhere.
QUICK = $(filter-out tests/cli/ tests/e2e/ tests/privacy/ tests/tui/ tests/__pycache__/,$(wildcard tests/*/)) \
	tests/cli/test_man_page.py tests/tui/test_keys.py tests/tui/test_snapshots.py
SLOW = $(wildcard tests/speech/engines/test_*.py tests/speech/test_client*.py tests/speech/test_patience.py) \
	tests/remote/test_contract.py

.PHONY: check quick fix lint types layers test search lowest screens bench screenshot completions man

check: lint types layers test

lint:
	$(PYTHON) -m ruff check src tests benchmarks
	$(PYTHON) -m ruff format --check src tests benchmarks

# Mends what can be mended without a thought.
fix:
	$(PYTHON) -m ruff check --fix src tests benchmarks
	$(PYTHON) -m ruff format src tests benchmarks

types:
	$(PYTHON) -m mypy

layers:
	$(PYTHON) -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())" --no-logo

# More at once than there are processors: most of the end-to-end tests wait for sound.
test:
	$(PYTHON) -m pytest -n 6 --dist worksteal

# With the lowest version of every package that pyproject.toml allows; the screen, the sound and the
# slow properties are tested with the newest alone.
LOWEST = cli guide listenability narration plain playback reading remote shelf speech
lowest:
	$(PYTHON) -m venv .venv-lowest
	$(PYTHON) tests/lowest.py > .venv-lowest/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet -c .venv-lowest/lowest.txt -e '.[test]'
	.venv-lowest/bin/python -m pytest -n 4 --dist worksteal -m "not hypothesis and not large" $(LOWEST:%=tests/%)

# An answer within a minute: the style, and the tests that need no sound and no terminal.
quick:
	$(PYTHON) -m ruff check src tests benchmarks
	$(PYTHON) -m ruff format --check src tests benchmarks
	$(PYTHON) -m pytest -q -n 4 --dist worksteal \
		-m "not hypothesis and not large" $(SLOW:%=--ignore=%) $(QUICK)

# Looks for what the fixed examples of `make test` miss: more examples, other ones at each run.
# Each run prints its seed; `make search SEEDS=that` is the same run again.
SEEDS ?= $(shell $(PYTHON) -c "import random; print(*random.sample(range(10**9), 2))")
search:
	for seed in $(SEEDS); do \
		echo "seed $$seed"; \
		$(PYTHON) -m pytest -q -n 2 -m hypothesis --timeout 900 \
			--hypothesis-profile=search --hypothesis-seed=$$seed || exit 1; \
	done

# Keeps the screens as they are drawn now; `git diff` shows what that changes.
screens:
	$(PYTHON) -m pytest -q -n 2 tests/tui/test_snapshots.py --update-screens

bench:
	$(PYTHON) -m benchmarks

screenshot:
	$(PYTHON) -m benchmarks.screenshot docs/screen.svg

completions:
	_ALLVOICE_COMPLETE=bash_source $(PYTHON) -m allvoice > completions/allvoice.bash
	_ALLVOICE_COMPLETE=zsh_source $(PYTHON) -m allvoice > completions/_allvoice
	_ALLVOICE_COMPLETE=fish_source $(PYTHON) -m allvoice > completions/allvoice.fish

man:
	$(PYTHON) -m tests.cli.man_page
