import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { rawAnswer } from '../../../../src/explorer/worker/answer/answer.ts';
import { openInput } from '../../../../src/explorer/worker/open/open-input.ts';
import type { Outcome } from '../../../../src/harness/answers/outcome.ts';
import { differenceOfOutcomes } from '../../../../src/harness/answers/outcome-difference.ts';
import { goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../../../src/harness/runs/golden/golden-text.ts';
import { type RecordedName, recorded } from '../../../../src/map/profile/profile.ts';

/** What a page has not: devices, folders, other files of the machine, and O_DIRECT. */
const elsewhere =
  /\/dev\/|\/proc\/|^map \.$|"filename":"\."| folder$|filename=\/(?:,|$)|dir=keys\.psk|cache\.direct=on/;

/** A device that damage writes into a header. */
const deviceInHeader = Buffer.from('/dev/').toString('hex');

/** What the page says it lacks: Node's parser of certificates is one. */
const unavailable = ['a server beside files', 'TLS with certificates'];

test('the page says of every golden case what qemu-imgs were recorded to say', () => {
  const different: string[] = [];
  let compared = 0;
  let left = 0;
  for (const { name, value, recorded: path } of goldenCases()) {
    const picture = printCase(value);
    const { source } = openInput({ kind: 'text', text: picture });
    for (const { query, outcomes } of parseGolden(readFileSync(path, 'utf8'), value.queries)) {
      const text = printQuery(query);
      // One version for each answer: that versions differ as they should is tested where the map is, not the page.
      const asked = new Set<Outcome>();
      for (const version of Object.keys(recorded) as RecordedName[]) {
        const expected = outcomes.get(version);
        if (expected === undefined || asked.has(expected)) continue;
        asked.add(expected);
        const { outcome, failure } = rawAnswer(query, recorded[version], source);
        const isElsewhere = picture.includes(deviceInHeader) || elsewhere.test(text);
        if (isElsewhere || unavailable.some(what => failure?.includes(what))) {
          left++;
          continue;
        }
        compared++;
        if (differenceOfOutcomes(outcome, expected) !== undefined)
          different.push(`${name} ${version} ${text} ${failure ?? ''}`);
      }
    }
  }
  console.log(
    `the explorer and recorded outcomes: ${compared} compared, ${left} of what no page has left out`,
  );
  expect(left).toBeLessThan(compared / 10);
  expect(different).toEqual([]);
});
