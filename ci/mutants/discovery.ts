import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** What finds a fault, and how soon. */
export interface Discovery {
  /** The goldens differ, which takes no qemu-img. */
  readonly byGoldens: boolean;
  /** The sweep of all pairs of neighbouring columns differs. */
  readonly bySweep: boolean;
  /** The index of the first case of a campaign that shows it; undefined if none does. */
  readonly atCase: number | undefined;
  /** How many findings the campaign makes of the one fault. */
  readonly findings: number;
  /** The smallest case of the first finding; empty without one. If the campaign has checked nothing, it says so. */
  readonly smallest: string;
}

/** How a fault is searched for. */
export interface Search {
  /** The version of a fetched qemu-img. */
  readonly oracle: string;
  /** The time of the campaign, like `30s`. */
  readonly time: string;
}

/** The exit status of a run that proves nothing. */
const nothingChecked = 3;

interface ResultText {
  readonly findings: readonly {
    readonly known: boolean;
    readonly case: string;
    readonly met?: { readonly origin: string; readonly milliseconds: number };
  }[];
}

/** Lets the goldens, a sweep and a campaign of a copied checkout search for the fault that was planted in it. */
export async function discover(folder: string, { oracle, time }: Search): Promise<Discovery> {
  const result = join(folder, 'result.json');
  const findings = join(folder, 'findings');
  const run = async (...args: string[]): Promise<number | undefined> => {
    const command = ['src/cli/main.ts', ...args];
    return (await execa(process.execPath, command, { cwd: folder, reject: false })).exitCode;
  };
  rmSync(findings, { recursive: true, force: true });
  const byGoldens = (await run('golden', 'check')) === 1;
  const bySweep = (await run('sweep', '--oracle', oracle, '--findings', findings)) === 1;
  rmSync(findings, { recursive: true, force: true });
  const campaign = ['--no-goldens', '--oracle', oracle, '--time', time, '--findings', findings];
  // The result of the fault before would be taken for that of this one.
  rmSync(result, { force: true });
  const status = await run('run', ...campaign, '--result', result);
  const none = { byGoldens, bySweep, atCase: undefined, findings: 0 };
  if (!existsSync(result))
    return { ...none, smallest: `the campaign ended with ${status}, without a result` };
  if (status === nothingChecked) return { ...none, smallest: 'the campaign checked no case in its time' };
  const text = JSON.parse(readFileSync(result, 'utf8')) as ResultText;
  const found = text.findings
    .filter(({ known }) => !known)
    .toSorted((a, b) => (a.met?.milliseconds ?? 0) - (b.met?.milliseconds ?? 0));
  const [first] = found;
  const origin = /case (\d+)$/.exec(first?.met?.origin ?? '');
  return {
    byGoldens,
    bySweep,
    atCase: origin === null ? undefined : Number(origin[1]),
    findings: found.length,
    smallest: first?.case ?? '',
  };
}
