import { caseFolders, type Scratch } from '../../../files/scratch.ts';
import { exitAtOnce } from '../../../parties/child/exit-at-once.ts';
import { partiesOf } from '../../../parties/plain-lab.ts';
import { openBareMeter } from '../../campaign/bare-rate.ts';
import { measureRate } from './measure-rate.ts';
import type { RateRequest } from './rate-process.ts';

// The program of a process that measures one rate.

async function answerTo(request: RateRequest): Promise<void> {
  const { lab, folder, seed, indexes, jobs, runners, runs, besideBare } = request;
  const parties = partiesOf(lab);
  // Whoever has made the folder removes it.
  const scratch: Scratch = { folder, holes: lab.holes, caseFolder: caseFolders(folder), close: () => {} };
  // Opened before this thread lowers its priority, which the meter would inherit.
  const bare = besideBare ? openBareMeter(parties, scratch, jobs) : undefined;
  const crew = {
    ...{
      jobs,
      seed,
      features: [],
      parties,
      scratch,
      known: new Set<string>(),
      findings: `${folder}/findings`,
    },
    ...(besideBare && ({ stepsBack: true } as const)),
  };
  const rate = await measureRate({ crew, runners, indexes, runs, ...(bare && { bare }) });
  bare?.close();
  process.send!(rate, () => exitAtOnce(0));
}

process.on('disconnect', () => exitAtOnce(0));
process.once('message', request => answerTo(request as RateRequest));
