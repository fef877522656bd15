import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Query } from '../../generators/recipe/recipe.ts';
import { quoted } from '../../generators/script/shell.ts';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { programInProcess } from '../support/run-program.ts';

// Read before the program is started, which changes the cache folder and the working directory.
const [newest] = (await findOracles()).oracles.filter(({ name }) => name === '11.1');
const planted = uniqueQuery();
const { folder, run: mapParity } = programInProcess();

/** A golden query for a map in JSON whose words no other golden has. */
function uniqueQuery(): Query {
  const counts = new Map<string, number>();
  const candidates: Query[] = [];
  for (const { value, recorded } of goldenCases()) {
    for (const { query, outcomes } of parseGolden(readFileSync(recorded, 'utf8'), value.queries)) {
      counts.set(query.join(' '), (counts.get(query.join(' ')) ?? 0) + 1);
      if (outcomes.get('11.1')?.stdout.includes('"depth": 0')) candidates.push(query);
    }
  }
  return candidates.find(query => counts.get(query.join(' ')) === 1)!;
}

/** The real qemu-img 11.1, but for one query. */
function withFault(name: string, fault: string): string {
  const { file, leading } = newest!.program;
  const real = [file, ...leading].map(quoted).join(' ');
  const path = join(folder.path, name);
  const lines = [
    '#!/bin/sh',
    `if [ "$*" = ${quoted(['map', ...planted].join(' '))} ]; then ${fault.replace('REAL', `${real} "$@"`)}; fi`,
    `exec ${real} "$@"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return path;
}

test.skipIf(newest === undefined).each([
  ['answers wrongly', `REAL | sed 's/"depth": 0/"depth": 5/'; exit`, /^finding: \w+: field depth/m],
  [
    'aborts',
    'echo "Assertion \\`planted\' failed." >&2; kill -ABRT $$',
    /^finding: qemu: crash SIGABRT: planted/m,
  ],
])(
  'a qemu-img that %s on a single golden query ends run with 1, and the finding is stored',
  async (what, fault, report) => {
    const findings = join(folder.path, `findings of one that ${what}`);
    const oracle = withFault(`qemu-img-that-${what.replace(' ', '-')}`, fault);
    const { status, stdout } = await mapParity(
      ...['run', '--cases', '1', '--oracle', oracle, '--findings', findings],
    );
    expect(stdout).toMatch(/^goldens: \d+ queries asked of qemu-img .*: 1 answered otherwise/m);
    expect(stdout).toMatch(report);
    expect(stdout).toMatch(/verdict: divergence, 1 new finding\n$/);
    expect(status).toBe(1);
    expect(readdirSync(findings)).toHaveLength(1);
  },
);
