import { expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { unscheduled } from '../../../src/harness/parties/child/scheduler.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../src/harness/parties/subject/subject.ts';
import { checkQueries } from '../../../src/harness/verdict/check-queries.ts';
import { writeLyingOracle } from '../../support/lying-oracle.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();

test.each([
  { image: 'top.qcow2', first: 'qemu-img' },
  { image: 'driver=qcow2,read-only=off,file.filename=top.qcow2', first: 'map' },
])('of $image $first is started first', async ({ image, first }) => {
  const { oracles } = await findOracles([writeLyingOracle(folder.path, 'tells the truth')]);
  const started: string[] = [];
  const subject: Subject = {
    ...inProcess,
    answer(query, of, profile) {
      started.push('map');
      return inProcess.answer(query, of, profile);
    },
  };
  const scheduler: typeof unscheduled = {
    ...unscheduled,
    run(...asked) {
      started.push('qemu-img');
      return unscheduled.run(...asked);
    },
  };
  const { recipe } = parseRows(['top.qcow2 qcow2 64k |#|', 'map top.qcow2']);
  const parties = { subject, predict, oracles, scheduler, host: { holeGranularity: 4096n } };
  for await (const _ of checkQueries(parties, recipe, [['--image-opts', image]], folder.path)) break;
  expect(started[0]).toBe(first);
});
