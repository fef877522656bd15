import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { steeredCases } from '../../../../generators/arbitrary/steering/steering.ts';
import { predict } from '../../../../generators/model/predict.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../../../../src/harness/files/obstacle.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Program } from '../../../../src/harness/parties/oracle/program.ts';
import { adapterNamed } from '../../../../src/harness/parties/subject/adapters/adapters.ts';
import { commandSubject } from '../../../../src/harness/parties/subject/command-subject.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import { checkQueries } from '../../../../src/harness/verdict/check-queries.ts';
import type { Verdict } from '../../../../src/harness/verdict/judge.ts';
import { newest } from '../../../../src/map/profile/profile.ts';

const oracle = (await findOracles()).oracles.find(({ name }) => name === '11.1');

const chain = parseRows(['####', '.0zc']);
const withDataFile = parseCase('top.qcow2 qcow2 64k data=top.data |#0.|\nmap --output=json top.qcow2\n');
const drawn = Array.from({ length: 12 }, (_, index) => caseAt(7, steeredCases + index));

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** The verdicts on all queries of the cases that can be written here, and the names of the fields that differ. */
async function verdictsOn(subject: Subject, cases: readonly Case[]): Promise<Verdict[]> {
  const parties = { subject, predict, oracles: [oracle!], host: { holeGranularity: 4096n } };
  const verdicts: Verdict[] = [];
  for (const { recipe, queries } of cases) {
    if (obstacleTo(recipe, scratch.holes) !== undefined) continue;
    const folder = scratch.caseFolder();
    writeRecipe(recipe, folder.path);
    for await (const { verdict } of checkQueries(parties, recipe, queries, folder.path))
      verdicts.push(verdict);
    folder.drop();
  }
  subject.close?.();
  return verdicts;
}

const quoted = ({ file, leading }: Program): string => [file, ...leading].map(word => `'${word}'`).join(' ');

describe.skipIf(oracle === undefined)('beside a real qemu-img', () => {
  const map = oracle === undefined ? '' : `${quoted(oracle.program)} map`;
  const mapJson = adapterNamed('map-json');

  test('qemu-img as the subject agrees with itself on all arguments', async () => {
    const verdicts = await verdictsOn(commandSubject(`${map} {args}`, mapJson), drawn);
    expect(verdicts.filter(({ kind }) => kind !== 'match' && kind !== 'skipped')).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(drawn.length);
  });

  test('a command that takes an image runs once a case, and agrees', async () => {
    const verdicts = await verdictsOn(commandSubject(`${map} --output=json {image}`, mapJson), drawn);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['match']));
    expect(verdicts.length).toBeLessThanOrEqual(drawn.length);
  });

  test('a server agrees, refusals included', async () => {
    const answer = `map=$(${map} --output=json "$path") && echo "$map" || echo 'error: refused'`;
    const server = `while read -r path; do ${answer}; echo; done`;
    const verdicts = await verdictsOn(commandSubject(server, mapJson), [...drawn, withDataFile]);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['match']));
  });

  test('a format with fewer fields and other borders is compared in what it can express', async () => {
    const perSector = `for (const { start, length, present, zero, compressed } of JSON.parse(require("fs").readFileSync(0)))
      for (let at = start; at < start + length; at += 512)
        console.log(JSON.stringify({ start: at, length: 512, allocated: present, zero, compressed }));`;
    const command = `${map} --output=json {image} | '${process.execPath}' -e '${perSector}'`;
    expect(await verdictsOn(commandSubject(command, adapterNamed('json-lines')), [chain])).toEqual([
      { kind: 'match', modelled: true },
    ]);
    const lie = command.replace('allocated: present', 'allocated: true');
    expect(
      await verdictsOn(commandSubject(lie, adapterNamed('json-lines')), [parseRows(['.#'])]),
    ).toMatchObject([
      { kind: 'divergence', blame: 'subject', difference: { kind: 'field', field: 'present', at: 0n } },
    ]);
  });

  test.skipIf(oracle?.nbd.kind !== 'complete')('nbdinfo over qemu-nbd agrees', async () => {
    if (oracle?.nbd.kind !== 'complete') return;
    const { client, server } = oracle.nbd;
    const command = `${quoted(client)} --map -- [ ${quoted(server)} -r -f qcow2 {image} ]`;
    const verdicts = await verdictsOn(commandSubject(command, adapterNamed('nbdinfo')), [
      chain,
      parseRows(['~#', '0z', '.c']),
    ]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['match', 'match']);
  });

  test.each([
    [
      'reports another depth',
      `${map} --output=json {image} | sed 's/"depth": 1/"depth": 2/'`,
      { kind: 'field' },
    ],
    [
      'prints rubbish',
      'echo rubbish # {image}',
      { kind: 'exit', left: expect.stringMatching(/^thrown map-json/) },
    ],
    ['fails', 'exit 7 # {image}', { kind: 'exit', left: 'exit 7' }],
    ['is killed', 'kill -9 $$ # {image}', { kind: 'exit', left: 'signal SIGKILL' }],
    ['ends as a server', 'read -r path', { kind: 'exit', left: 'thrown it ended without an answer' }],
  ])('a subject that %s diverges', async (_, command, difference) => {
    const [verdict] = await verdictsOn(commandSubject(command, mapJson), [chain]);
    expect(verdict).toMatchObject({ kind: 'divergence', blame: 'subject', difference });
  });
});

test('a command with both {args} and {image} is refused', () => {
  expect(() => commandSubject('map {args} {image}', adapterNamed('map-json'))).toThrow(/it has both/);
});

test('the error for an unknown adapter names it', () => {
  expect(() => adapterNamed('csv')).toThrow('there is no adapter csv');
});

test('words that begin with ./ or ../ are relative to our working directory', async () => {
  const folder = scratch.caseFolder();
  const output = async (command: string): Promise<string> => {
    const answer = await commandSubject(command, adapterNamed('map-json')).answer(
      ['a b'],
      folder.path,
      newest,
    );
    return answer.kind === 'unsupported' ? '' : answer.outcome.stdout.toString();
  };
  const here = process.cwd();
  expect(await output('echo ./map.sh ../up {args}')).toBe(`${here}/map.sh ${dirname(here)}/up a b\n`);
  expect(await output(`echo "./map.sh" './a b/map.sh' {args}`)).toBe(
    `${here}/map.sh ${here}/a b/map.sh a b\n`,
  );
  expect(await output('echo a./b ./$x "./$x" {args}')).toBe('a./b ./ ./ a b\n');
  folder.drop();
});
