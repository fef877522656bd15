import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseCase } from '../../../../../generators/recipe/picture/parse-case.ts';
import type { Subject } from '../../../../../src/harness/parties/subject/subject.ts';
import type { CaseTask } from '../../../../../src/harness/runs/workers/case/case-task.ts';
import { openLocalCrew } from '../../../../../src/harness/runs/workers/crew/local-crew.ts';
import { freshScratch } from '../../../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../../../support/investigation.ts';

const fresh = freshScratch();

test('when a case fails, no other begins, and the one under way is done before the run fails', async () => {
  let answers = 0;
  const subject: Subject = {
    name: 'slow',
    options: [],
    takes: 'arguments',
    async answer() {
      await setTimeout(50);
      answers += 1;
      return { kind: 'unsupported', reason: 'slow' };
    },
  };
  const plan = {
    ...investigationOf(judgedByModel(subject), fresh),
    seed: 1,
    features: [],
    attacked: [],
    jobs: 2,
  };
  const value = parseCase('top.qcow2 qcow2 64k |#|\nmap top.qcow2\n');
  const given: CaseTask = { kind: 'given', value, origin: 'given', index: 0 };
  // There is no image to attack, so this one can't be drawn.
  const tasks: CaseTask[] = [given, { kind: 'drawn', index: 0 }, ...Array<CaseTask>(100).fill(given)];
  const crew = openLocalCrew(plan);
  let done = 0;
  const run = crew.run(
    'cases',
    () => tasks.shift(),
    () => (done += 1),
  );
  await expect(run).rejects.toThrow();
  expect(done).toBeGreaterThan(0);
  expect(answers).toBe(done);
  expect(tasks.length).toBeGreaterThan(80);
  await crew.close();
});
