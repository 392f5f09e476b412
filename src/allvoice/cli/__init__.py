"""The composition root: chooses guide, engine, sink, shelf and front door.

Standard output is data, standard error is narration. An error is one sentence; no traceback
reaches a user.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from allvoice.errors import EXIT_OK, EXIT_WRONG_USE, AllvoiceError

EXIT_INTERRUPTED = 130
_COMMANDS = {
    "listen": "allvoice.cli.listen",
    "read": "allvoice.cli.aloud",
    "say": "allvoice.cli.aloud",
    "sections": "allvoice.cli.lists",
    "bookmarks": "allvoice.cli.lists",
    "voices": "allvoice.cli.voices",
    "check": "allvoice.cli.check",
    "doctor": "allvoice.cli.doctor",
}
"""Each command and the module it lives in, imported only when it is run."""
_OWN_OPTIONS = {"--help", "-h", "--version"}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, listen: to the guide that comes with the program or one named."""
        if not args or (args[0] not in _COMMANDS and args[0] not in _OWN_OPTIONS):
            known_path = not args or args[0].startswith("-") or _looks_like_path(args[0])
            if known_path:
                args = ["listen", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            names = ", ".join(_COMMANDS)
            raise click.UsageError(
                f"There is no command or file {args[0]!r}. The commands are {names}."
            )
        return super().resolve_command(ctx, args)


def _looks_like_path(text: str) -> bool:
    return os.path.exists(text) or "/" in text or os.sep in text or "." in text


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="allvoice", prog_name="allvoice")
def allvoice() -> None:
    """Read a guide aloud, offline.

    Without a command the reader opens where
    you left off. Any Markdown file or folder
    can be opened: allvoice listen NOTES.md
    """


def main(args: list[str] | None = None) -> None:
    """Run the program and end the process with its exit code."""
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run a command line and return the exit code."""
    try:
        result: Any = allvoice.main(args, prog_name="allvoice", standalone_mode=False)
        return result if isinstance(result, int) else EXIT_OK
    except AllvoiceError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(f"{_one_line(error.format_message())} Try allvoice --help.", err=True)
        return EXIT_WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has read enough; nothing more may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except Exception as error:  # the last door before a traceback would reach the user
        click.echo(_unexpected(error), err=True)
        return EXIT_WRONG_USE


def _one_line(message: str) -> str:
    message = " ".join(message.split())
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _unexpected(error: Exception) -> str:
    import traceback

    from allvoice.paths import user_folders

    log = user_folders().log / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return f"allvoice stopped by a fault of its own: {_one_line(str(error))}"
    return f"allvoice stopped by a fault of its own; what happened is written in {log}."
