import { spawnSync } from 'node:child_process';
import { emptyImage, mixedChain, repeatedTable, topName, type WriteChain } from './images.ts';
import { measure, type Usage } from './measure.ts';
import type { Track } from './race.ts';

/** A chain or an output that is big. Only ours maps it: the question is whether it stays small. */
interface BigLoad {
  readonly name: string;
  readonly write: WriteChain;
  /** What a shell does with the words of the map. */
  readonly script: string;
  /** A command without which the load is left out. Absent: none. */
  readonly before?: string;
}

/** What one big load took. */
export interface BigRow {
  readonly name: string;
  readonly usage: Usage;
}

const tableBytes = 65_536;
/** Extents of `repeatedTable` for each table of 8,192 clusters. */
const extentsPerTable = 6145;
const tables = Math.ceil(50e6 / extentsPerTable);
const manyExtents = repeatedTable(tables, tables);

/** The limit that comparisons have is too low for 5,000 layers, and only root may raise it. */
const moreFiles = 'prlimit --pid $$ --nofile=8192';

const loads: readonly BigLoad[] = [
  { name: '64 TiB, empty', write: emptyImage(2 ** 46), script: '"$@"' },
  { name: '64 TiB, 2 GiB of tables', write: repeatedTable(2 ** 17, 2 ** 31 / tableBytes), script: '"$@"' },
  {
    name: '5,000 layers of 64 clusters',
    write: mixedChain(5000, 64),
    before: moreFiles,
    script: `${moreFiles}; "$@"; exit $?`,
  },
  {
    name: '50 million extents, read slowly',
    write: manyExtents,
    script: '"$@" | { sleep 1; head -c 67108864; sleep 1; cat; }',
  },
  { name: '50 million extents, | head -c 1000', write: manyExtents, script: '"$@" | head -c 1000' },
];

/**
 * Maps each big load once.
 *
 * @throws HarnessError `bench-run`
 */
export async function bigRows(
  { ours, scratch }: Pick<Track, 'ours' | 'scratch'>,
  progress: (name: string) => void,
): Promise<BigRow[]> {
  const rows: BigRow[] = [];
  for (const { name, write, script, before } of loads) {
    if (before !== undefined && spawnSync('/bin/sh', ['-c', before]).status !== 0) {
      progress(`${name}: left out, since this failed: ${before}`);
      continue;
    }
    progress(name);
    const folder = scratch.caseFolder();
    try {
      write(folder.path);
      const command = ['/bin/sh', '-c', script, 'sh', ...ours, 'map', '--output=json', topName];
      rows.push({ name, usage: await measure(command, folder.path, '/dev/null') });
    } finally {
      folder.drop();
    }
  }
  return rows;
}
