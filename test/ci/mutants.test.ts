import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fault, faults } from '../../ci/mutants/faults.ts';
import { meetingRow, meetingSummary } from '../../ci/mutants/meeting-table.ts';
import { meetings } from '../../ci/mutants/meetings.ts';
import { checkout } from '../../ci/mutants/plant.ts';
import { isGap, tableRow, tableSummary } from '../../ci/mutants/table.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import { plantFault } from '../support/planted-fault.ts';

test.each(faults)(
  'the fault "$name" can be planted: its text occurs once',
  ({ file, text, replacement }: Fault) => {
    expect(readFileSync(join(checkout, 'src/map', file), 'utf8').split(text)).toHaveLength(2);
    expect(replacement).not.toBe(text);
  },
);

test('faults have names of their own', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
});

const found = {
  byGoldens: true,
  bySweep: false,
  atCase: 7,
  findings: 1,
  smallest: '# note\na.qcow2 qcow2 64k |0|\nmap a.qcow2\n',
};

test('a row shows what finds a fault; a gap is one that no case shows, or that is told as many', () => {
  expect(tableRow('zeros', found)).toBe(
    '| zeros | found |  | 7 | 1 | ``a.qcow2 qcow2 64k \\|0\\|``<br>``map a.qcow2`` |',
  );
  expect(isGap(found)).toBe(false);
  const lost = { ...found, atCase: undefined, findings: 0, smallest: '' };
  expect(tableRow('zeros', lost)).toBe('| **zeros** | found |  | not found | 0 |  |');
  expect([lost, { ...found, findings: 3 }].map(isGap)).toEqual([true, true]);
  expect(tableSummary([found, lost])).toBe(
    '1 of 2 faults found by the campaign, the median at case 7; gaps: 1',
  );
});

test('where faults are met is told by medians over the seeds and the faults', () => {
  const soon = [
    { atCase: 3, starts: 5 },
    { atCase: 9, starts: 20 },
    { atCase: 4, starts: 7 },
  ];
  const late = [undefined, { atCase: 80, starts: 150 }, undefined];
  expect(meetingRow('zeros', soon)).toBe('| zeros | 4 | 7 | 3 9 4 |');
  expect(meetingRow('ends', late)).toBe('| ends | none | none | none 80 none |');
  expect(meetingSummary([soon, late, [undefined, undefined, undefined]])).toBe(
    '3 faults, the median met at case none, after none starts; not met by any seed: 1',
  );
  expect(meetingSummary([soon, soon, late])).toBe(
    '3 faults, the median met at case 4, after 7 starts; not met by any seed: 0',
  );
});

test('a fault is met by the first case whose map it changes', async () => {
  const changed = plantFault(text => text.replaceAll('"zero": true', '"zero": false'));
  const [met, never] = await meetings([changed, inProcess], 1, 4);
  expect(met!.atCase).toBeLessThan(4);
  expect(met!.starts).toBeGreaterThan(0);
  expect(never).toBeUndefined();
});
