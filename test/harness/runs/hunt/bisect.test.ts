import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import type { Answers } from '../../../../src/harness/runs/hunt/answers.ts';
import { bisect } from '../../../../src/harness/runs/hunt/bisect.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';

/** Programs that answer `old` up to `changed` and `new` from there on; those in `silent` give no answer. */
function programs(count: number, changed: number, silent: ReadonlySet<number> = new Set()) {
  const oracles = Array.from({ length: count }, (_, index): Oracle => {
    const program = { file: `/build/${index}/qemu-img`, leading: [] };
    const nbd = { kind: 'incomplete', reason: 'none' } as const;
    return { name: String(index), banner: `build ${index}`, profile: recorded['11.1'], program, nbd };
  });
  const started: string[] = [];
  const askAll = async (oracle: Oracle): Promise<Answers> => {
    started.push(oracle.name);
    if (silent.has(Number(oracle.name)))
      return { answers: [], missing: [{ oracle, reason: 'it hangs', failed: true }] };
    const stdout = Buffer.from(Number(oracle.name) < changed ? 'old' : 'new');
    const outcome = { stdout, stderr: Buffer.alloc(0), end: { kind: 'exit', status: 0 } } as const;
    return { answers: [{ oracle, outcome }], missing: [] };
  };
  return { oracles, started, askAll };
}

test('the first program with a different answer is found; each is asked once, and at most log2 n between the ends', async () => {
  const list = fc
    .integer({ min: 2, max: 300 })
    .chain(count => fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count - 1 })));
  await fc.assert(
    fc.asyncProperty(list, async ([count, changed]) => {
      const { oracles, started, askAll } = programs(count, changed);
      const found = await bisect(oracles, askAll);
      expect(found).toMatchObject({
        kind: 'changed',
        before: { oracle: { name: String(changed - 1) } },
        after: { oracle: { name: String(changed) } },
        between: [],
      });
      expect(started.length).toBe(new Set(started).size);
      expect(started.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(count)));
    }),
    { numRuns: 200 },
  );
});

test('past a change of ignored keys the search finds the next change', async () => {
  const entry = '"depth": 0, PRESENT"zero": true, "data": false';
  const map = (depth: number, present: string): string =>
    `[{ "start": 0, "length": 512, ${entry.replace('0', String(depth)).replace('PRESENT', present)}}]\n`;
  const printed = [
    map(0, ''),
    map(0, '"present": true, '),
    map(0, '"present": true, '),
    map(1, '"present": true, '),
  ];
  const { oracles } = programs(printed.length, 0);
  const askAll = async (oracle: Oracle): Promise<Answers> => {
    const stdout = Buffer.from(printed[Number(oracle.name)]!);
    const outcome = { stdout, stderr: Buffer.alloc(0), end: { kind: 'exit', status: 0 } } as const;
    return { answers: [{ oracle, outcome }], missing: [] };
  };
  expect(await bisect(oracles, askAll)).toMatchObject({ after: { oracle: { name: '1' } } });
  expect(await bisect(oracles, askAll, ['present'])).toMatchObject({ after: { oracle: { name: '3' } } });
});

test('programs without an answer are named if the change may be in one of them', async () => {
  const { oracles, askAll } = programs(9, 5, new Set([3, 4, 5]));
  const found = await bisect(oracles, askAll);
  expect(found).toMatchObject({
    kind: 'changed',
    before: { oracle: { name: '2' } },
    after: { oracle: { name: '6' } },
  });
  expect(found.kind === 'changed' && found.between.map(({ name }) => name)).toEqual(['3', '4', '5']);
});

test('the ends alone show that nothing changed', async () => {
  const { oracles, started, askAll } = programs(100, 100);
  expect(await bisect(oracles, askAll)).toEqual({ kind: 'unchanged' });
  expect(started).toEqual(['0', '99']);
});

test('without an answer of the first or last program there is no verdict', async () => {
  const { oracles, askAll } = programs(4, 2, new Set([3]));
  expect(await bisect(oracles, askAll)).toMatchObject({
    kind: 'unanswered',
    oracle: { name: '3' },
    reason: 'it hangs',
  });
});
