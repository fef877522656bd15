import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { lyingOracleCase, writeLyingOracle } from '../support/lying-oracle.ts';
import { quickCases } from '../support/quick-cases.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, temporary, run: mapParity } = programInProcess();

describe('a wrong command line ends with 2 and one line on stderr', () => {
  test.each([
    [['nonsense'], "map-parity: unknown command 'nonsense'. See map-parity --help.\n"],
    [['bogus'], "map-parity: unknown command 'bogus'. See map-parity --help.\n"],
    [['run', '--sed', '1'], "map-parity: unknown option '--sed'. Did you mean --seed?\n"],
    [['run', '--prediction'], "map-parity: unknown option '--prediction'. See map-parity run --help.\n"],
    [['rnu'], "map-parity: unknown command 'rnu'. Did you mean run?\n"],
    [
      ['run', '--jobs', '0'],
      "map-parity: option '--jobs <n>' argument '0' is invalid. It must be a whole number from 1 to 32.\n",
    ],
    [
      ['run', '--known', 'gone.txt'],
      /^map-parity: gone\.txt: No such file or directory\. The command known add makes it\. .*\n$/,
    ],
    [
      ['run', '--feature', 'compression'],
      /is invalid\. Did you mean compressed\? It must be one of extl2, .*\n$/,
    ],
    [
      ['run', '--without-feature', 'damage,extl2'],
      /is invalid\. Name one, and repeat the option\. It must be .*\n$/,
    ],
    [
      ['run', '--feature', 'nonsense'],
      /^map-parity: option '--feature <name>' argument 'nonsense' is invalid\. It must be one of extl2, .*, locks, .*\.\n$/,
    ],
    [
      ['run', '--require-coverage', '101'],
      /^map-parity: option '--require-coverage <percent>' .*like 95%\.\n$/,
    ],
    [['run', '--time', 'soon'], /^map-parity: option '--time <duration>' argument 'soon' is invalid\. .*\n$/],
    [['run', '--oracle', 'nowhere'], /^map-parity: nowhere: no such program on the PATH\. .*\n$/],
    [['run', '--oracle', './nowhere'], /^map-parity: \.\/nowhere: no program that can be executed\. .*\n$/],
    [['try', '##', '--profile', '4.2'], /^map-parity: .*qemu 4\.2 is older than 5\.2\.\n$/],
    [['bisect', 'a.case', '--ignore', 'present,pink'], /^map-parity: .*It must be some of depth, .*\n$/],
    [['hunt', '--cases', '3'], 'map-parity: --cases needs a --seed\n'],
    [['export', 'x', 'a.case', '--seed', '1'], 'map-parity: give either .case files or a --seed\n'],
    [['sweep', 'geometry', '--strength', '15'], /^map-parity: .*It must be a whole number from 1 to 14\.\n$/],
    [['sweep', '--depth', '20'], /^map-parity: the sweep would have .* windows, and the limit is .*\n$/],
    [['bisect', 'gone.case'], 'map-parity: gone.case: No such file or directory\n'],
    [['reproduce', 'gone.case'], 'map-parity: gone.case: No such file or directory\n'],
    [['draw', 'gone'], /^map-parity: Could not open 'gone': .*No such file or directory\n$/],
    [['bench', '--runs', '0'], /^map-parity: .*It must be a whole number from 1\.\n$/],
    [
      ['run', '--html', '/proc/nowhere/page.html'],
      "map-parity: /proc/nowhere/page.html can't be written: No such file or directory\n",
    ],
    [['try'], "map-parity: missing required argument 'rows'. See map-parity try --help.\n"],
    [
      ['known', 'add', 'x', '--link', 'https://example.org/1'],
      "map-parity: required options '--reason <text>', '--until <date>' not specified. See map-parity known add --help.\n",
    ],
    [['try', 'nowhere.case'], 'map-parity: nowhere.case: No such file or directory\n'],
    [
      ['try', './top image.qcow2'],
      "map-parity: ./top image.qcow2: the name of a case file must end in .case. If it is an image, print it as a case: map-parity draw './top image.qcow2' > mine.case\n",
    ],
  ])('%j', async (args, stderr) => {
    const ended = await mapParity(...args);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(stderr);
  });

  test('a mistake in a picture is shown with a caret', async () => {
    expect(await mapParity('try', '##q#')).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        'map-parity: line 1: q is not a cell: cells are . 0 z # ~ c - ! and _',
        'top.qcow2 qcow2 64k |##q#|',
        '                       ^',
        '',
      ].join('\n'),
    });
  });
});

describe('map-parity run', () => {
  test('ends with 0 and a remark if no qemu-img took part', async () => {
    const { status, stdout } = await mapParity('run', '--cases', '20');
    expect(stdout).toMatch(/^goldens: \d+ cases, (\d+) of \1 recorded outcomes matched$/m);
    expect(stdout).toMatch(/verdict: no divergence from the model, but no real qemu-img took part\n$/);
    expect(status).toBe(0);
  });

  test('runs cases with a feature, and requires coverage', async () => {
    const { status, stdout } = await mapParity(
      ...['run', '--no-goldens', '--cases', '5', '--feature', 'snapshots', '--require-coverage', '90'],
    );
    expect(status).toBe(3);
    expect(stdout).toMatch(/^seed 1, snapshots, cases 0 to 4: /m);
    expect(stdout).toMatch(/verdict: no divergence, but too little was covered: .* 90 % are required\n$/);
  });

  test('refuses features that exclude each other', async () => {
    const { status, stderr } = await mapParity(
      'run',
      '--feature',
      'json',
      '--feature',
      'human',
      '--cases',
      '1',
    );
    expect(status).toBe(2);
    expect(stderr).toBe('map-parity: --feature: no case has all of json, human\n');
  });

  test('ends with 3 if the program is no qemu-img', async () => {
    const { status, stderr } = await mapParity('run', '--cases', '1', '--oracle', '/bin/true');
    expect(status).toBe(3);
    expect(stderr).toMatch(/^map-parity: no qemu-img answers: \/bin\/true: rubbish: .*\n$/);
  });

  test('goes on with the other qemu-img, and proves nothing', async () => {
    const liar = writeLyingOracle(folder.path, 'drops an extent');
    const { status, stdout } = await mapParity(
      ...['run', ...quickCases, '--oracle', '/bin/true', '--oracle', liar],
      ...['--findings', join(folder.path, 'other findings')],
    );
    expect(status).toBe(3);
    expect(stdout).toMatch(/verdict: the harness or an oracle failed; nothing is proved\n$/);
  });

  test('refuses a subject that does not exist', async () => {
    const { status, stdout, stderr } = await mapParity('run', '--subject', 'no-such-map {args}');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^map-parity: --subject 'no-such-map \{args\}' maps no image with one data cluster: .*\n$/,
    );
  });

  test.each([
    ['--result', folder.path],
    ['--junit', '/proc/no/report'],
    ['--findings', '/proc/no/folder'],
    ['--findings', '/dev/null'],
  ])("refuses %s %s, which can't be written, before it begins", async (option, path) => {
    const { status, stdout, stderr } = await mapParity('run', '--cases', '1', option, path);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^map-parity: ${path} .*\n$`));
  });

  test('ends with 1 if a qemu-img differs', async () => {
    const liar = writeLyingOracle(folder.path, 'flips one field');
    const at = (name: string): string => join(folder.path, name);
    const reports = [
      '--junit',
      at('reports/a.xml'),
      '--html',
      at('reports/b.html'),
      '--result',
      at('c.json'),
    ];
    const { status, stdout } = await mapParity(...['run', ...quickCases, '--oracle', liar], ...reports);
    expect(status).toBe(1);
    expect(readdirSync(at('reports')).sort()).toEqual(['a.xml', 'b.html']);
    expect(JSON.parse(readFileSync(at('c.json'), 'utf8'))).toMatchObject({
      format: 'map-parity result 7',
    });
    expect(stdout).toContain('replay: map-parity try .map-parity/findings/');
    expect(stdout).toMatch(/verdict: divergence, \d+ new findings?\n$/);
  });
});

describe('map-parity explain', () => {
  test('shows the layers down to the one that decides, their table entries, and the extent', async () => {
    writeRecipe(lyingOracleCase.value.recipe, folder.path);
    const { status, stdout } = await mapParity('explain', 'top.qcow2', '0x1ffff');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '  depth 0  top.qcow2: qcow2, 256k, clusters of 64k',
      '    guest cluster 1, byte 65535 of it',
      '    L1[0] = 0x8000000000040000: L2 table at 0x40000',
      '    L2[1] at 0x40008 = 0x0000000000000001: zero, no host cluster',
      '    zero-plain, reads as zeros: this layer decides',
      '  extent: 65536+65536, depth 0, present true, zero true, data false, compressed false, no offset',
      '',
    ]);
  });

  test.each([
    [
      'an image that does not exist',
      ['nowhere.qcow2', '0'],
      /^map-parity: Could not open 'nowhere\.qcow2': .*No such file or directory\n$/,
    ],
    [
      'an offset that is no number',
      ['top.qcow2', 'middle'],
      /^map-parity: .*'middle' is invalid for argument 'offset'\. It must be .*\n$/,
    ],
    [
      'an offset past the end',
      ['top.qcow2', '256k'],
      /^map-parity: offset 262144 is past the end: top\.qcow2 has 262144 bytes\n$/,
    ],
  ])('refuses %s', async (_what, args, stderr) => {
    const ended = await mapParity('explain', ...args);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(stderr);
  });

  test('reads objects as the version of the profile does', async () => {
    const object = '{"qom-type":"secret","id":"s","data":"password"}';
    const explained = (version: string) =>
      mapParity('explain', 'top.qcow2', '0', '--profile', version, '--object', object);
    expect((await explained('5.2')).stderr).toContain("Parameter 'id' is missing");
    expect(await explained('7.2')).toMatchObject({ status: 0, stderr: '' });
    const unnamed = ['--object', 'secret,id=s'];
    expect((await mapParity('explain', 'top.qcow2', '0', '--profile', '5.2', ...unnamed)).stderr).toContain(
      "Either 'file' or 'data' must be provided",
    );
  });
});

describe('map-parity try', () => {
  test('prints all outputs and the check of a case from a file', async () => {
    const liar = writeLyingOracle(folder.path, 'flips one field');
    folder.put('a.case', printCase(lyingOracleCase.value));
    const { status, stdout } = await mapParity('try', 'a.case', '--oracle', liar);
    expect(status).toBe(1);
    expect(stdout).toContain('base.qcow2 qcow2 64k |####|\ntop.qcow2  qcow2 64k |.0.0|\n');
    expect(stdout).toContain('diverges, blame disputed: subject and model agree against qemu-img');
    expect(stdout).toMatch(/depth 1 {2}base\.qcow2: qcow2.*\n.*\n {4}L1\[0\] = 0x8000\w+: L2 table/);
  });
});

describe('map-parity try of a subject that takes an image', () => {
  test('heads the answers by the query that qemu-img had, once', async () => {
    const oracle = writeLyingOracle(folder.path, 'tells the truth');
    const line = '{"start":0,"length":262144,"allocated":true,"zero":true,"compressed":false}';
    const queries = ['map -s 1k top.qcow2', 'map -l 1k top.qcow2'];
    const picture = printCase({ ...lyingOracleCase.value, queries: [] }).trimEnd();
    const { stdout } = await mapParity(
      ...['try', ...picture.split('\n').filter(row => !row.startsWith('#')), ...queries],
      ...['--subject', `echo '${line}' # {image}`, '--oracle', oracle],
    );
    expect(stdout.match(/^map .*$/gm)).toEqual(['map --output=json top.qcow2']);
  });

  test('says of an answer in other words that it means the same', async () => {
    const oracle = writeLyingOracle(folder.path, 'tells the truth');
    const picture = printCase({ ...lyingOracleCase.value, queries: [] }).trimEnd();
    const { status, stdout } = await mapParity(
      ...['try', ...picture.split('\n').filter(row => !row.startsWith('#'))],
      ...['--subject', `${oracle} map --output=json {image} | tr -d ' '`, '--oracle', oracle],
    );
    expect(stdout).toMatch(/^-- .* \| tr -d ' ', which means the same$/m);
    expect(status).toBe(0);
  });
});

describe('map-parity try --git-bisect', () => {
  test('skips a commit without a qemu-img', async () => {
    expect((await mapParity('try', '##', '--git-bisect')).status).toBe(125);
    expect((await mapParity('try', '##')).status).toBe(0);
  });
});

describe('a file that is no case', () => {
  test.each([
    ['try', '/dev/null', /^map-parity: \/dev\/null: the name of a case file must end in \.case\. .*\n$/],
    ['try', 'zeros.case', /^map-parity: zeros\.case is no text\. If it is an image, map-parity draw .*\n$/],
    ['bisect', 'zeros.case', /is no text\. If it is an image, map-parity draw prints its case\.\n$/],
    ['reproduce', 'nbd.case', /^map-parity: nbd\.case maps contexts of NBD only, .*\n$/],
  ])('is refused in one line: %s %s', async (command, path, refusal) => {
    folder.put('zeros.case', Buffer.alloc(5));
    folder.put('nbd.case', 'a qcow2 64k |#|\nmap --context=base:allocation a\n');
    const { status, stderr } = await mapParity(command, path);
    expect(status).toBe(2);
    expect(stderr).toMatch(refusal);
  });
});

test('no temporary files are left', () => {
  expect(readdirSync(temporary.path)).toEqual([]);
});
