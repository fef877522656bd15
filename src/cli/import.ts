import { Command } from 'commander';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { readPastedMap } from '../harness/answers/pasted/read-pasted-map.ts';
import { rebuild } from '../harness/cases/rebuild/rebuild.ts';
import { ambiguityLines, originNotes } from '../harness/report/rebuild-lines.ts';
import { examples } from './help.ts';
import { readInput } from './read-input.ts';

interface ImportOptions {
  readonly cut?: boolean;
}

/** `map-parity import`: somebody's map as a case. */
export function importCommand(end: (status: number) => void): Command {
  return new Command('import')
    .summary('a pasted map as a case')
    .description('turn a pasted map of any version, JSON or table, into a .case on stdout')
    .argument('<file>', 'a text that holds the map, whatever stands around it; - is stdin')
    .option('--cut', 'take the entries that stand complete in a text that is cut off')
    .addHelpText('after', examples(['import mail.txt > mail.case', 'import - < mail.txt']))
    .action((path: string, { cut }: ImportOptions) => {
      const map = readPastedMap(readInput(path), path === '-' ? 'stdin' : path, cut ? 'take' : 'refuse');
      process.stdout.write(printCase({ notes: originNotes(map), ...rebuild([map]) }));
      for (const line of ambiguityLines(map)) console.error(line);
      end(0);
    });
}
