# allvoice(1) completion for fish. Made by allvoice itself: _ALLVOICE_COMPLETE=fish_source allvoice
function _allvoice_completion
    set -l command (commandline -opc)[1]
    set -l word (commandline -ct)
    set -l before (string match -r -- '^--[^=]*=' $word)
    set -l rest (string replace -r -- '^--[^=]*=' '' $word)
    set -l response (env _ALLVOICE_COMPLETE=fish_complete \
        COMP_WORDS=(commandline -cp | string collect) COMP_CWORD="$word" \
        (string replace -r -- '^~/' "$HOME/" $command) 2>/dev/null </dev/null)
    for line in $response
        set -l found (string split -m 1 , -- $line)
        switch $found[1]
            case plain
                printf '%s\n' "$before$found[2]"
            case dir
                for path in (__fish_complete_directories $rest)
                    printf '%s\n' "$before$path"
                end
            case file
                for path in (__fish_complete_path $rest)
                    if string match -qr -- "\.$found[2](\t|\$)" $path
                        printf '%s\n' "$before$path"
                    end
                end
        end
    end
end

complete --command allvoice --no-files --keep-order --arguments "(_allvoice_completion)"
