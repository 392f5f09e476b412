"""The composition root: chooses guide, engine, sink, shelf and front door.

Standard output is data, standard error is narration. An error is one sentence; no traceback
reaches a user.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allvoice import offline, private
from allvoice.cli.ahead import spellings, split_ahead
from allvoice.cli.console import (
    ASK_THE_DOCTOR,
    DATA_DIR,
    hint,
    print_anything,
    print_no_more,
    tell,
)
from allvoice.errors import EXIT_OK, EXIT_WRONG_USE, AllvoiceError
from allvoice.packages import why_not
from allvoice.paths import BUNDLED_NAME
from allvoice.text import ended

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

EXIT_INTERRUPTED = 130
HELP_COLUMNS = 40
"""As narrow as a terminal in very large letters."""
_COMMANDS = {
    "listen": "allvoice.cli.listen",
    "read": "allvoice.cli.aloud",
    "say": "allvoice.cli.aloud",
    "library": "allvoice.cli.library",
    "sections": "allvoice.cli.lists",
    "sources": "allvoice.cli.lists",
    "bookmarks": "allvoice.cli.kept",
    "notebook": "allvoice.cli.kept",
    "questions": "allvoice.cli.kept",
    "backup": "allvoice.cli.copies",
    "restore": "allvoice.cli.copies",
    "forget": "allvoice.cli.forget",
    "voices": "allvoice.cli.voices",
    "check": "allvoice.cli.check",
    "doctor": "allvoice.cli.doctor",
}
"""Each command and the module it lives in, imported only when it is run."""
_OWN_OPTIONS = {"--help", "-h", "--version"}
_AHEAD = "allvoice.ahead"
"""Under this name the context remembers the options on the line to be completed."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command before the options that stand before it; without a command, listen."""
        if args and args[0] in _OWN_OPTIONS:
            return super().parse_args(ctx, args)
        ahead, rest = split_ahead(args)
        if ctx.resilient_parsing and not rest:
            # A shell asks what the next word may be.
            ctx.meta[_AHEAD] = ahead
            return super().parse_args(ctx, [])
        if rest and not _is_for_listen(rest[0]):
            return super().parse_args(ctx, [rest[0], *ahead, *rest[1:]])
        return super().parse_args(ctx, ["listen", *args])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            raise click.UsageError(
                f"There is no command or file {args[0]!r}; the commands are "
                f"{', '.join(_COMMANDS)}.{hint(args[0], _COMMANDS)}"
            )
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return what may come next: a command, a document, or an option of either."""
        from allvoice.cli.candidates import documents

        ahead: list[str] = ctx.meta.get(_AHEAD, [])
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            given = spellings(ahead)
            fitting = [each for each in found if given <= self._options(ctx, each.value)]
            return [*fitting, *documents()]
        listen = self.get_command(ctx, "listen")
        assert listen is not None
        # The program's own options only count where they come first.
        own = [] if ahead else found
        known = {each.value for each in own}
        with listen.make_context("listen", [*ahead], ctx, resilient_parsing=True) as inner:
            others = listen.shell_complete(inner, incomplete)
        return [*own, *(each for each in others if each.value not in known)]

    def _options(self, ctx: click.Context, name: str) -> set[str]:
        command = self.get_command(ctx, name)
        params = command.get_params(ctx) if command is not None else []
        return {text for each in params if isinstance(each, click.Option) for text in each.opts}


def _is_for_listen(word: str) -> bool:
    """Return whether a word that may be a command's name is a document or an option instead."""
    if word in _COMMANDS:
        return False
    is_known = word.isdecimal() or word == BUNDLED_NAME
    return is_known or word.startswith("-") or _looks_like_path(word)


def _looks_like_path(text: str) -> bool:
    return not text or os.path.exists(text) or "/" in text or os.sep in text or "." in text


@click.group(
    cls=_Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        # Both: without the first, click fills a wide terminal; without the second, at least 50.
        "max_content_width": HELP_COLUMNS,
        "terminal_width": HELP_COLUMNS,
    },
)
@click.version_option(package_name="allvoice", prog_name="allvoice")
def allvoice() -> None:
    """Read a guide aloud, offline.

    Without a command the reader opens where you left off.

    Any Markdown file or folder can be opened: allvoice listen NOTES.md

    Those you have opened: allvoice library

    With a screen reader of your own: allvoice --no-voice, or in plain lines: allvoice --plain
    """


def main(args: list[str] | None = None) -> None:
    """Run the program and end the process with its exit code."""
    # Before anything is loaded that could report home, or written that others could read.
    offline.switch_off()
    private.close_to_others()
    print_anything()
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run a command line and return the exit code."""
    context: click.Context | None = None
    try:
        if asked := os.environ.get("_ALLVOICE_COMPLETE"):
            from allvoice.cli.completion import answer

            return answer(allvoice, asked)
        # Not click's own main, which makes an error of a closed pipe and has no way to be told.
        with allvoice.make_context("allvoice", sys.argv[1:] if args is None else args) as context:
            result: Any = allvoice.invoke(context)
        return result if isinstance(result, int) else EXIT_OK
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except AllvoiceError as error:
        return _end(error.exit_code, str(error))
    except click.ClickException as error:
        return _end(EXIT_WRONG_USE, f"{ended(error.format_message())} {_where_help_is(error)}")
    except (click.Abort, EOFError, KeyboardInterrupt):
        # A line of its own for what the shell prints after the terminal's "^C".
        return _end(EXIT_INTERRUPTED, "")
    except BrokenPipeError:
        # Whoever read the output has read enough.
        print_no_more()
        return EXIT_OK
    except ModuleNotFoundError as error:
        return _end(EXIT_WRONG_USE, f"{why_not('allvoice', error)} {ASK_THE_DOCTOR}")
    except Exception as error:  # the last door before a traceback would reach the user
        data_dir = context.meta.get(DATA_DIR) if context is not None else None
        return _end(EXIT_WRONG_USE, _unexpected(error, data_dir))


def _end(exit_code: int, last_words: str) -> int:
    with contextlib.suppress(OSError):
        tell(last_words)
    print_no_more()
    return exit_code


def _where_help_is(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"Try {context.command_path if context else 'allvoice'} --help."


def _unexpected(error: Exception, data_dir: Path | None) -> str:
    import traceback

    from allvoice.own_files import open_to_add
    from allvoice.paths import user_folders

    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return f"The output cannot be written: {error.strerror}. Make room there and try again."
    log = user_folders(data_dir).errors_file
    try:
        with io.TextIOWrapper(open_to_add(log), "utf-8", "replace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return f"allvoice stopped by a fault of its own: {ended(str(error))}"
    return f"allvoice stopped by a fault of its own; what happened is written in {log}."
