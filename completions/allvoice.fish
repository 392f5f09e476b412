# allvoice(1) completion for fish. Made by allvoice itself: _ALLVOICE_COMPLETE=fish_source allvoice
function _allvoice_completion
    set -l whole (commandline -opc)
    set -l word (commandline -ct)
    # Of the three the one that is valid: out of quotes, also those that are still open.
    set -l typed (string unescape -- $word $word\' $word\")[1]
    set -l before (string match -r -- '^--[^=]*=' $typed)
    set -l rest (string replace -r -- '^(["\']?)--[^=]*=' '$1' $word)
    set -l last (string escape -n -- $typed)
    set -l words (string escape -n -- $whole) $last
    set -l response (env _ALLVOICE_COMPLETE=fish_complete COMP_WORDS="$words" COMP_CWORD="$last" \
        (string replace -r -- '^~/' "$HOME/" $whole[1]) 2>/dev/null </dev/null)
    for line in $response
        set -l found (string split -m 1 , -- $line)
        switch $found[1]
            case plain
                printf '%s\n' "$before$found[2]"
            case dir
                for path in (complete -C "'' $rest" | string match -er -- '/(?:\t|$)')
                    printf '%s\n' "$before$path"
                end
            case file
                for path in (complete -C "'' $rest" | string match -er -- "\.$found[2](?:\t|\$)")
                    printf '%s\n' "$before$path"
                end
        end
    end
end

complete --command allvoice --no-files --keep-order --arguments "(_allvoice_completion)"
