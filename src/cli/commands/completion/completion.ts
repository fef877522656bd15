import { Argument, Command } from 'commander';
import { examples } from '../../options/help.ts';
import { printLines, printText } from '../../terminal/print.ts';
import { completionWords } from './completion-words.ts';

/**
 * What each shell needs to ask `completion words` for the words that may come next. Options are offered once a `-` is typed, and
 * what an option takes after a `=` too. Where no word begins as what is typed, the shell completes names of files itself.
 */
const scripts: Readonly<Record<string, string>> = {
  bash: `_map_parity() {
  local words current=\${COMP_WORDS[COMP_CWORD]#=}
  words=$(map-parity completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
  [[ $current == -* ]] || words=$(grep -v '^-' <<<"$words")
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _map_parity map-parity
`,
  zsh: `#compdef map-parity
_map_parity() {
  local -a before=("\${(@)words[2,CURRENT-1]}") after
  if [[ $PREFIX == --*=* ]]; then
    before+=("\${PREFIX%%=*}")
    compset -P 1 '*='
  fi
  after=(\${(f)"$(map-parity completion words -- "\${(@)before}" 2>/dev/null)"})
  [[ $PREFIX == -* ]] || after=(\${after:#-*})
  compadd -a after || _files
}
if [ "$funcstack[1]" = _map-parity ]; then _map_parity "$@"; else compdef _map_parity map-parity; fi
`,
  fish: `function __map_parity_words
  set -l before (commandline -opc)
  set -l current (commandline -ct)
  set -e before[1]
  set -l option (string match -r -- '^--[^=]+=' "$current"); or set option ''
  test -n "$option"; and set -a before (string replace -- = '' $option)
  set -l value (string replace -- "$option" '' "$current")
  set -l after (map-parity completion words -- $before 2>/dev/null)
  string match -q -- '-*' "$value"; or set after (string match -v -- '-*' $after)
  set after (string match -r -- '^'(string escape --style=regex -- "$value")'.*' $after); or set after (__fish_complete_path "$value")
  printf '%s\\n' $option$after
end
complete -c map-parity -f -a '(__map_parity_words)'
`,
};

/** `map-parity completion`: a script that completes command lines from the commands of this program. */
export function completionCommand(end: (status: number) => void): Command {
  return new Command('completion')
    .summary('print a script that completes command lines in bash, zsh or fish')
    .description('print a script that completes commands, options and their words in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .addCommand(wordsCommand(end), { hidden: true })
    .addHelpText(
      'after',
      examples([
        'completion bash > ~/.local/share/bash-completion/completions/map-parity',
        'completion zsh > ~/.zfunc/_map-parity',
        'completion fish > ~/.config/fish/completions/map-parity.fish',
      ]),
    )
    .action((shell: string) => {
      printText(scripts[shell]!);
      end(0);
    });
}

/** `map-parity completion words`, for the scripts. */
function wordsCommand(end: (status: number) => void): Command {
  return new Command('words')
    .description('print the words that may follow these')
    .argument('[before...]', 'the words before the one that is completed')
    .addHelpText('after', examples(['completion words -- run --shard']))
    .action((before: string[], _options: unknown, command: Command) => {
      printLines(completionWords(command.parent!.parent!, before));
      end(0);
    });
}
