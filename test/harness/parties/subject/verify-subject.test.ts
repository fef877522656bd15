import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { adapterNamed } from '../../../../src/harness/parties/subject/adapters/adapters.ts';
import { commandSubject } from '../../../../src/harness/parties/subject/command-subject.ts';
import { verifySubject } from '../../../../src/harness/parties/subject/verify-subject.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

async function verify(command: string, adapter = 'map-json'): Promise<void> {
  const subject = commandSubject(command, adapterNamed(adapter));
  try {
    await verifySubject(subject, scratch);
  } finally {
    subject.close?.();
  }
}

test.each([
  ['no-such-map {args}', /'no-such-map \{args\}' maps no image of one cluster: exit status 127: .*not found/],
  ['no-such-server', /ended without an answer/],
  ['true {args}', /exit status 0 and nothing on stdout/],
  ['echo hello {args}', /stdout begins with "hello/],
  ['echo hello {image}', /map-json can't read it/],
  ['echo busy >&2; false {image}', /exit status 1: busy/],
  ['kill -9 $$ # {args}', /ended by SIGKILL/],
])('%s is no subject', async (command, why) => {
  await expect(verify(command)).rejects.toThrow(why);
  await expect(verify(command)).rejects.toMatchObject({ code: 'bad-subject' });
});

test('a command that gives a map is one, whatever the map contains', async () => {
  const entry = '{ "start": 0, "length": 1, "depth": 7, "zero": false, "data": false}';
  await verify(`echo '[${entry}]' # {args}`);
  await verify(`while read path; do echo '[${entry}]'; echo; done`);
});
