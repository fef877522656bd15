import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { Findings } from '../../../src/harness/finding/findings.ts';
import { reduceStored } from '../../../src/harness/finding/investigate.ts';
import { firstCheck } from '../../../src/harness/finding/search/first-check.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../src/harness/parties/subject/subject.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../support/investigation.ts';

const fresh = freshScratch();
const { oracles } = await findOracles();

/** Chains that qemu-img maps, or refuses, or fails to map. */
const refused = [
  ['.#', '#.'],
  ['base.qcow2 qcow2 64k |.|', 'top.qcow2 qcow2 64k crypt=aes:x |#|'],
  ['top.qcow2 qcow2 512 data=top.data |.#|', '    set l2[1] = 0x8000000000000000'],
  ['top.qcow2 qcow2 64k |#|', '    set header.autoclear_features = 2'],
];

/** Our implementation, but it refuses all images, in the words that `refusal` gives for the folder of each. */
function refusesAll(refusal: (folder: string) => string): InProcess {
  return {
    ...inProcess,
    answer: (_query, folder) => ({
      kind: 'outcome',
      outcome: {
        stdout: Buffer.alloc(0),
        stderr: Buffer.from(refusal(folder)),
        end: { kind: 'exit', status: 1 },
      },
    }),
  };
}

/** The signatures of what some chains show in a subject, and how many reductions that takes. */
async function findingsIn(
  subject: InProcess,
  chains: readonly (readonly string[])[],
  known: ReadonlySet<string> = new Set(),
): Promise<{ readonly reductions: number; readonly signatures: string[] }> {
  const parties = { ...judgedByModel(subject), oracles: oracles.slice(-1) };
  const plan = { ...investigationOf(parties, fresh), known };
  const findings = new Findings(plan, { found: () => {} }, () => 0);
  let reductions = 0;
  for (const rows of chains) {
    const value = parseRows(rows);
    const check = await firstCheck(plan, value, first => first);
    await findings.record(value, 'a test', check!);
    await findings.reduce((sighting, reduction, origin) => {
      reductions += 1;
      return reduceStored({ ...plan, reduction }, sighting, origin);
    });
  }
  return { reductions, signatures: [...findings.found.keys()] };
}

const opening = (words: string): string => `qemu-img: Could not open 'a': ${words}\n`;

test.skipIf(oracles.length === 0)(
  'a wrong refusal is one finding, whatever qemu-img refuses in its place',
  async () => {
    const subject = refusesAll(() => opening('unknown compression type: 7'));
    const whole =
      'subject: exit (exit 1 / exit 0): qemu-img: Could not open NAME: unknown compression type: N';
    const { signatures, reductions } = await findingsIn(subject, refused);
    expect(signatures).toEqual([whole]);
    // Once the refusal is known to be wrong by itself, its other sightings need none.
    expect(reductions).toBeLessThan(refused.length);
    const others = await findingsIn(subject, refused, new Set([whole]));
    expect(others.signatures.filter(signature => signature !== whole)).toHaveLength(refused.length - 1);
  },
);

test.skipIf(oracles.length === 0)('wrong refusals in other words are other findings', async () => {
  const subject = refusesAll(folder =>
    opening(existsSync(join(folder, 'top.data')) ? 'no data files' : 'no images'),
  );
  expect((await findingsIn(subject, refused)).signatures).toEqual([
    'subject: exit (exit 1 / exit 0): qemu-img: Could not open NAME: no images',
    'subject: exit (exit 1 / exit 0): qemu-img: Could not open NAME: no data files, with data',
  ]);
});

test.skipIf(oracles.length === 0)(
  'a missing refusal is one finding, whatever is refused in its place',
  async () => {
    const subject: InProcess = {
      ...inProcess,
      answer: (query, folder, profile) => {
        const answer = inProcess.answer(query, folder, profile);
        const missed = answer.kind === 'outcome' && answer.outcome.stderr.includes('Zero cluster entry');
        if (!missed) return answer;
        const refuses = statSync(join(folder, 'top.qcow2')).size > 65_536;
        const stderr = Buffer.from(refuses ? 'qcow2: Cluster allocation offset is unaligned\n' : '');
        const end = { kind: 'exit', status: refuses ? 1 : 0 } as const;
        return { kind: 'outcome', outcome: { stdout: Buffer.from(refuses ? '' : '[]\n'), stderr, end } };
      },
    };
    const missing = [
      ['top.qcow2 qcow2 512 v2 |.#|', '    set l2[1] = 1'],
      ['top.qcow2 qcow2 64k v2 |#|', '    set l2[0] = 0x58001'],
    ];
    const { signatures } = await findingsIn(subject, missing);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toContain('Zero cluster entry found');
  },
);
