import type { Query } from '../../../generators/recipe/recipe.ts';
import type { Oracle } from './find.ts';
import type { OracleAnswer, Outcome } from './outcome.ts';
import { readMap } from './reading.ts';
import { defaultLimits, type StartLimits, start } from './start.ts';

/** How a campaign asks: the limits of one start, and the signal that ends everything. */
export interface Asking {
  readonly limits?: StartLimits;
  readonly cancel?: AbortSignal;
}

/**
 * One query to one oracle, in the case's folder. An answer that no qemu-img gives is an oracle error of kind `rubbish`,
 * so that a broken build or a wrapper that fails is never taken for a finding.
 */
export async function ask(
  oracle: Oracle,
  query: Query,
  folder: string,
  { limits = defaultLimits, cancel }: Asking = {},
): Promise<OracleAnswer> {
  const answer = await start(oracle.program, ['map', ...query], folder, limits, cancel);
  if (answer.kind === 'error') return answer;
  const why = rubbishIn(answer.outcome);
  return why === undefined ? answer : { kind: 'error', error: { kind: 'rubbish', detail: why } };
}

/** qemu-img ends with 0 and a map, or with 1 and a line on stderr in its own name (semantics: every refusal has one). */
function rubbishIn({ stdout, stderr, end }: Outcome): string | undefined {
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
