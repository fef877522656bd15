import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { commandBehind } from '../support/printed-command.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('a change in random cases is stored, reduced and drawn, with commands that show it', async () => {
  const [before, after] = (['tells the truth', 'flips one field'] as const).map(lie =>
    writeLyingOracle(folder.path, lie),
  ) as [string, string];
  const hunt = await mapParity(
    ...[
      'hunt',
      '--seed',
      '7',
      '--cases',
      '2',
      '--changes',
      'my changes',
      '--oracle',
      before,
      '--oracle',
      after,
    ],
  );
  expect(hunt.status).toBe(1);
  const attempt = commandBehind('try: ', hunt.stdout);
  const [, path] = attempt as [string, string];
  expect(path).toMatch(/^my changes\/\w{12}\.case$/);
  const [notes, picture] = readFileSync(path, 'utf8').split(/(?<=^# reduced from seed-7-case-\d\n)/m) as [
    string,
    string,
  ];
  expect(notes).toMatch(/^# changed in .*flips-one-field: field depth\n/);
  for (const line of picture.trimEnd().split('\n')) expect(hunt.stdout).toContain(`    ${line}\n`);
  // One side agrees with none of the profiles, as it answers another question.
  expect((await mapParity(...attempt)).status).toBe(1);
  const bisect = await mapParity(...commandBehind('bisect, with the builds between the two: ', hunt.stdout));
  expect(bisect.status).toBe(1);
  expect(bisect.stdout).toContain('verdict: changed in ./qemu-img-that-flips-one-field');
});
