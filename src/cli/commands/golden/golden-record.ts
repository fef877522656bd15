import { Command } from 'commander';
import { examples } from '../../options/help.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { refuseInCi } from '../../session/refuse-in-ci.ts';
import { type Session, withSession } from '../../session/session.ts';
import { makeRecordings, originOf, writeUnchanged } from './golden-recordings.ts';

/** `map-parity golden record`. */
export function goldenRecordCommand(end: (status: number) => void): Command {
  return new Command('record')
    .description('record the cases that have no record from the fetched qemu-imgs; never replace an outcome')
    .addOption(oracleOption('add the outcomes of this qemu-img to all records; repeatable'))
    .addHelpText('after', examples(['golden record', 'golden record --oracle build/qemu-img']))
    .action(async ({ oracle }: { oracle: readonly string[] }) => {
      refuseInCi('golden record');
      end(await withSession(oracle, session => record(session, oracle)));
    });
}

async function record(session: Session, paths: readonly string[]): Promise<number> {
  const all = await makeRecordings(session, paths);
  if (all === undefined) return 0;
  return writeUnchanged(all, originOf(session.found.oracles), 'look at them: npm run golden -- review');
}
