import { Command } from 'commander';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { readPastedMap } from '../../harness/answers/pasted/read-pasted-map.ts';
import { checkWhole } from '../../harness/cases/rebuild/check-whole.ts';
import { mapAgain } from '../../harness/cases/rebuild/map-again.ts';
import { rebuild } from '../../harness/cases/rebuild/rebuild.ts';
import { writeRebuilt } from '../../harness/cases/rebuild/write-rebuilt.ts';
import { ambiguityLines, mappedAgainLine } from '../../harness/report/rebuild-lines.ts';
import { clusterSize } from '../options/arguments/cluster-size.ts';
import { examples } from '../options/help.ts';
import { printLine, printLines, printText } from '../terminal/print.ts';
import { readInput } from '../terminal/read-input.ts';

interface RebuildOptions {
  readonly output: string;
  readonly clusterSize?: number;
}

/** `map-parity rebuild`: the files of a chain from its maps, without its data. */
export function rebuildCommand(end: (status: number) => void): Command {
  return new Command('rebuild')
    .summary('write a chain that has the given maps')
    .description('write the files of a chain that has the given maps, without its data')
    .argument(
      '<maps...>',
      'the map of each layer, base first, made with "backing": null; or one map of the whole chain',
    )
    .requiredOption('-o, --output <folder>', 'folder for the chain (required)')
    .option(
      '--cluster-size <size>',
      'cluster size of qcow2 layers, like 64k (default: the largest that fits each layer)',
      clusterSize,
    )
    .addHelpText(
      'after',
      examples([
        'rebuild base.json mid.json top.json -o chain',
        'rebuild whole.json -o chain --cluster-size 64k',
      ]),
    )
    .action(async (paths: string[], options: RebuildOptions) => end(await rebuildAll(paths, options)));
}

async function rebuildAll(
  paths: readonly string[],
  { output, clusterSize }: RebuildOptions,
): Promise<number> {
  const maps = paths.map(path => readPastedMap(readInput(path), path));
  maps.forEach(checkWhole);
  const { recipe, queries } = rebuild(maps, clusterSize);
  await writeRebuilt(recipe, output);
  printText(printCase({ notes: [], recipe, queries }));
  printLines(maps.flatMap(ambiguityLines));
  let status = 0;
  for (const [index, map] of maps.entries()) {
    const difference = mapAgain(map, queries[index]!, output);
    printLine(mappedAgainLine(map, difference));
    if (difference !== undefined) status = 1;
  }
  return status;
}
