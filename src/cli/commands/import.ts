import { Command } from 'commander';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { readPastedMap } from '../../harness/answers/pasted/read-pasted-map.ts';
import { rebuild } from '../../harness/cases/rebuild/rebuild.ts';
import { ambiguityLines, originNotes } from '../../harness/report/rebuild-lines.ts';
import { examples } from '../options/help.ts';
import { complain, printText } from '../terminal/print.ts';
import { readInput } from '../terminal/read-input.ts';

interface ImportOptions {
  readonly cut?: boolean;
}

/** `map-parity import`: a pasted map as a case. */
export function importCommand(end: (status: number) => void): Command {
  return new Command('import')
    .summary('turn a pasted map into a case')
    .description('print a case for a pasted map of any version, JSON or table')
    .argument('<file>', 'a text that contains the map, with any text around it; - is stdin')
    .option('--cut', 'accept a text that is cut off, and take its complete entries')
    .addHelpText('after', examples(['import mail.txt > mail.case', 'import - < mail.txt']))
    .action((path: string, { cut }: ImportOptions) => {
      const map = readPastedMap(readInput(path), path === '-' ? 'stdin' : path, cut ? 'take' : 'refuse');
      printText(printCase({ notes: originNotes(map), ...rebuild([map]) }));
      for (const line of ambiguityLines(map)) complain(line);
      end(0);
    });
}
