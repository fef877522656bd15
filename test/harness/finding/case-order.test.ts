import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { Findings, type Reduce } from '../../../src/harness/finding/findings.ts';
import { firstCheck } from '../../../src/harness/finding/search/first-check.ts';
import { storeAndIdentify } from '../../../src/harness/finding/store-and-identify.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../support/investigation.ts';
import { plantFault } from '../../support/planted-fault.ts';

const fresh = freshScratch();

const subject = plantFault(text =>
  text.replaceAll('"zero": true', '"zero": false').replaceAll('"depth": 1', '"depth": 2'),
);
const query = 'map --output=json top.qcow2';
const zeros = parseRows(['top.qcow2 qcow2 64k |#0#|', query]);
const depth = parseRows(['base.qcow2 qcow2 64k |##|', 'top.qcow2 qcow2 64k |..|', query]);

/** A reduction that changes nothing, and takes long for the first case. */
const slowFirst: Reduce = async (sighting, _reduction, origin) => {
  await setTimeout(origin === 'case 0' ? 50 : 0);
  return sighting;
};

test.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]]])(
  'of sightings that come in the order %j the first is that of the first case, and so are the reports',
  async order => {
    const plan = investigationOf(judgedByModel(subject), fresh);
    const reported: string[] = [];
    const findings = new Findings(
      plan,
      { found: ({ firstSeen }) => reported.push(firstSeen.origin) },
      () => 0,
    );
    const cases = [zeros, zeros, depth];
    for (const at of order) {
      const origin = `case ${at}`;
      const check = await firstCheck(plan, cases[at]!, first => first);
      findings.add((await storeAndIdentify(plan, cases[at]!, origin, check!))!, origin, at);
    }
    expect(findings.pending).toBe(2);
    expect(readdirSync(fresh.findings)).toHaveLength(2);
    await Promise.all([findings.reduce(slowFirst), findings.reduce(slowFirst)]);
    expect(reported).toEqual(['case 0', 'case 2']);
    expect([...findings.found.values()].map(({ checks }) => checks)).toEqual([2, 1]);
  },
);
