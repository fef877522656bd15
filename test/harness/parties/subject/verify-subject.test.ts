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

async function verify(command: string, adapter?: string): Promise<readonly string[]> {
  const subject = commandSubject(command, adapter === undefined ? undefined : adapterNamed(adapter));
  try {
    await verifySubject(subject, scratch);
    return subject.options;
  } finally {
    subject.close?.();
  }
}

test.each([
  [
    'no-such-map {args}',
    /'no-such-map \{args\}' maps no image with one data cluster: exit status 127: .*not found/,
  ],
  ['no-such-server', /ended without an answer/],
  ['true {args}', /exit status 0 and nothing on stdout/],
  ['echo hello {args}', /stdout begins with "hello/],
  ['echo hello {image}', /no adapter can read it: "hello top\.qcow2"$/],
  ['true {image}', /no adapter can read it: an empty answer$/],
  ['echo busy >&2; false {image}', /exit status 1: busy/],
  ['kill -9 $$ # {args}', /ended by SIGKILL/],
  ["python3 -c 'import nothing_of_this_name' {image}", /exit status 1: ModuleNotFoundError: /],
])('%s is no subject', async (command, why) => {
  await expect(verify(command)).rejects.toThrow(why);
  await expect(verify(command)).rejects.toMatchObject({ code: 'bad-subject' });
});

test.each([
  ['no-such-map {args}', /^Name its own files by \.\/ or by their whole path/],
  ['no-such-server', /^It has neither \{args\} nor \{image\}, so it must read .* stdin\. Name its own files/],
  ['cat /dev/null {img}', /^\{img\} is neither \{args\} nor \{image\}, so it must read/],
  ['echo busy >&2; false {image}', /^$/],
])('of %s it is said what may help', async (command, next) => {
  await expect(verify(command)).rejects.toMatchObject({
    next: expect.stringMatching(next),
  });
});

test('a command that gives a map is one, whatever the map contains', async () => {
  const entry = '{ "start": 0, "length": 1, "depth": 7, "zero": false, "data": false}';
  await verify(`echo '[${entry}]' # {args}`);
  await verify(`while read path; do echo '[${entry}]'; echo; done`);
});

test('the adapter that is named must read the answer, and what was printed is shown', async () => {
  const line = '{"start":0,"length":65536,"allocated":true,"zero":false,"compressed":false}';
  await expect(verify(`echo '${line}' # {image}`, 'map-json')).rejects.toMatchObject({
    message: expect.stringContaining(`map-json can't read it: no list: ${JSON.stringify(line)}`),
    next: expect.stringMatching(
      /^Name its format by --adapter: map-json is .*; nbdinfo is .*; json-lines is .*\.$/,
    ),
  });
});

test.each([
  ['map-json', '[{ "start": 0, "length": 1, "depth": 7, "zero": false, "data": false}]'],
  ['nbdinfo', '         0       65536    0  data'],
  ['json-lines', '{"start":0,"length":65536,"allocated":true,"zero":false,"compressed":false}'],
])('the adapter %s is chosen by the first answer, and is among the options', async (name, line) => {
  const image = `echo '${line}' # {image}`;
  expect(await verify(image)).toEqual(['--subject', image, '--adapter', name]);
  const server = `while read path; do echo '${line}'; echo; done`;
  expect(await verify(server)).toEqual(['--subject', server, '--adapter', name]);
});
