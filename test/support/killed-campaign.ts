/**
 * A program that follows one check of a faulty subject, and stores findings in the folder that it is given. It kills itself
 * (SIGKILL) as soon as the subject is queried again.
 */
import { openScratch } from '../../src/harness/files/scratch.ts';
import { Findings } from '../../src/harness/finding/findings.ts';
import { firstCheck } from '../../src/harness/finding/search/first-check.ts';
import { confusesZeros, faultyCase } from './faulty-case.ts';
import { investigationOf, judgedByModel } from './investigation.ts';
import { plantFault } from './planted-fault.ts';

const [findings] = process.argv.slice(2) as [string];
let queries = 0;
const subject = plantFault(stdout => {
  queries += 1;
  if (queries > 1) process.kill(process.pid, 'SIGKILL');
  return confusesZeros(stdout);
});
const plan = investigationOf(judgedByModel(subject), { scratch: await openScratch(), findings });
const check = await firstCheck(plan, faultyCase, first => first);
await new Findings(plan, { found: () => {} }, () => 0).record(faultyCase, 'a test', check!);
