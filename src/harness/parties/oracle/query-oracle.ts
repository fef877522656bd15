import { readWords, requestsHelp } from '../../../../generators/recipe/query/query-words.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { OracleAnswer, Outcome } from '../../answers/outcome.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { type Scheduler, unscheduled } from '../child/scheduler.ts';
import { nbdQuery, requestsContext } from './nbd/nbd-query.ts';
import { queryNbdServer } from './nbd/query-nbd-server.ts';
import type { Oracle } from './oracle.ts';
import { defaultLimits, type StartLimits } from './program.ts';
import { start } from './start.ts';

/** How an oracle is queried. */
export interface QueryOptions {
  /** Limits of each program that is started. */
  readonly limits?: StartLimits;
  /** Ends all programs. */
  readonly cancel?: AbortSignal;
  /** Absent: programs start at once. */
  readonly scheduler?: Scheduler;
  /** The chain: a query is skipped if it needs something that the oracle lacks. */
  readonly recipe?: Recipe;
}

/**
 * Runs one query in the case's folder: a map by the oracle's qemu-img, a context of NBD by its qemu-nbd and nbdinfo. An
 * answer that these programs never give is an oracle error of kind `rubbish`, so that a broken build, or a wrapper that
 * fails, is not taken for a finding.
 */
export async function queryOracle(
  oracle: Oracle,
  query: Query,
  folder: string,
  { limits = defaultLimits, cancel, scheduler = unscheduled, recipe }: QueryOptions = {},
): Promise<OracleAnswer> {
  const lack = recipe && oracle.lacks?.find(each => each.isNeededBy(recipe, query));
  if (lack !== undefined) return { kind: 'skipped', reason: `this qemu-img lacks ${lack.name}` };
  const options = { limits, ...(cancel !== undefined && { cancel }) };
  if (!requestsContext(query))
    return checked(
      await start(oracle.program, ['map', ...query], folder, { ...options, scheduler }),
      outcome => rubbishOfMap(outcome, query),
    );
  const { nbd } = oracle;
  if (nbd.kind === 'incomplete') return { kind: 'skipped', reason: nbd.reason };
  const spelled = nbdQuery(query);
  if (spelled.kind === 'skipped') return spelled;
  return checked(await scheduler.hold(() => queryNbdServer(nbd, spelled, folder, options)), rubbishOfNbd);
}

/** No program ends itself by these signals: a user sent them, or the system when memory ran out. Others are crashes. */
const sentByOthers: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']);

function checked(answer: OracleAnswer, rubbishIn: (outcome: Outcome) => string | undefined): OracleAnswer {
  if (answer.kind !== 'outcome') return answer;
  const { end } = answer.outcome;
  if (end.kind === 'cut')
    return { kind: 'error', error: { kind: 'killed', detail: 'ended with the run', ran: end.milliseconds } };
  if (end.kind === 'signal' && sentByOthers.has(end.signal))
    return { kind: 'error', error: { kind: 'killed', detail: `ended from outside, by ${end.signal}` } };
  const why = rubbishIn(answer.outcome);
  return why === undefined ? answer : { kind: 'error', error: { kind: 'rubbish', detail: why } };
}

/** qemu-img ends with 0 and a map, or the help that was requested, or with 1 and a line on stderr that begins with its name, as every refusal has one, or is that of a driver. */
function rubbishOfMap(outcome: Outcome, query: Query): string | undefined {
  const { stderr, end } = outcome;
  if (end.kind !== 'exit') return undefined;
  const text = stderr.toString('latin1');
  if (end.status === 0) {
    const parsed = parseStdout(outcome);
    if (parsed.kind === 'rubbish') return parsed.why;
    if (parsed.kind === 'help')
      return requestsHelp(readWords(query)) ? undefined : 'help where a map was requested';
    return parsed.kind === 'nothing' ? 'exit status 0 and nothing on stdout' : undefined;
  }
  if (end.status !== 1) return `exit status ${end.status}: ${text.split('\n', 1)[0] || 'nothing on stderr'}`;
  return /^qemu-img\b/m.test(text) || endedByDriver(text, query)
    ? undefined
    : `exit status 1 without a word of qemu-img: ${JSON.stringify(text)}`;
}

/** Whether a driver that the query names has ended qemu-img, with a line of its own, because children of it have different bytes. */
function endedByDriver(text: string, query: Query): boolean {
  const driver = /^(blkverify|quorum): (?:read )?offset=\d+ bytes=\d+ .* mismatch /m.exec(text)?.[1];
  return driver !== undefined && query.some(word => word.includes(driver));
}

/** What nbdinfo says of a bitmap without a name. Of any other context that it doesn't get, the server is to blame. */
const namelessBitmap = 'nbdinfo: --map: server does not support metadata context "qemu:dirty-bitmap:"';

/** nbdinfo ends with 0 and nothing but blocks, or with 1 and a line from itself or qemu-nbd about the image. */
function rubbishOfNbd(outcome: Outcome): string | undefined {
  const { end, stdout } = outcome;
  if (end.kind !== 'exit') return undefined;
  const text = outcome.stderr.toString('latin1');
  if (end.status === 0) {
    const parsed = parseStdout(outcome);
    if (stdout.length === 0 || (parsed.kind === 'extents' && parsed.output === 'nbd')) return undefined;
    return parsed.kind === 'rubbish' ? parsed.why : 'a map where blocks were requested';
  }
  return end.status === 1 &&
    (/^(?:nbdinfo: nbd_block_status|qemu-nbd): /m.test(text) || text.includes(namelessBitmap))
    ? undefined
    : `exit status ${end.status}: ${text.trim() || 'nothing on stderr'}`;
}
