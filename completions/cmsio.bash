#!/bin/bash

__cmsio_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__cmsio_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__cmsio_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__cmsio_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_cmsio() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    serve|emit|raw|listen|perms|help)
        # Offer subcommand argument completions
        "_cmsio_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'serve emit raw listen perms help' -- "${cur}"))
        ;;
    esac
}

_cmsio_serve() {
    repeating_flags=()
    non_repeating_flags=(--allow-eio3 --message-compression --demo --drafts --check --print-config -q --quiet -v --verbose --version -h --help)
    repeating_options=(--cors-origin --populate)
    non_repeating_options=(--host --port --path --transports --client-files --schemas --receive --publish-needs --shape --sanitize --node-env --env-file --database-url --strapi-version --schema-dump --rights-max-age --database-timezone --webhook-secret-file --webhook-hold --strapi-url --strapi-token-file --max-connections --max-queue --max-payload --ping-interval --ping-timeout --keep-last --loops --log-format -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--host')
        return
        ;;
    '--port')
        return
        ;;
    '--path')
        return
        ;;
    '--cors-origin')
        return
        ;;
    '--transports')
        __cmsio_add_completions -W 'polling'$'\n''websocket'
        return
        ;;
    '--client-files')
        __cmsio_add_completions -d
        return
        ;;
    '--schemas')
        __cmsio_add_completions -d
        return
        ;;
    '--receive')
        __cmsio_add_completions -W 'action'$'\n''read'
        return
        ;;
    '--publish-needs')
        __cmsio_add_completions -W 'update'$'\n''publish'$'\n''find'
        return
        ;;
    '--shape')
        __cmsio_add_completions -W 'v5'$'\n''v4'$'\n''plugin'
        return
        ;;
    '--sanitize')
        __cmsio_add_completions -W 'strict'$'\n''exact'
        return
        ;;
    '--node-env')
        return
        ;;
    '--env-file')
        __cmsio_add_completions -f
        return
        ;;
    '--database-url')
        return
        ;;
    '--strapi-version')
        __cmsio_add_completions -W '4'$'\n''5'
        return
        ;;
    '--schema-dump')
        __cmsio_add_completions -f
        return
        ;;
    '--rights-max-age')
        return
        ;;
    '--database-timezone')
        return
        ;;
    '--webhook-secret-file')
        __cmsio_add_completions -f
        return
        ;;
    '--webhook-hold')
        return
        ;;
    '--populate')
        return
        ;;
    '--strapi-url')
        return
        ;;
    '--strapi-token-file')
        __cmsio_add_completions -f
        return
        ;;
    '--max-connections')
        return
        ;;
    '--max-queue')
        return
        ;;
    '--max-payload')
        return
        ;;
    '--ping-interval')
        return
        ;;
    '--ping-timeout')
        return
        ;;
    '--keep-last')
        return
        ;;
    '--loops')
        return
        ;;
    '--log-format')
        __cmsio_add_completions -W 'text'$'\n''json'
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_emit() {
    repeating_flags=()
    non_repeating_flags=(--keep-going --dry-run --explain --diff -q --quiet -v --verbose --version -h --help)
    repeating_options=(--set)
    non_repeating_options=(--idempotency-key --lines --from-line --as -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--set')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--lines')
        __cmsio_add_completions -f
        return
        ;;
    '--from-line')
        return
        ;;
    '--as')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion emit -- --as "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion emit -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion emit -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    3)
        __cmsio_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_cmsio_raw() {
    repeating_flags=()
    non_repeating_flags=(-y --yes -q --quiet -v --verbose --version -h --help)
    repeating_options=(-r --room --except)
    non_repeating_options=(--to --idempotency-key -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-r'|'--room')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion raw -- --room "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '--except')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion raw -- --except "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '--to')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion raw -- --to "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion raw -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_cmsio_listen() {
    repeating_flags=()
    non_repeating_flags=(--denied --expect --stats --foreign -q --quiet -v --verbose --version -h --help)
    repeating_options=(--entity --match)
    non_repeating_options=(--last --as --token-file --strategy -n --count -W --timeout --record --forward-to --forward-secret-file --namespace --auth-file -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--entity')
        return
        ;;
    '--match')
        return
        ;;
    '--last')
        return
        ;;
    '--as')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion listen -- --as "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '--token-file')
        __cmsio_add_completions -f
        return
        ;;
    '--strategy')
        __cmsio_add_completions -W 'jwt'$'\n''api-token'
        return
        ;;
    '-n'|'--count')
        return
        ;;
    '-W'|'--timeout')
        return
        ;;
    '--record')
        __cmsio_add_completions -f
        return
        ;;
    '--forward-to')
        return
        ;;
    '--forward-secret-file')
        __cmsio_add_completions -f
        return
        ;;
    '--namespace')
        return
        ;;
    '--auth-file')
        __cmsio_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion listen -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __cmsio_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|grant|revoke|can|who|explain|role|user|token|export|import|diff)
        # Offer subcommand argument completions
        "_cmsio_perms_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list grant revoke can who explain role user token export import diff' -- "${cur}"))
        ;;
    esac
}

_cmsio_perms_list() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_grant() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms grant -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    *)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms grant -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_revoke() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms revoke -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    *)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms revoke -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_can() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms can -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms can -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_who() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms who -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms who -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_explain() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--as -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--as')
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms explain -- --as "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms explain -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms explain -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    3)
        __cmsio_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_cmsio_perms_role() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __cmsio_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|remove|list)
        # Offer subcommand argument completions
        "_cmsio_perms_role_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add remove list' -- "${cur}"))
        ;;
    esac
}

_cmsio_perms_role_add() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_role_remove() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms role remove -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_role_list() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_user() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __cmsio_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|block|unblock|move|remove|list)
        # Offer subcommand argument completions
        "_cmsio_perms_user_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add block unblock move remove list' -- "${cur}"))
        ;;
    esac
}

_cmsio_perms_user_add() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--role -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--role')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_user_block() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms user block -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_user_unblock() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms user unblock -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_user_move() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms user move -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms user move -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_user_remove() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms user remove -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_user_list() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_token() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __cmsio_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|revoke|list|mint)
        # Offer subcommand argument completions
        "_cmsio_perms_token_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add revoke list mint' -- "${cur}"))
        ;;
    esac
}

_cmsio_perms_token_add() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--type --expires -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--type')
        __cmsio_add_completions -W 'custom'$'\n''full-access'$'\n''read-only'
        return
        ;;
    '--expires')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms token add -- positional@1 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_token_revoke() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms token revoke -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_token_list() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_cmsio_perms_token_mint() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--expires -s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--expires')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -W "$(__cmsio_custom_complete ---completion perms token mint -- positional@0 "${COMP_CWORD}" "$(__cmsio_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_cmsio_perms_export() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    esac
}

_cmsio_perms_import() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --prune -y --yes -q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    esac
}

_cmsio_perms_diff() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet -v --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(-s --server --key-file --data --strapi --config -o --output --color)
    __cmsio_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-s'|'--server')
        return
        ;;
    '--key-file')
        __cmsio_add_completions -f
        return
        ;;
    '--data')
        __cmsio_add_completions -d
        return
        ;;
    '--strapi')
        __cmsio_add_completions -d
        return
        ;;
    '--config')
        __cmsio_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    '-o'|'--output')
        __cmsio_add_completions -W 'pretty'$'\n''json'
        return
        ;;
    '--color')
        __cmsio_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __cmsio_add_completions -f
        return
        ;;
    2)
        __cmsio_add_completions -f
        return
        ;;
    esac
}

_cmsio_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __cmsio_offer_flags_options -1
}

complete -o filenames -F _cmsio cmsio
