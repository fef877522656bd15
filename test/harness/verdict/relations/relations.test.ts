import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { steeredCases } from '../../../../generators/arbitrary/steering/steering.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { startEnvironment } from '../../../../src/harness/parties/oracle/program.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { checkRelation } from '../../../../src/harness/verdict/relations/check-relation.ts';
import type { RelationResult } from '../../../../src/harness/verdict/relations/relation.ts';
import { relations } from '../../../../src/harness/verdict/relations/relations.ts';
import { type Profile, recorded } from '../../../../src/map/profile/profile.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

type Mapper = Pick<InProcess, 'answer'>;

/** The result of each relation on a chain, by its name. */
function relate(subject: Mapper, recipe: Recipe, profile: Profile): Map<string, RelationResult> {
  const place = mkdtempSync(join(folder.path, 'chain-'));
  writeRecipe(recipe, place);
  const top = recipe.layers.at(-1)!.name;
  return new Map(
    relations.map(relation => [
      relation.name,
      checkRelation(relation, { subject, recipe, folder: place, top, profile }),
    ]),
  );
}

describe('on random chains, as each version', () => {
  const profiles = Object.values(recorded);
  const results = Array.from({ length: 60 }, (_, index) => {
    const { recipe } = caseAt(21, steeredCases + index);
    return relate(inProcess, recipe, profiles[index % profiles.length]!);
  });

  test.each(relations.map(({ name }) => name))('%s holds', name => {
    const ofRelation = results.map(related => related.get(name)!);
    expect(ofRelation.filter(({ kind }) => kind === 'broken')).toEqual([]);
    expect(ofRelation.filter(({ kind }) => kind === 'holds').length).toBeGreaterThan(2);
  });
});

test.each<[string, string, bigint]>([
  ['', 'backing_file_offset', 0n],
  ['v2', 'refcount_order', 4n],
])(
  'no relation is broken when damage (%s %s) may have changed the name of the backing file',
  (version, name, value) => {
    const { recipe } = parseRows(['base.qcow2 qcow2 512 |.|', `top.qcow2 qcow2 64k size=512 ${version} |.|`]);
    const [base, top] = recipe.layers;
    const edits = [{ field: 'header', name, value } as const];
    const related = relate(inProcess, { layers: [base!, { ...top!, edits }] }, recorded['11.1']);
    expect([...related.values()].filter(({ kind }) => kind === 'broken')).toEqual([]);
    expect(related.get('composition')!.kind).toBe('unrelated');
  },
);

test('no relation is broken when a file is cut off before the name of its backing file', () => {
  const rows = ['base.vhdx vhdx 1M |.|', 'top.qcow2 qcow2 64k size=256k |.|\n    set length = 0x68'];
  const { recipe } = parseRows(rows);
  const related = relate(inProcess, recipe, recorded['11.1']);
  expect([...related.values()].filter(({ kind }) => kind === 'broken')).toEqual([]);
  expect(related.get('composition')!.kind).toBe('unrelated');
});

test('a qcow2 file that is read as raw is not rewritten: its tables are data', () => {
  const { recipe } = parseRows(['base.qcow2 qcow2 64k |#.|', 'top.qcow2 qcow2 64k fmt=raw |....|']);
  const related = relate(inProcess, recipe, recorded['11.1']);
  expect([...related.values()].filter(({ kind }) => kind === 'broken')).toEqual([]);
  expect(related.get('finer')!.kind).toBe('unrelated');
});

test('a layer that names no backing file of another format names none in another format either', () => {
  const { recipe } = parseRows(['b.qcow2 qcow2 512 |.|', 't.vmdk vmdk 512 |.|']);
  expect(relate(inProcess, recipe, recorded['11.1']).get('other-format')).toEqual({ kind: 'holds' });
});

test('no relation is about an image that probing takes for another format', () => {
  const { recipe } = parseRows(['top.vpc vpc 512 sub=fixed |#|']);
  const kinds = [...relate(inProcess, recipe, recorded['11.1']).values()].map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['unrelated']));
});

test('no relation is about a format that the build lacks: its file is a raw one there', () => {
  const { recipe } = parseRows(['top.parallels parallels 1k |.|']);
  const kinds = (name: '5.2' | '7.2'): string[] =>
    [...relate(inProcess, recipe, recorded[name]).values()].map(({ kind }) => kind);
  expect(new Set(kinds('5.2'))).toEqual(new Set(['unrelated']));
  expect(kinds('7.2')).toContain('holds');
});

/** A chain that all relations cover. */
const { recipe } = parseRows(['base.qcow2 qcow2 64k |####.0z#|', 'top.qcow2 qcow2 64k |.0z#.0z.|']);

/** A program that changes the last extent of the maps for which `lies` returns true. */
function lying(lies: (query: Query, folder: string, profile: Profile) => boolean): Mapper {
  return {
    answer(query, place, profile) {
      const answer = inProcess.answer(query, place, profile);
      if (answer.kind === 'unsupported' || !lies(query, place, profile)) return answer;
      const text = answer.outcome.stdout.toString();
      const stdout = Buffer.from(query.includes('--output=human') ? withoutLastRow(text) : flipped(text));
      return { kind: 'outcome', outcome: { ...answer.outcome, stdout } };
    },
  };
}

const withoutLastRow = (table: string): string => table.replace(/[^\n]*\n$/, '');
/** Flips a flag of the last extent, in the JSON of a map or of a context. */
const flipped = (text: string): string =>
  text
    .replace(/"zero": (true|false)(?!.*"zero")/s, (_, zero) => `"zero": ${zero === 'false'}`)
    .replace(/"type": 0(?!.*"type")/s, '"type": 2');

describe('a lying program breaks exactly the relations that its lie concerns', () => {
  const asks = (word: string) => (query: Query) => query.some(part => part.includes(word));
  const inAnother = (query: Query, place: string) => /relation-/.test(place) && query.at(-1) === 'top.qcow2';

  const isEmpty = (query: Query) =>
    BigInt(query[query.indexOf('-s') + 1]!) >= 524288n || query[query.indexOf('-l') + 1] === '0';

  test('a truthful program breaks none', () => {
    for (const related of relate(inProcess, recipe, recorded['7.2']).values())
      expect(related).toEqual({ kind: 'holds' });
  });

  const lies: readonly [where: string, subject: Mapper, broken: readonly string[]][] = [
    ['about windows', lying(query => query.includes('-s') && !isEmpty(query)), ['window']],
    ['about empty windows', lying(query => query.includes('524288')), ['nothing']],
    ['when the format is named', lying(asks('-f')), ['names']],
    ['when options are given', lying(asks('--image-opts')), ['names']],
    ['through a filter', lying(asks('compress')), ['filter']],
    ['in the human table', lying(asks('--output=human')), ['human']],
    ['below an overlay', lying(asks('empty-overlay')), ['overlay']],
    ['about a layer alone', lying(asks('"backing":null')), ['composition']],
    [
      'about chains in another form',
      lying(inAnother),
      ['extended', 'finer', 'flatten', 'other-format', 'shuffle'],
    ],
    ['as one version', lying((_, __, { version }) => version === recorded['10.0'].version), ['versions']],
    ['in a context of NBD', lying(asks('base:allocation')), ['three-accounts']],
  ];

  test.each(lies)('%s', (_, subject, broken) => {
    const related = relate(subject, recipe, recorded['7.2']);
    const names = [...related].flatMap(([name, { kind }]) => (kind === 'broken' ? [name] : []));
    expect(names).toEqual(broken);
  });

  test('every relation is broken by one of these lies', () => {
    const broken = new Set(lies.flatMap(([, , names]) => names));
    expect([...broken].toSorted()).toEqual(relations.map(({ name }) => name).toSorted());
  });

  test('a program that refuses what it mapped before breaks one', () => {
    const refuses: Mapper = {
      answer(query, place, profile) {
        const answer = inProcess.answer(query, place, profile);
        if (answer.kind === 'unsupported' || !query.includes('-l')) return answer;
        return { kind: 'outcome', outcome: { ...answer.outcome, end: { kind: 'exit', status: 1 } } };
      },
    };
    expect(relate(refuses, recipe, recorded['7.2']).get('window')).toMatchObject({
      kind: 'broken',
      difference: { kind: 'exit' },
    });
  });
});

const { oracles } = await findOracles();

/** A real qemu-img as the subject; it has no contexts of NBD. */
function realSubject({ program: { file, leading } }: Oracle): Mapper {
  return {
    answer(query, place) {
      if (query.some(word => word.startsWith('--context')))
        return { kind: 'unsupported', reason: 'no context' };
      const { stdout, stderr, status } = spawnSync(file, [...leading, 'map', ...query], {
        cwd: place,
        argv0: 'qemu-img',
        env: startEnvironment(),
      });
      return { kind: 'outcome', outcome: { stdout, stderr, end: { kind: 'exit', status: status ?? -1 } } };
    },
  };
}

test.skipIf(oracles.length === 0)('all relations hold between the maps of a real qemu-img', () => {
  const oracle = oracles.at(-1)!;
  for (const chain of [recipe, caseAt(7, 4).recipe]) {
    const related = relate(realSubject(oracle), chain, oracle.profile);
    for (const [name, { kind }] of related) expect(`${name}: ${kind}`).not.toMatch(/broken/);
  }
});
