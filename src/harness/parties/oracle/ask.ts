import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { OracleAnswer, Outcome } from '../../answers/outcome.ts';
import { readMap } from '../../answers/reading.ts';
import { atOnce, type Turns } from './child/lanes.ts';
import type { Oracle } from './find.ts';
import { asksForContext, nbdQuery } from './nbd-query.ts';
import { askServer } from './serve.ts';
import { defaultLimits, type StartLimits, start } from './start.ts';

/** How a campaign asks: the limits of one start, the signal that ends everything, and who may run at once. */
export interface Asking {
  readonly limits?: StartLimits;
  readonly cancel?: AbortSignal;
  /** Absent: all at once. */
  readonly turns?: Turns;
}

/**
 * One query to one oracle, in the case's folder: a map to its qemu-img, a context of NBD to its qemu-nbd and nbdinfo. An
 * answer that these programs never give is an oracle error of kind `rubbish`, so that a broken build or a wrapper that
 * fails is never taken for a finding.
 */
export async function ask(
  oracle: Oracle,
  query: Query,
  folder: string,
  { limits = defaultLimits, cancel, turns = atOnce }: Asking = {},
): Promise<OracleAnswer> {
  if (asksForContext(query)) {
    if (oracle.nbd.kind === 'incomplete') return { kind: 'skipped', reason: oracle.nbd.reason };
    const asked = nbdQuery(query);
    if (asked.kind === 'skipped') return asked;
    const { nbd } = oracle;
    return sound(await turns.hold(() => askServer(nbd, asked, folder, limits, cancel)), rubbishOfNbd);
  }
  const words = ['map', ...query];
  return sound(await start(oracle.program, words, folder, limits, cancel, 'SIGKILL', turns), rubbishOfMap);
}

/** No program ends itself by these: somebody did, or the system for want of memory. Other signals are crashes. */
const sentByOthers: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']);

function sound(answer: OracleAnswer, rubbishIn: (outcome: Outcome) => string | undefined): OracleAnswer {
  if (answer.kind !== 'outcome') return answer;
  const { end } = answer.outcome;
  if (end.kind === 'signal' && sentByOthers.has(end.signal))
    return { kind: 'error', error: { kind: 'killed', detail: `ended from outside, by ${end.signal}` } };
  const why = rubbishIn(answer.outcome);
  return why === undefined ? answer : { kind: 'error', error: { kind: 'rubbish', detail: why } };
}

/** qemu-img ends with 0 and a map, or with 1 and a line on stderr in its own name (semantics: every refusal has one). */
function rubbishOfMap({ stdout, stderr, end }: Outcome): string | undefined {
  if (end.kind !== 'exit') return undefined;
  const said = stderr.toString('latin1');
  if (end.status === 0) {
    const reading = readMap({ stdout, stderr, end });
    if (reading.kind === 'rubbish') return reading.why;
    return reading.kind === 'nothing' ? 'exit status 0 and nothing on stdout' : undefined;
  }
  if (end.status !== 1) return `exit status ${end.status}: ${said.split('\n', 1)[0] || 'nothing on stderr'}`;
  return /^qemu-img\b/m.test(said)
    ? undefined
    : `exit status 1 without a word of qemu-img: ${JSON.stringify(said)}`;
}

/** nbdinfo ends with 0 and nothing but blocks, or with 1 and a line of its own or of qemu-nbd that is about the image. */
function rubbishOfNbd(outcome: Outcome): string | undefined {
  const { end, stdout } = outcome;
  if (end.kind !== 'exit') return undefined;
  const said = outcome.stderr.toString('latin1');
  if (end.status === 0) {
    const reading = readMap(outcome);
    if (stdout.length === 0 || (reading.kind === 'extents' && reading.output === 'nbd')) return undefined;
    return reading.kind === 'rubbish' ? reading.why : 'a map where blocks were asked for';
  }
  return end.status === 1 && /^(?:nbdinfo: nbd_block_status|qemu-nbd): /m.test(said)
    ? undefined
    : `exit status ${end.status}: ${said.trim() || 'nothing on stderr'}`;
}
