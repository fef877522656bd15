import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { outcomeLines, parseOutcome } from './outcome-text.ts';
import { byVersion } from './recorded-from.ts';

/** The recorded outcomes of one query: version to outcome, oldest version first. */
export type RecordedOutcomes = ReadonlyMap<string, Outcome>;

/** One query of a golden case and its recorded outcomes. */
export interface Golden {
  readonly query: Query;
  readonly outcomes: RecordedOutcomes;
}

const heading = [
  '# Recorded from real qemu-img by `npm run golden`; golden/recorded-from.txt has the exact versions.',
  '# Levels of a backing loop are shortened, since they depend on the host (golden/README.md).',
  '# One section a query and group of versions that agree: > is stdout, ! is stderr, \\ a missing last newline.',
];

/** The text of a `.out` file. */
export function printGolden(goldens: readonly Golden[]): string {
  const sections = goldens.flatMap(({ query, outcomes }) => {
    return [
      '',
      printQuery(query),
      ...grouped(outcomes).flatMap(group => [`-- ${group.versions}`, ...group.lines]),
    ];
  });
  return `${[...heading, ...sections].join('\n')}\n`;
}

function grouped(outcomes: RecordedOutcomes): { versions: string; lines: string[] }[] {
  const groups = new Map<string, { versions: string; lines: string[] }>();
  for (const [version, outcome] of outcomes) {
    const lines = outcomeLines(outcome);
    const group = groups.get(lines.join('\n'));
    if (group === undefined) groups.set(lines.join('\n'), { versions: version, lines });
    else group.versions += ` ${version}`;
  }
  return [...groups.values()];
}

/**
 * Reads a `.out` file of a case with these queries.
 *
 * @throws HarnessError `golden-stale` if the file has other queries: the case must be recorded again. `golden-text` if it has
 * anything that `printGolden` doesn't print
 */
export function parseGolden(text: string, queries: readonly Query[]): Golden[] {
  const blocks = text.split('\n\n').slice(1);
  const stale = blocks.length !== queries.length;
  const goldens = queries.map((query, index) => {
    const [first, ...lines] = (blocks[index] ?? '').trimEnd().split('\n');
    if (stale || first !== printQuery(query)) {
      throw new HarnessError('golden-stale', 'the recorded queries are not those of the case', {
        next: 'Record it again: npm run golden -- record.',
      });
    }
    return { query, outcomes: outcomesOf(lines) };
  });
  requireSame(text, printGolden(goldens));
  return goldens;
}

/** Refuses a file with anything in it that a record can't have, such as lines that nothing reads. */
function requireSame(text: string, printed: string): void {
  if (text === printed) return;
  const wanted = printed.split('\n');
  const line = text.split('\n').findIndex((found, index) => found !== wanted[index]);
  throw new HarnessError(
    'golden-text',
    `the record is not as it was written, from line ${line < 0 ? wanted.length : line + 1} on`,
    {
      next: 'Record it again: npm run golden -- record.',
    },
  );
}

function outcomesOf(lines: readonly string[]): RecordedOutcomes {
  const starts = [...lines.keys()].filter(index => lines[index]!.startsWith('-- '));
  const found = starts.flatMap((start, i) => {
    const outcome = parseOutcome(lines.slice(start + 1, starts[i + 1] ?? lines.length));
    const versions = lines[start]!.slice(3).split(' ');
    return versions.map((version): [string, Outcome] => [version, outcome]);
  });
  return new Map(found.sort(([a], [b]) => byVersion(a, b)));
}
