# allvoice(1) completion for bash. Made by allvoice itself: _ALLVOICE_COMPLETE=bash_source allvoice
_allvoice_completion() {
    local IFS=$'\n' command=$1 word=$2 response type value quotes= plain=()
    COMPREPLY=()
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
        _ALLVOICE_COMPLETE=bash_complete "${command/#\~\//$HOME/}" 2>/dev/null </dev/null) ||
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
        [[ $quotes || $word == [\"\']* ]] || printf -v value '%q' "$value"
        COMPREPLY+=("$value")
    done
}

complete -o nosort -F _allvoice_completion allvoice 2>/dev/null ||
    complete -F _allvoice_completion allvoice
