import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Query } from '../../generators/recipe/recipe.ts';
import { quoted } from '../../generators/script/shell.ts';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { programInProcess } from '../support/run-program.ts';

/** Every eighth golden is enough, and a shard of a campaign has that. */
const shard = { part: '1/8', cases: '8', has: (index: number): boolean => index % 8 === 0 };

// Read before the program is started, which changes the cache folder and the working directory.
const [newest] = (await findOracles()).oracles.filter(({ name }) => name === '11.1');
const [misanswered, aborted] = uniqueQueries();
const { folder, run: mapParity } = programInProcess();

/** The golden queries of the shard for a map in JSON whose words no other of them has. */
function uniqueQueries(): Query[] {
  const counts = new Map<string, number>();
  const candidates: Query[] = [];
  for (const { value, recorded } of goldenCases().filter((_, index) => shard.has(index))) {
    for (const { query, outcomes } of parseGolden(readFileSync(recorded, 'utf8'), value.queries)) {
      counts.set(query.join(' '), (counts.get(query.join(' ')) ?? 0) + 1);
      if (outcomes.get('11.1')?.stdout.includes('"depth": 0')) candidates.push(query);
    }
  }
  return candidates.filter(query => counts.get(query.join(' ')) === 1);
}

/** The real qemu-img 11.1, but for two queries. */
function withFaults(): string {
  const { file, leading } = newest!.program;
  const real = [file, ...leading].map(quoted).join(' ');
  const path = join(folder.path, 'qemu-img-with-faults');
  const asks = (query: Query | undefined): string => `[ "$*" = ${quoted(['map', ...query!].join(' '))} ]`;
  const lines = [
    '#!/bin/sh',
    `if ${asks(misanswered)}; then ${real} "$@" | sed 's/"depth": 0/"depth": 5/'; exit; fi`,
    `if ${asks(aborted)}; then echo "Assertion \\\`planted' failed." >&2; kill -ABRT $$; fi`,
    `exec ${real} "$@"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return path;
}

test.skipIf(newest === undefined)(
  'a qemu-img that answers one golden query wrongly and aborts on another ends run with 1, and both findings are stored',
  async () => {
    const findings = join(folder.path, 'findings');
    const { status, stdout } = await mapParity(
      ...['run', '--cases', shard.cases, '--shard', shard.part, '--oracle', withFaults()],
      ...['--findings', findings],
    );
    expect(stdout).toMatch(/^goldens: \d+ queries asked of qemu-img .*: 2 answered otherwise/m);
    expect(stdout).toMatch(/^finding: \w+: field depth/m);
    expect(stdout).toMatch(/^finding: qemu: crash SIGABRT: planted/m);
    expect(stdout).toMatch(/verdict: divergence, 2 new findings\n$/);
    expect(status).toBe(1);
    expect(readdirSync(findings)).toHaveLength(2);
  },
);
