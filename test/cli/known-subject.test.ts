import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { programInProcess } from '../support/run-program.ts';

const program = programInProcess();
// Found before the test gets an empty cache.
const newest = (await findOracles()).oracles.at(-1);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'known-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = ['--reason', 'not yet', '--link', 'https://example.org/1', '--until', '2999-01-31'];

test('the project’s own file takes no findings of another subject', async () => {
  expect(await program.run('known', 'add', 'x', ...words, '--subject', 'true {args}')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('has the findings of map-parity, not of other subjects'),
  });
});

test('a run of another subject takes no findings of ours, however their file is spelled', async () => {
  const ours = fileURLToPath(new URL('../../golden/../golden/known-findings.txt', import.meta.url));
  expect(await program.run('run', '--subject', 'true {args}', '--known', ours)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(
      /^map-parity: .* has the findings of map-parity, not of other subjects\. .*\n$/,
    ),
  });
});

test('a baseline of another subject is refused in one line, by our map and by others', async () => {
  const known = join(folder, 'theirs.txt');
  const notes = ['finding: subject: cut', 'subject: true {args}', 'reason: r', 'link: https://example.org/1'];
  const entry = [...notes, 'versions: 11.1', 'until: 2999-01-31'].map(note => `# ${note}\n`).join('');
  writeFileSync(known, `${entry}top.qcow2 qcow2 64k |.|\nmap --output=json top.qcow2\n`);
  for (const command of ['run', 'attack'])
    expect(await program.run(command, '--known', known)).toMatchObject({
      status: 2,
      stderr: `map-parity: ${known}, line 1: a finding of true {args}, not of map-parity. Name it by --subject, or another file by --known.\n`,
    });
  const other = ['--subject', 'false {args}', '--known', known];
  for (const command of [['run'], ['known', 'add', 'x', ...words]])
    expect(await program.run(...command, ...other)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/line 1: a finding of true \{args\}, not of false \{args\}\. .*\n$/),
    });
  const same = await program.run('run', '--subject', 'true {args}', '--known', known, '--oracle', '/nowhere');
  expect(same.stderr).not.toContain('a finding of');
});

test.skipIf(newest === undefined)(
  'what a subject can’t do yet is accepted by a file of its own',
  async () => {
    const deaf = join(folder, 'deaf.sh');
    const oracle = join(folder, 'qemu-img');
    // It is deaf to -s.
    const start = [newest!.program.file, ...newest!.program.leading].map(word => `'${word}'`).join(' ');
    writeFileSync(
      deaf,
      `#!/bin/bash\nwords=()\nwhile [[ $# -gt 0 ]]; do case $1 in -s|--start-offset) shift ;; *) words+=("$1") ;; esac; shift; done\n` +
        `exec ${start} map "\${words[@]}"\n`,
      { mode: 0o755 },
    );
    writeFileSync(oracle, `#!/bin/bash\nexec ${start} "$@"\n`, { mode: 0o755 });
    const subject = ['--subject', `${deaf} {args}`, '--oracle', oracle];
    const findings = join(folder, 'findings');
    const known = join(folder, 'known.txt');
    writeFileSync(known, '');
    const run = ['run', '--bail', '--cases', '30', '--jobs', '1', '--feature', 'start', ...subject];
    const ended = await program.run(...run, '--known', known, '--findings', findings);
    expect(ended).toMatchObject({ status: 1 });
    // The others, which --bail left to the next run, are refused.
    const found = readdirSync(findings)
      .map(name => join(findings, name))
      .filter(finding => existsSync(join(finding, 'reduced.case')));
    expect(found).not.toHaveLength(0);
    const added = await program.run('known', 'add', ...found, ...words, ...subject, '--known', known);
    expect(added).toMatchObject({ status: 0 });
    expect(
      readFileSync(known, 'utf8').match(/^# finding: subject: .*\n# subject: .*deaf.sh \{args\}$/gm),
    ).toHaveLength(found.length);
  },
);

test.skipIf(newest === undefined)('what is reduced further gets nothing that the run left out', async () => {
  const start = [newest!.program.file, ...newest!.program.leading].map(word => `'${word}'`).join(' ');
  const subject = join(folder, 'no-data.sh');
  const oracle = join(folder, 'oracle');
  // It never says that there is data.
  writeFileSync(subject, `#!/bin/bash\n${start} map "$@" | sed 's/"data": true/"data": false/'\n`, {
    mode: 0o755,
  });
  writeFileSync(oracle, `#!/bin/bash\nexec ${start} "$@"\n`, { mode: 0o755 });
  const picture = 'top.qcow2 qcow2 64k |.c|\nmap --output=json top.qcow2\n';
  const cutShort = '# reduced from seed 1, case 1, as far as its time allowed\n';
  const signature = '# subject: field data (false / true) in compressed, after unallocated\n';
  const acceptedCases: string[] = [];
  for (const left of [[], ['--without-feature', 'data']]) {
    const finding = join(folder, `findings-${left.length}`, 'cut-short');
    mkdirSync(finding, { recursive: true });
    for (const [name, text] of [
      ['found.case', picture],
      ['reduced.case', signature + cutShort + picture],
      ['report.txt', ''],
    ] as const)
      writeFileSync(join(finding, name), text);
    const known = join(folder, `known-${left.length}.txt`);
    writeFileSync(known, '');
    const terms = [...words, '--subject', `${subject} {args}`, '--oracle', oracle, '--known', known];
    const added = await program.run('known', 'add', finding, ...terms, ...left);
    expect(added, added.stderr).toMatchObject({ status: 0 });
    acceptedCases.push(/^top.*$/m.exec(readFileSync(known, 'utf8'))![0]);
  }
  expect(acceptedCases).toEqual(['top.qcow2 qcow2 64k |#|', 'top.qcow2 qcow2 64k |~|']);
});
