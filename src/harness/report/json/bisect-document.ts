import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { JsonSchema } from '../../../map/index.ts';
import type { LostOracle } from '../../parties/oracle/find-oracles.ts';
import type { Bisection } from '../../runs/hunt/bisect.ts';
import { lostSchema } from '../../runs/result/result-schema.ts';
import { count, list, object, oneOf, text } from '../../runs/result/schema-parts.ts';
import type { ProgramCount } from '../bisection-lines.ts';
import { queryLine } from '../words/query-line.ts';
import { answerDocument, answerSchema } from './answer-document.ts';
import { type Document, documentSchema, formatOf } from './document.ts';
import { oracleDocument, oracleSchema } from './oracle-document.ts';

/** What `bisect --json` prints. */
export function bisectDocument(
  bisection: Bisection,
  queries: readonly Query[],
  { started, all }: ProgramCount,
  lost: readonly LostOracle[],
): Document {
  return {
    format: formatOf('bisect'),
    result: bisection.kind,
    started,
    all,
    ...resultKeys(bisection, queries),
    lost,
  };
}

function resultKeys(bisection: Bisection, queries: readonly Query[]): object {
  switch (bisection.kind) {
    case 'unchanged':
      return {};
    case 'unanswered':
      return { unanswered: { oracle: oracleDocument(bisection.oracle), reason: bisection.reason } };
    case 'changed': {
      const { query, before, after, between } = bisection;
      return {
        query: queryLine(queries[query]!),
        before: answerDocument(before),
        after: answerDocument(after),
        between: between.map(oracleDocument),
      };
    }
  }
}

/** The JSON Schema of what `bisect --json` prints. */
export const bisectSchema: JsonSchema = documentSchema(
  'bisect',
  'The first qemu-img that answers a case differently from the oldest.',
  {
    result: oneOf(['unchanged', 'changed', 'unanswered'], 'With status 0, 1 and 3.'),
    started: count('How many qemu-imgs were asked.'),
    all: count('How many there are.'),
    lost: lostSchema,
  },
  {
    query: text('The first query whose answers differ.'),
    before: answerSchema,
    after: answerSchema,
    between: list(oracleSchema, 'Those between the two, which gave no answer.'),
    unanswered: object('The first or the last, which gave no answer.', {
      oracle: oracleSchema,
      reason: text('Why.'),
    }),
  },
);
