import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { quoted } from '../../../generators/script/shell.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { lackingIn } from '../../../src/harness/parties/lacking.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../src/harness/parties/oracle/oracle.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import { lacksLine, oracleLines } from '../../../src/harness/report/oracle-lines.ts';
import { checkQueries } from '../../../src/harness/verdict/check-queries.ts';
import type { Verdict } from '../../../src/harness/verdict/judge.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';

const { oracles } = await findOracles();
const newest = oracles.find(({ name }) => name === '11.1');
const fresh = freshScratch();

const opened = "qemu-img: Could not open 'a.qcow2': ";

/** The real qemu-img 11.1 as a build that refuses images whose bytes match a pattern of grep, or queries with a word. */
function buildWithout(condition: string, message: string): Promise<Oracle> {
  return buildThat(`if [ "$1" = map ] && ${condition}; then echo ${quoted(message)} >&2; exit 1; fi`);
}

/** The real qemu-img 11.1, after a line of shell. */
async function buildThat(line: string): Promise<Oracle> {
  const { file, leading } = newest!.program;
  const path = join(fresh.findings, 'qemu-img');
  const lines = ['#!/bin/sh', line, `exec ${[file, ...leading].map(quoted).join(' ')} "$@"`];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return (await findOracles([path])).oracles[0]!;
}

const imagesWith = (bytes: string): string => `grep -qaP ${quoted(bytes)} *.qcow2 2>/dev/null`;
const luksMagic = 'LUKS\\xba\\xbe';

const luks =
  'map --output=json --object secret,id=s,data=s3cret --image-opts driver=qcow2,file.filename=a.qcow2,encrypt.key-secret=s';
const cases: Readonly<Record<string, Case>> = {
  luks: parseRows(['a.qcow2 qcow2 64k crypt=luks:s3cret |#|', luks]),
  essiv: parseRows(['a.qcow2 qcow2 64k crypt=luks:essiv |#|', luks.replace('s3cret', 'essiv')]),
  zstd: parseRows(['a.qcow2 qcow2 64k zstd |c|', 'map --output=json a.qcow2']),
  native: parseRows(['a.qcow2 qcow2 64k |#|', 'map --image-opts driver=file,filename=a.qcow2,aio=native']),
  vdi: parseCase('a.vdi raw 4k |.|\n    set byte[0x40] = 7f10dabe01000100\nmap -f vdi a.vdi\n'),
  sm4: parseCase(`a.qcow2 qcow2 64k crypt=luks:s3cret |#|\n    set byte[0x60008] = 736d3400\n${luks}\n`),
  objects: parseRows(['a.qcow2 qcow2 64k |#|', 'map --object help a.qcow2']),
  plain: parseRows(['a.qcow2 qcow2 64k |#|', 'map --output=json a.qcow2']),
};

async function verdictOn(oracle: Oracle, { recipe, queries }: Case): Promise<Verdict> {
  const parties = { subject: inProcess, predict, oracles: [oracle], host: { holeGranularity: 4096n } };
  const folder = fresh.scratch.caseFolder();
  writeRecipe(recipe, folder.path);
  for await (const { verdict } of checkQueries(parties, recipe, queries, folder.path)) return verdict;
  throw new Error('no check');
}

test.skipIf(oracles.length === 0).each(oracles.map(oracle => [oracle.name, oracle] as const))(
  'the fetched qemu-img %s lacks nothing that cases use',
  async (_name, oracle) => {
    expect(await lackingIn(oracle, fresh.scratch)).toEqual([]);
  },
);

test.skipIf(newest === undefined).each([
  [
    'any crypto library',
    imagesWith(luksMagic),
    `${opened}No crypto library supporting PBKDF in this build: Function not implemented`,
    ['LUKS'],
    ['luks', 'essiv', 'sm4'],
  ],
  [
    'the format vdi',
    '[ "$2" = -f ] && [ "$3" = vdi ]',
    "qemu-img: Could not open 'a.raw': Unknown driver 'vdi'",
    ['the format vdi'],
    ['vdi'],
  ],
  [
    'sm4',
    imagesWith('sm4\\x00'),
    `${opened}Algorithm 'sm4' with key size 16 bytes not supported`,
    ['LUKS with sm4'],
    ['sm4'],
  ],
  [
    'mode CBC',
    imagesWith('cbc-'),
    `${opened}Unsupported cipher algorithm aes-256 with cbc mode`,
    ['LUKS with aes-256, cbc-essiv:sha256, sha1', 'LUKS with aes-128, cbc-plain64, sha384'],
    ['essiv'],
  ],
  [
    'the hash ripemd160',
    imagesWith('ripemd160'),
    `${opened}PBKDF does not support hash algorithm ripemd160`,
    ['LUKS with ripemd160'],
    [],
  ],
  [
    'zstd',
    imagesWith('^QFI\\xfb(?s).{100}\\x01'),
    `${opened}qcow2: unknown compression type: 1`,
    ['zstd'],
    ['zstd'],
  ],
  [
    'Linux aio',
    'case "$*" in *aio=native*) true;; *) false;; esac',
    "qemu-img: Could not open 'x': aio=native was specified, but is not supported in this build.",
    ['aio=native'],
    ['native'],
  ],
])(
  'a build without %s is known by that, and what needs it is skipped by that name',
  async (_what, condition, message, names, skipped) => {
    const oracle = await buildWithout(condition, message);
    const lacks = await lackingIn(oracle, fresh.scratch);
    expect(lacks.map(({ name }) => name)).toEqual(names);
    const examined: Oracle = { ...oracle, lacks };
    expect(oracleLines({ oracles: [examined], lost: [] })[1]).toContain(`lacks ${names[0]}`);
    expect(lacksLine(examined)).toContain(names.join('; '));
    for (const [name, value] of Object.entries(cases)) {
      const verdict = await verdictOn(examined, value);
      const expected = skipped.includes(name) ? 'skipped' : 'match';
      expect(verdict, name).toMatchObject({ kind: expected });
      if (expected === 'skipped')
        expect(verdict).toMatchObject({ reason: expect.stringContaining(names[0]!) });
    }
  },
);

test.skipIf(newest === undefined)(
  'a build without secrets in the keyring of the kernel lists no such object',
  async () => {
    const list = 'List of user creatable objects:\\n  authz-list\\n  secret\\n';
    const oracle = await buildThat(`if [ "$2$3" = --objecthelp ]; then printf ${quoted(list)}; exit 0; fi`);
    const lacks = await lackingIn(oracle, fresh.scratch);
    expect(lacks.map(({ name }) => name)).toEqual(['the object secret_keyring']);
    expect(await verdictOn({ ...oracle, lacks }, cases.objects!)).toMatchObject({
      kind: 'skipped',
      reason: 'this qemu-img lacks the object secret_keyring',
    });
    expect(await verdictOn({ ...oracle, lacks: [] }, cases.objects!)).toMatchObject({ kind: 'divergence' });
  },
);

test.skipIf(newest === undefined)('a build that refuses an image by a fault lacks nothing', async () => {
  const oracle = await buildWithout(imagesWith(luksMagic), `${opened}Invalid argument`);
  expect(await lackingIn(oracle, fresh.scratch)).toEqual([]);
  expect(await verdictOn({ ...oracle, lacks: [] }, cases.luks!)).toMatchObject({ kind: 'divergence' });
});
