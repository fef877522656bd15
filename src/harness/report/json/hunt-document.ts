import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { JsonSchema } from '../../../map/index.ts';
import type { FoundOracles } from '../../parties/oracle/find-oracles.ts';
import type { Change } from '../../runs/hunt/change.ts';
import type { Hunt } from '../../runs/hunt/hunt.ts';
import type { StoredChange } from '../../runs/hunt/store-change.ts';
import { lostSchema } from '../../runs/result/result-schema.ts';
import { count, counts, flag, list, object, text } from '../../runs/result/schema-parts.ts';
import { answerDocument, answerSchema } from './answer-document.ts';
import { type Document, documentSchema, formatOf } from './document.ts';
import { oracleDocument, oracleSchema } from './oracle-document.ts';

/** What `hunt --json` prints. */
export function huntDocument(
  { changes, ...counted }: Hunt,
  stored: ReadonlyMap<Change, StoredChange>,
  { oracles, lost }: FoundOracles,
): Document {
  return {
    format: formatOf('hunt'),
    ...counted,
    changes: changes.map(change => changeDocument(change, stored.get(change))),
    oracles: oracles.map(oracleDocument),
    lost,
  };
}

function changeDocument(
  { first, reason, queries, example }: Change,
  stored: StoredChange | undefined,
): object {
  const { name, recipe, query, groups } = example;
  const { before, after } = stored ?? example;
  return {
    first,
    known: reason.kind === 'known',
    reason: reason.kind === 'known' ? reason.why : reason.difference,
    queries,
    origin: name,
    case: printCase(stored?.value ?? { recipe, queries: [query], notes: [] }),
    groups,
    before: answerDocument(before),
    after: answerDocument(after),
    ...(stored !== undefined && { stored: stored.path }),
  };
}

const change = object(
  'One distinct change.',
  {
    first: text('The first qemu-img that has it.'),
    known: flag('The table of behaviours has a reason.'),
    reason: text('That reason; without one the difference in words.'),
    queries: count('How many queries show it.'),
    origin: text('The name of a case that shows it.'),
    case: text('That case, or the stored one that it was reduced to.'),
    groups: list(list(text('A name.'), 'They agree.'), 'Which qemu-imgs agree in the named case.'),
    before: answerSchema,
    after: answerSchema,
  },
  { stored: text('The file of the reduced case.') },
);

/** The JSON Schema of what `hunt --json` prints. */
export const huntSchema: JsonSchema = documentSchema('hunt', 'The changes between qemu-imgs.', {
  cases: count('Number of cases.'),
  queries: count('Number of queries.'),
  compared: count('Queries that at least two qemu-imgs answered; without any nothing is proved.'),
  unanimous: count('Queries with the same answer from all.'),
  missing: counts('Queries without an answer, by the reason.'),
  failed: flag('A program failed, so changes may be missing.'),
  changes: list(change, 'The changes; one that is not known ends with status 1.'),
  oracles: list(oracleSchema, 'The qemu-imgs, oldest first.'),
  lost: lostSchema,
});
