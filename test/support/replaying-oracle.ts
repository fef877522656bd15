import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import type { Outcome } from '../../src/harness/answers/outcome.ts';
import { type GoldenCase, goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import type { NamedCase } from '../../src/harness/runs/named-case.ts';

/** A program that answers the queries of some goldens as a version did, and the cases with these queries. */
export interface ReplayingOracle {
  readonly path: string;
  readonly cases: readonly NamedCase[];
}

/** A query is known by its words and by the first megabyte of each file beside it. */
const key = `{ printf '%s\\0' "$@"; for file in *; do head -c 1048576 "./$file"; done; } 2>/dev/null | md5sum | cut -c 1-32`;

/**
 * Writes a program into `folder` that answers each golden query with the outcome that is recorded for `version`, and refuses any
 * other. `banner` is the first line of its --version. `change` may plant a fault in an outcome.
 * `goldens` are those that it knows.
 */
export function writeReplayingOracle(
  folder: string,
  version: string,
  banner: string,
  change: (outcome: Outcome, words: string) => Outcome = outcome => outcome,
  goldens: readonly GoldenCase[] = goldenCases(),
): ReplayingOracle {
  const answers = join(folder, 'answers');
  mkdirSync(answers);
  const cases: NamedCase[] = [];
  for (const { name, value, recorded } of goldens) {
    const known = parseGolden(readFileSync(recorded, 'utf8'), value.queries).filter(({ outcomes }) =>
      outcomes.has(version),
    );
    if (known.length === 0) continue;
    cases.push({ name, value: { ...value, queries: known.map(({ query }) => query) } });
    const written = mkdtempSync(join(folder, 'written-'));
    writeRecipe(value.recipe, written);
    for (const { query, outcomes } of known) {
      const outcome = change(outcomes.get(version)!, query.join(' '));
      const at = join(answers, keyOf(['map', ...query], written));
      writeFileSync(`${at}.out`, outcome.stdout);
      writeFileSync(`${at}.err`, outcome.stderr);
      writeFileSync(`${at}.status`, String(outcome.end.kind === 'exit' ? outcome.end.status : 2));
    }
    rmSync(written, { recursive: true });
  }
  const path = join(folder, 'qemu-img');
  const lines = [
    '#!/bin/sh',
    `if [ "$1" = --version ]; then echo '${banner}'; exit; fi`,
    `at='${answers}'/$(${key})`,
    'if [ ! -e "$at.out" ]; then echo "qemu-img: no answer is recorded" >&2; exit 1; fi',
    'cat "$at.out"; cat "$at.err" >&2; exit $(cat "$at.status")',
  ];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return { path, cases };
}

function keyOf(words: readonly string[], folder: string): string {
  return execFileSync('/bin/sh', ['-c', key, 'sh', ...words], { cwd: folder, encoding: 'utf8' }).trim();
}
