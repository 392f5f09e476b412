"""Shell completion: the scripts for bash, zsh and fish, and the answer to what they ask.

What may stand where is in `candidates`. Click resolves what stands on the line; the scripts are
ours, because click's own offer every file where a document is wanted, break at commas and spaces in
names, and lose what stands before the `=` of `--section=ID`. Nothing here speaks, starts a process,
loads an engine or makes a file.
"""

from __future__ import annotations

import os
import sys

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    _resolve_context,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from allvoice.cli.console import tell
from allvoice.errors import EXIT_OK, EXIT_WRONG_USE

VARIABLE = "_ALLVOICE_COMPLETE"
"""By which a shell asks, as click names it."""
SHELLS = ("bash", "zsh", "fish")
_SEPARATOR = "="

_BASH = """\
# allvoice(1) completion for bash. Made by allvoice itself: _ALLVOICE_COMPLETE=bash_source allvoice
%(complete_func)s() {
    local IFS=$'\\n' command=$1 word=$2 response type value quotes= plain=()
    COMPREPLY=()
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        %(complete_var)s=bash_complete "${command/#\\~\\//$HOME/}" 2>/dev/null </dev/null) ||
        return 0
    while IFS=, read -r type value; do
        case $type in
            plain) plain+=("$value") ;;
            dir)
                # From here on bash itself quotes what it puts into the line.
                compopt -o filenames 2>/dev/null && quotes=yes
                COMPREPLY+=($(compgen -d -- "$word")) ;;
            file)
                compopt -o filenames 2>/dev/null && quotes=yes
                COMPREPLY+=($(compgen -f -X "!*.$value" -- "$word")) ;;
        esac
    done <<<"$response"
    for value in ${plain[@]+"${plain[@]}"}; do
        [[ $quotes || $word == [\\"\\']* ]] || printf -v value '%%q' "$value"
        COMPREPLY+=("$value")
    done
}

complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -F %(complete_func)s %(prog_name)s
"""
_ZSH = """\
#compdef %(prog_name)s
# allvoice(1) completion for zsh. Made by allvoice itself: _ALLVOICE_COMPLETE=zsh_source allvoice
%(complete_func)s() {
    local -a plain described response
    local type value help folders endings=()
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete "${words[1]/#\\~\\//$HOME/}" 2>/dev/null </dev/null)}")
    [[ $PREFIX == --*=* ]] && compset -P '*='
    for type value help in "${response[@]}"; do
        case $type in
            plain) [[ $help == _ ]] && plain+=("$value") || described+=("$value:$help") ;;
            dir) folders=yes ;;
            file) endings+=("$value") ;;
        esac
    done
    (( $#described )) && _describe -V allvoice described
    (( $#plain )) && compadd -V allvoice -a plain
    (( $#endings )) && _path_files -g "*.(${(j:|:)endings})(-.)"
    [[ -n $folders ]] && _path_files -/
    return 0
}

if [[ $funcstack[1] == _%(prog_name)s ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = """\
# allvoice(1) completion for fish. Made by allvoice itself: _ALLVOICE_COMPLETE=fish_source allvoice
function %(complete_func)s
    set -l whole (commandline -opc)
    set -l word (commandline -ct)
    # Of the three the one that is valid: out of quotes, also those that are still open.
    set -l typed (string unescape -- $word $word\\' $word\\")[1]
    set -l before (string match -r -- '^--[^=]*=' $typed)
    set -l rest (string replace -r -- '^(["\\']?)--[^=]*=' '$1' $word)
    set -l last (string escape -n -- $typed)
    set -l words (string escape -n -- $whole) $last
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS="$words" COMP_CWORD="$last" \\
        (string replace -r -- '^~/' "$HOME/" $whole[1]) 2>/dev/null </dev/null)
    for line in $response
        set -l found (string split -m 1 , -- $line)
        switch $found[1]
            case plain
                printf '%%s\\n' "$before$found[2]"
            case dir
                for path in (complete -C "'' $rest" | string match -er -- '/(?:\\t|$)')
                    printf '%%s\\n' "$before$path"
                end
            case file
                for path in (complete -C "'' $rest" | string match -er -- "\\.$found[2](?:\\t|\\$)")
                    printf '%%s\\n' "$before$path"
                end
        end
    end
end

complete --command %(prog_name)s --no-files --keep-order --arguments "(%(complete_func)s)"
"""


class _OwnWords(ShellComplete):
    """What our scripts and click's have in common: how the words of the line are told."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the whole words before the one being typed, and that one.

        Bash hands over the `=` between an option and its value as a word of its own.
        """
        args, typed = super().get_completion_args()
        words: list[str] = []
        value_follows = False
        for word in (*args, typed):
            if value_follows:
                words[-1] += word
                value_follows = False
            elif word == _SEPARATOR and words and words[-1].startswith("--"):
                words[-1] += word
                value_follows = True
            else:
                words.append(word)
        return words[:-1], words[-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return what may stand there; after the `=` of an option that is a value of it alone."""
        option, separator, value = incomplete.partition(_SEPARATOR)
        if not separator or not option.startswith("--") or "--" in args:
            return super().get_completions(args, incomplete)
        context = _resolve_context(self.cli, self.ctx_args, self.prog_name, [*args, option])
        for each in context.command.get_params(context):
            if isinstance(each, click.Option) and option in each.opts and not each.is_flag:
                return each.shell_complete(context, value)
        return []


@add_completion_class
class _Bash(_OwnWords, BashComplete):
    source_template = _BASH

    def source(self) -> str:
        # Click would start a bash to ask for its version; the script does with an old one too.
        return ShellComplete.source(self)


@add_completion_class
class _Zsh(_OwnWords, ZshComplete):
    source_template = _ZSH


class _Escaped(FishComplete):
    """The word being typed comes escaped, which not every click undoes."""

    def get_completion_args(self) -> tuple[list[str], str]:
        args = split_arg_string(os.environ["COMP_WORDS"])[1:]
        typed = (split_arg_string(os.environ["COMP_CWORD"]) or [""])[0]
        if typed and args and args[-1] == typed:
            args.pop()
        return args, typed


@add_completion_class
class _Fish(_OwnWords, _Escaped):
    source_template = _FISH


def answer(group: click.Group, instruction: str) -> int:
    """Print the script or the candidates that a shell asks for.

    Args:
        group: the command line.
        instruction: what the variable holds: `bash_source`, `bash_complete` and the like.

    Returns:
        The exit code. An instruction that is not known is told in one sentence: with the variable
        set nobody wanted the reader to open.
    """
    shell, _, wanted = instruction.partition("_")
    found = get_completion_class(shell)
    if found is None or wanted not in ("source", "complete"):
        asked = ", ".join(f"{name}_source" for name in SHELLS[:-1])
        tell(
            f"{VARIABLE} is {instruction!r}, which is no request for shell completion; "
            f"set it to {asked} or {SHELLS[-1]}_source, or unset it to open the reader."
        )
        return EXIT_WRONG_USE
    completing = found(group, {}, "allvoice", VARIABLE)
    if wanted == "source":
        _write(completing.source())
        return EXIT_OK
    try:
        completing.get_completion_args()
    except (KeyError, ValueError):
        tell(
            f"{VARIABLE} is {instruction!r}, which only a shell can ask, with COMP_WORDS and "
            f"COMP_CWORD; set it to {shell}_source to get the script that does."
        )
        return EXIT_WRONG_USE
    try:
        candidates = completing.complete()
    except Exception:  # whatever is wrong on the line is told when it is run, not at the prompt
        return EXIT_OK
    _write(candidates + "\n")
    return EXIT_OK


def _write(text: str) -> None:
    """Print in UTF-8 and with plain line ends, whatever the shell's surroundings ask for."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        click.echo(text, nl=False)
        return
    sys.stdout.flush()
    raw.write(text.encode("utf-8", "surrogateescape"))
    raw.flush()
