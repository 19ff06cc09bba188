function __cmsio_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __cmsio_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __cmsio_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __cmsio_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __cmsio_parse_tokens -S
    set -l unparsed_tokens (__cmsio_tokens -pc)
    switch $unparsed_tokens[1]
    case 'cmsio'
        __cmsio_parse_subcommand 0 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'serve'
            __cmsio_parse_subcommand 0 'host=' 'port=' 'path=' 'cors-origin=+' 'transports=' 'allow-eio3' 'message-compression' 'client-files=' 'schemas=' 'demo' 'receive=' 'publish-needs=' 'shape=' 'sanitize=' 'node-env=' 'env-file=' 'database-url=' 'strapi-version=' 'schema-dump=' 'rights-max-age=' 'database-timezone=' 'webhook-secret-file=' 'webhook-hold=' 'drafts' 'populate=+' 'strapi-url=' 'strapi-token-file=' 'max-connections=' 'max-queue=' 'max-payload=' 'ping-interval=' 'ping-timeout=' 'keep-last=' 'loops=' 'log-format=' 'check' 'print-config' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'emit'
            __cmsio_parse_subcommand 3 'set=+' 'idempotency-key=' 'lines=' 'keep-going' 'from-line=' 'dry-run' 'explain' 'diff' 'as=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'raw'
            __cmsio_parse_subcommand 2 'r/room=+' 'except=+' 'to=' 'y/yes' 'idempotency-key=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'listen'
            __cmsio_parse_subcommand -r 1 'entity=+' 'match=+' 'last=' 'as=' 'denied' 'token-file=' 'strategy=' 'n/count=' 'W/timeout=' 'expect' 'stats' 'record=' 'forward-to=' 'forward-secret-file=' 'foreign' 'namespace=' 'auth-file=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'perms'
            __cmsio_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'grant'
                __cmsio_parse_subcommand -r 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'revoke'
                __cmsio_parse_subcommand -r 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'can'
                __cmsio_parse_subcommand 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'who'
                __cmsio_parse_subcommand 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'explain'
                __cmsio_parse_subcommand 3 'as=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'role'
                __cmsio_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'add'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'remove'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'list'
                    __cmsio_parse_subcommand 0 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                end
            case 'user'
                __cmsio_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'add'
                    __cmsio_parse_subcommand 1 'role=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'block'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'unblock'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'move'
                    __cmsio_parse_subcommand 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'remove'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'list'
                    __cmsio_parse_subcommand 0 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                end
            case 'token'
                __cmsio_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'add'
                    __cmsio_parse_subcommand -r 2 'type=' 'expires=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'revoke'
                    __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'list'
                    __cmsio_parse_subcommand 0 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                case 'mint'
                    __cmsio_parse_subcommand 1 'expires=' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
                end
            case 'export'
                __cmsio_parse_subcommand 1 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'import'
                __cmsio_parse_subcommand 1 'dry-run' 'prune' 'y/yes' 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'diff'
                __cmsio_parse_subcommand 2 's/server=' 'key-file=' 'data=' 'strapi=' 'config=' 'o/output=' 'color=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'help'
            __cmsio_parse_subcommand -r 1 'version'
        end
    end
end

function __cmsio_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __cmsio_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __cmsio_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __cmsio_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__cmsio_tokens -p)
    if test -z "$(__cmsio_tokens -t)"
        set -l index (count (__cmsio_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'cmsio' -f
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'serve' -d 'Host the server that clients connect to.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'emit' -d 'Send a content event, sanitized for each role and token that may receive it.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'raw' -d 'Send any event with any data, untouched, to everyone or to some rooms.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'listen' -d 'Watch events, as any role, token or user gets them.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'perms' -d 'See and change who may receive what: roles, users, tokens and their grants.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" host' -l 'host' -d 'The address to listen on. (default: 127.0.0.1)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" port' -l 'port' -d 'The port to listen on; 0 takes any that is free. (default: 1338)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" path' -l 'path' -d 'Where clients find Socket.IO. (default: /socket.io)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve"' -l 'cors-origin' -d 'A web origin whose pages may connect, as in https://example.org; * for all. May be repeated. (default: the server\'s own)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" transports' -l 'transports' -d 'The transports to offer. (default: polling,websocket)' -rfka 'polling websocket'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" allow-eio3' -l 'allow-eio3' -d 'Let clients of Socket.IO 2 connect too; they can present no token.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" message-compression' -l 'message-compression' -d 'Compress WebSocket messages of 1 KiB and more for clients that offer it.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" client-files' -l 'client-files' -d 'The folder with the browser\'s client, socket.io.min.js and so on, to serve beneath --path.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" schemas' -l 'schemas' -d 'The folder of the content types: a Strapi project, or plain schema files. (default: ./schemas)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" demo' -l 'demo' -d 'Serve the demonstration: its own types, roles, a user and tokens, made anew.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" receive' -l 'receive' -d 'The right that lets an audience receive an event: to its action, or to read the type. (default: action)' -rfka 'action read'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" publish-needs' -l 'publish-needs' -d 'The right that lets an audience receive publish and unpublish, beside one to the event itself. (default: update)' -rfka 'update publish find'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" shape' -l 'shape' -d 'The form of the data: flat as in Strapi 5, {id, attributes} as in Strapi 4, or as strapi-plugin-io. (default: v5, or v4 for a project of Strapi 4)' -rfka 'v5 v4 plugin'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" sanitize' -l 'sanitize' -d 'The rules for leaving fields out: Strapi\'s without their leaks, or Strapi\'s exactly. (default: strict)' -rfka 'strict exact'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" node-env' -l 'node-env' -d 'NODE_ENV of the project, which chooses among its configurations. (default: as the project has it)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" env-file' -l 'env-file' -d 'The file of variables to read instead of the project\'s .env. (default: .env of the project)' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" database-url' -l 'database-url' -d 'The project\'s database: postgres://…, sqlite:PATH, or the path of a SQLite file. (default: as the project has it)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" strapi-version' -l 'strapi-version' -d 'The major version of Strapi that the project runs. (default: as the project has it)' -rfka '4 5'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" schema-dump' -l 'schema-dump' -d 'The schemas of the running Strapi as JSON, instead of those of the project\'s files.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" rights-max-age' -l 'rights-max-age' -d 'How long the rights known last count while the project\'s database cannot be read. (default: 60s)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" database-timezone' -l 'database-timezone' -d 'The time zone of the Strapi process, whose wall clock PostgreSQL holds. (default: UTC)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" webhook-secret-file' -l 'webhook-secret-file' -d 'The file with the secret that webhooks of Strapi bring; without one they are not taken.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" webhook-hold' -l 'webhook-hold' -d 'How long an update from a webhook waits for the publish of the same click. (default: 1s)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" drafts' -l 'drafts' -d 'Emit changes of drafts, too, to all who may receive those of what is public.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve"' -l 'populate' -d 'What to read with the entry of a webhook, once an event, as in article=author.avatar,category or article=*. May be repeated.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" strapi-url' -l 'strapi-url' -d 'Where the REST API of Strapi is that --populate reads from; only http. (default: http://127.0.0.1:1337)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" strapi-token-file' -l 'strapi-token-file' -d 'The file with the API token of Strapi that --populate reads with: full-access, or one that may find the types. (default: read as the public)' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" max-connections' -l 'max-connections' -d 'How many clients may be connected. (default: no limit)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" max-queue' -l 'max-queue' -d 'How much may wait for a client that does not read, before it is cut. (default: 1MiB)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" max-payload' -l 'max-payload' -d 'The largest message accepted. (default: 1MB)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" ping-interval' -l 'ping-interval' -d 'From one heartbeat to the next. (default: 25s)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" ping-timeout' -l 'ping-timeout' -d 'How long a client may take to answer a heartbeat. (default: 20s)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" keep-last' -l 'keep-last' -d 'How many events to keep in memory for \'listen --last\', in at most 16 MiB; 0 keeps none. (default: 1000)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" loops' -l 'loops' -d 'How many event loops to run. (default: one for each processor)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" log-format' -l 'log-format' -d 'Say what happens in lines for people, or in JSON, an object a line. (default: text)' -rfka 'text json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" check' -l 'check' -d 'Check settings, schemas, store, keys and port, print what was found, and end.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" print-config' -l 'print-config' -d 'Print each setting and where it came from, and end.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio emit" -eq 1' -fka '(__cmsio_custom_completion ---completion emit -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio emit" -eq 2' -fka '(__cmsio_custom_completion ---completion emit -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio emit" -eq 3' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit"' -l 'set' -d 'Set a value in the data, as in author.name=Ann, views=3 or tags[0]=news. May be repeated.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" idempotency-key' -l 'idempotency-key' -d 'Send only if nothing was sent with this key in the last 24 hours.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" lines' -l 'lines' -d 'Send one event for each line of a file or of standard input: {"type", "action", "data"}, or what \'listen\' records.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" keep-going' -l 'keep-going' -d 'Pass over bad lines, and tell of them; without it the first one ends the sending.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" from-line' -l 'from-line' -d 'Go on at this line, from 1: skip those before it.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" dry-run' -l 'dry-run' -d 'Show what each audience would get, or check all --lines, and send nothing.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" explain' -l 'explain' -d 'Show for each audience and field which rule drops it.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" diff' -l 'diff' -d 'Show each view as a diff against the data: - is dropped, + is added by the shape.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" as' -l 'as' -d 'Show only what they would get: role:NAME, token:NAME or user:NAME.' -rfka '(__cmsio_custom_completion ---completion emit -- --as (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio emit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio raw" -eq 1' -fka '(__cmsio_custom_completion ---completion raw -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio raw" -eq 2' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw"' -s 'r' -l 'room' -d 'Send only to this room, as in news-1, or to role:NAME or token:NAME. May be repeated.' -rfka '(__cmsio_custom_completion ---completion raw -- --room (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw"' -l 'except' -d 'Leave out who is in this room. May be repeated.' -rfka '(__cmsio_custom_completion ---completion raw -- --except (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" to' -l 'to' -d 'Send only to the socket of this id.' -rfka '(__cmsio_custom_completion ---completion raw -- --to (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" y yes' -s 'y' -l 'yes' -d 'Send to everyone without asking.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" idempotency-key' -l 'idempotency-key' -d 'Send only if nothing was sent with this key in the last 24 hours.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio raw" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio listen" -ge 1' -fka '(__cmsio_custom_completion ---completion listen -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen"' -l 'entity' -d 'Only events of this entry, by documentId or id, as in article/7. May be repeated.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen"' -l 'match' -d 'Only events whose data has this value, as in author.name=Ann or tags.*=new. May be repeated; all must hold.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" last' -l 'last' -d 'Show the last events that fit first, if the server still has them.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" as' -l 'as' -d 'See what they see: role:NAME, token:NAME or user:NAME.' -rfka '(__cmsio_custom_completion ---completion listen -- --as (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" denied' -l 'denied' -d 'With --as: see only the events that they do not get, without data, and the rule.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" token-file' -l 'token-file' -d 'Connect as a client, with the JWT or API token in this file.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" strategy' -l 'strategy' -d 'What the token is: jwt or api-token. (default: jwt if it looks like one)' -rfka 'jwt api-token'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" count n' -s 'n' -l 'count' -d 'End after this many events.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" W timeout' -s 'W' -l 'timeout' -d 'End after this time, with status 75 if fewer than --count came: 500ms, 5s, 2m.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" expect' -l 'expect' -d 'With --timeout: wait for one event that fits, or --count; else end with status 75 and say what came instead.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" stats' -l 'stats' -d 'Print how many events of each name come, in all and a second, and not the events.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" record' -l 'record' -d 'Add each event to this file, a line each, for \'emit --lines\' to send again.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" forward-to' -l 'forward-to' -d 'Post each event to this URL, signed, until it is taken; in order.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" forward-secret-file' -l 'forward-secret-file' -d 'The file with the secret that signs what is posted; else CMSIO_FORWARD_SECRET has it.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" foreign' -l 'foreign' -d 'Connect as any client does, to any Socket.IO server (--server), without an operator key.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" namespace' -l 'namespace' -d 'The namespace to join there; implies --foreign. (default: /)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" auth-file' -l 'auth-file' -d 'A file with a JSON object to send there as auth; implies --foreign.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio listen" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'list' -d 'List the roles, tokens and users, and what they may do.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'grant' -d 'Let a role or token do something more.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'revoke' -d 'Take back what a role or token may do.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'can' -d 'Say whether somebody may do something: status 0 for yes, 1 for no.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'who' -d 'Say who would receive an event, why, and how many sockets that are now.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'explain' -d 'Show for each audience which fields of an event it gets, and which rule drops the others.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'role' -d 'Add, remove and list roles.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'user' -d 'Add, block, unblock, move, remove and list users.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'token' -d 'Add, revoke and list API tokens; mint JWTs for users.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'export' -d 'Write all roles, users, tokens and grants as a YAML file to review and keep.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'import' -d 'Make the rights what a file or a Strapi project says, all of it or nothing, and show the difference.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms" -eq 1' -fa 'diff' -d 'Show how two states of the rights, or two roles or tokens, differ: status 0 if they do not, else 1.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms grant" -eq 1' -fka '(__cmsio_custom_completion ---completion perms grant -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms grant" -ge 2' -fka '(__cmsio_custom_completion ---completion perms grant -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms grant" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms revoke" -eq 1' -fka '(__cmsio_custom_completion ---completion perms revoke -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms revoke" -ge 2' -fka '(__cmsio_custom_completion ---completion perms revoke -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms revoke" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms can" -eq 1' -fka '(__cmsio_custom_completion ---completion perms can -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms can" -eq 2' -fka '(__cmsio_custom_completion ---completion perms can -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms can" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms who" -eq 1' -fka '(__cmsio_custom_completion ---completion perms who -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms who" -eq 2' -fka '(__cmsio_custom_completion ---completion perms who -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms who" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms explain" -eq 1' -fka '(__cmsio_custom_completion ---completion perms explain -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms explain" -eq 2' -fka '(__cmsio_custom_completion ---completion perms explain -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms explain" -eq 3' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" as' -l 'as' -d 'Only what they get: role:NAME, token:NAME or user:NAME.' -rfka '(__cmsio_custom_completion ---completion perms explain -- --as (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms role" -eq 1' -fa 'add' -d 'Add a role, which may connect and no more.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms role" -eq 1' -fa 'remove' -d 'Remove a role that no user has.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms role" -eq 1' -fa 'list' -d 'List the roles and what they may do.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms role remove" -eq 1' -fka '(__cmsio_custom_completion ---completion perms role remove -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms role list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'add' -d 'Add a user.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'block' -d 'Refuse a user, and disconnect all that the user has connected.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'unblock' -d 'Let a blocked user in again.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'move' -d 'Give a user another role.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'remove' -d 'Remove a user, and disconnect all that the user has connected.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user" -eq 1' -fa 'list' -d 'List the users and their roles.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" role' -l 'role' -d 'The role that the user gets.' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user block" -eq 1' -fka '(__cmsio_custom_completion ---completion perms user block -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user block" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user unblock" -eq 1' -fka '(__cmsio_custom_completion ---completion perms user unblock -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user unblock" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user move" -eq 1' -fka '(__cmsio_custom_completion ---completion perms user move -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user move" -eq 2' -fka '(__cmsio_custom_completion ---completion perms user move -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user move" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms user remove" -eq 1' -fka '(__cmsio_custom_completion ---completion perms user remove -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms user list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token" -eq 1' -fa 'add' -d 'Add an API token and print its secret, which nothing can tell again.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token" -eq 1' -fa 'revoke' -d 'Remove an API token, and disconnect who came with it.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token" -eq 1' -fa 'list' -d 'List the API tokens, without their secrets.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token" -eq 1' -fa 'mint' -d 'Print a JWT with which a user signs in.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token add" -ge 1' -fka '(__cmsio_custom_completion ---completion perms token add -- positional@1 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" type' -l 'type' -d 'What it may do: what it is granted, everything, or read.' -rfka 'custom full-access read-only'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" expires' -l 'expires' -d 'For how long it is valid. (default: for ever)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token revoke" -eq 1' -fka '(__cmsio_custom_completion ---completion perms token revoke -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token revoke" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms token mint" -eq 1' -fka '(__cmsio_custom_completion ---completion perms token mint -- positional@0 (count (__cmsio_tokens -pc)) (__cmsio_tokens -tC))'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" expires' -l 'expires' -d 'For how long it is valid. (default: 30d)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms token mint" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms export" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms import" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" dry-run' -l 'dry-run' -d 'Show what would change, and change nothing.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" prune' -l 'prune' -d 'Remove what the file does not name: grants, users, tokens and roles.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" y yes' -s 'y' -l 'yes' -d 'Remove without asking.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms diff" -eq 1' -F
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_positional "cmsio perms diff" -eq 2' -F
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" s server' -s 's' -l 'server' -d 'The server to talk to, as in http://127.0.0.1:1338; needs a key file. (default: the server of this folder)' -rfka ''
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" key-file' -l 'key-file' -d 'The file with the operator key of --server.' -rF
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" data' -l 'data' -d 'The data folder: store, keys, and where the server is. (default: .cmsio; commands also look in the folders above)' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" strapi' -l 'strapi' -d 'The Strapi project whose content types and rights are served, or the folder of its repository.' -rfa '(__cmsio_complete_directories)'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" config' -l 'config' -d 'The configuration file. (default: cmsio.yaml, if there is one)' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" o output' -s 'o' -l 'output' -d 'Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)' -rfka 'pretty json'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" color' -l 'color' -d 'Colours: auto, always or never. (default: auto; NO_COLOR turns them off)' -rfka 'auto always never'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" v verbose' -s 'v' -l 'verbose' -d 'Say more about what happens.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" version' -l 'version' -d 'Show the version.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio perms diff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'cmsio' -n '__cmsio_should_offer_completions_for_flags_or_options "cmsio help" version' -l 'version' -d 'Show the version.'
