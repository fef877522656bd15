import { Command } from 'commander';
import { checkGolden } from '../harness/golden/check-goldens.ts';
import { goldenCases } from '../harness/golden/golden-cases.ts';
import { recordGoldens } from '../harness/golden/record.ts';
import { goldenLines, goldenStatus } from '../harness/report/goldens.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { plural } from '../harness/report/plural.ts';
import { inProcess } from '../harness/subject/in-process.ts';
import { withSession } from './session.ts';

/** `map-parity golden`: our map against the goldens; `--record` takes them anew from the fetched oracles. */
export function goldenCommand(end: (status: number) => void): Command {
  return new Command('golden')
    .description('check our map against what was recorded from real qemu-imgs, or record it anew')
    .option('--record', 'record from the fetched qemu-imgs what golden/cases asks')
    .action(async ({ record }: { record?: boolean }) => end(await (record ? recordAll() : checkAll())));
}

function checkAll(): Promise<number> {
  return withSession([], async ({ scratch }) => {
    const results = goldenCases().map(golden => checkGolden(golden, inProcess, scratch));
    for (const line of goldenLines(results)) console.log(line);
    return goldenStatus(results);
  });
}

function recordAll(): Promise<number> {
  return withSession([], async ({ found, scratch }) => {
    for (const line of oracleLines(found)) console.log(line);
    const { cases, changed } = await recordGoldens(found, scratch);
    for (const path of changed) console.log(`changed ${path}`);
    console.log(`${plural(cases, 'golden case')} recorded, ${plural(changed.length, 'file')} changed`);
    return 0;
  });
}
