import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { openScratch } from '../../src/harness/files/scratch.ts';
import { plainLabOf } from '../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import { openWorkerCrew } from '../../src/harness/runs/workers/crew/worker-crew.ts';
import { investigationOf, judgedByModel } from './investigation.ts';

// Starts programs by node's spawn, one after the other, while three workers start, here from their sources.
delete process.env.MAP_PARITY_WORKER;

const scratch = await openScratch();
const investigation = investigationOf(judgedByModel(inProcess), { scratch, findings: scratch.folder });
const plan = { ...investigation, seed: 1, features: [], jobs: 3 };
const opening = openWorkerCrew(plan, plainLabOf(plan)!);
let isOpen = false;
void opening.then(() => {
  isOpen = true;
});
while (!isOpen) {
  spawnSync('/bin/true');
  await setImmediate();
}
await (await opening)?.close();
scratch.close();
