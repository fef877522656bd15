import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Query } from '../../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../../../../src/harness/answers/outcome.ts';
import { answerScript } from '../../../../../src/harness/runs/bench/campaign/answer-script.ts';
import { freshScratch } from '../../../../support/fresh-scratch.ts';

const fresh = freshScratch();
/** All bytes but 0, and what a shell would make something else of. */
const odd = Buffer.concat([
  Buffer.from(Array.from({ length: 255 }, (_, at) => at + 1)),
  Buffer.from("'$x'\\n%s\n\n"),
]);
const outcome = (stdout: Buffer, stderr: Buffer, status: number): Outcome => ({
  ...{ stdout, stderr },
  end: { kind: 'exit', status },
});

function ask(script: string, query: Query): { stdout: Buffer; stderr: Buffer; status: number | null } {
  const file = join(fresh.scratch.folder, 'answers');
  writeFileSync(file, script, 'latin1');
  const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', `. '${file}'`, 'qemu-img', 'map', ...query]);
  return { stdout, stderr, status };
}

test('a shell prints the bytes of the query that it is asked', () => {
  const [plain, named] = [['top.qcow2'], ['--output=json', "it's ü*.qcow2"]];
  const script = answerScript([
    [plain, outcome(Buffer.from('[]\n'), Buffer.alloc(0), 0)],
    [named, outcome(odd, Buffer.from('qemu-img: no\n'), 1)],
  ]);
  expect(ask(script, plain)).toEqual({ stdout: Buffer.from('[]\n'), stderr: Buffer.alloc(0), status: 0 });
  expect(ask(script, named)).toEqual({ stdout: odd, stderr: Buffer.from('qemu-img: no\n'), status: 1 });
  expect(ask(script, ['other.qcow2'])).toMatchObject({
    stdout: Buffer.alloc(0),
    stderr: Buffer.from('qemu-img: this answer is not recorded\n'),
  });
});
