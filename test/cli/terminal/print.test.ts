import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';
import { quickCases } from '../../support/quick-cases.ts';
import { programInProcess } from '../../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

/** What a terminal or a CI server obeys: any control character, or a workflow command at the start of a line. */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^\s*::(?!error title=map-parity)/m;

/** A subject that maps one cluster as it should, and then writes these words of printf(1) to stderr and refuses. */
function refusingSubject(words: string): string {
  folder.put(
    'subject.sh',
    `[ "$(ls)" != top.qcow2 ] || exec printf '[{"start":0,"length":65536,"depth":0,"present":true,"zero":false,"data":true,"compressed":false,"offset":327680}]\\n'\nprintf '${words}' >&2\nexit 1\n`,
  );
  return `sh ${join(folder.path, 'subject.sh')} {args}`;
}

const evil = '\\033[2J\\n::add-mask::secret\\n  ::stop-commands::x\\n';

describe('what a subject prints', () => {
  test('is visible in try', async () => {
    folder.put('a.case', printCase(lyingOracleCase.value));
    const oracle = writeLyingOracle(folder.path, 'tells the truth');
    const ended = await mapParity('try', 'a.case', '--subject', refusingSubject(evil), '--oracle', oracle);
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('\n\\x1b[2J\n\\x3a:add-mask::secret\n  \\x3a:stop-commands::x\n');
    expect(ended.stdout + ended.stderr).not.toMatch(obeyed);
  });

  test('is visible in run, its annotations, the step summary and the stored reports', async () => {
    const summary = join(folder.path, 'summary.md');
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
    const oracle = writeLyingOracle(folder.path, 'tells the truth');
    const ended = await mapParity(
      ...['run', ...quickCases, '--subject', refusingSubject(evil), '--oracle', oracle],
    );
    vi.stubEnv('GITHUB_ACTIONS', '');
    vi.stubEnv('GITHUB_STEP_SUMMARY', '');
    expect(ended.status).toBe(1);
    const [, report] = /replay: .* try (\S+)reduced\.case/.exec(ended.stdout)!;
    for (const text of [
      ended.stdout,
      readFileSync(summary, 'utf8'),
      readFileSync(`${report}report.txt`, 'utf8'),
    ]) {
      expect(text).toContain('x1b[2J');
      expect(text).not.toMatch(obeyed);
    }
  });
});

test('what a server writes to stderr is visible', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  folder.put('server.sh', `printf '${evil}' >&2; while read -r path; do echo; done\n`);
  const ended = await mapParity('try', '##', '--subject', `sh ${join(folder.path, 'server.sh')}`);
  errors.mockRestore();
  expect(ended.stderr).toContain('\\x1b[2J\n\\x3a:add-mask::secret\n');
  expect(ended.stderr).not.toMatch(obeyed);
});

test.each(['draw', 'explain', 'import', 'reproduce'])(
  'a name that %s refuses stays on its line',
  async command => {
    const name = 'gone\n::add-mask::x\x1b[2J.case';
    const ended = await mapParity(command, name, ...(command === 'explain' ? ['0'] : []));
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^map-parity: [^\n]*gone\\n::add-mask::x\\x1b\[2J\.case[^\n]*\n$/);
  },
);

test('a wrong word of the command line stays on its line', async () => {
  expect((await mapParity('a\n::b')).stderr).toBe(
    "map-parity: unknown command 'a\\n::b'. See map-parity --help.\n",
  );
});
