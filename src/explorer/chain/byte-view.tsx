import type { VNode } from 'preact';
import { parseByteSize } from '../../../generators/recipe/byte-size.ts';
import { offsetText } from '../../drawing/offset-text.ts';
import { describeExtent } from '../../harness/answers/extents/describe-extent.ts';
import type { ShownAnswer } from '../worker/answer/shown-answer.ts';
import type { ChainInput } from '../worker/open/chain-input.ts';
import type { ExplainedByte } from '../worker/tasks/explain-byte.ts';
import { useTask } from '../worker/use-task.ts';
import type { MapState } from './map-state.ts';
import { WordBits } from './word-bits.tsx';

interface Properties {
  readonly chain: ChainInput;
  readonly chainKey: string;
  readonly state: MapState;
  readonly answers: readonly ShownAnswer[];
  readonly onState: (state: MapState) => void;
}

/** One guest byte: which layer answers, by which table entries and which rule, and the extents that hold it. */
export function ByteView({ chain, chainKey, state, answers, onState }: Properties): VNode {
  const { at, query } = state;
  const { value } = useTask(
    'explainByte',
    at === undefined ? undefined : { chain, query, at },
    `${chainKey} ${query} ${at}`,
  );
  return (
    <section aria-labelledby="byte-title">
      <h2 id="byte-title">One byte</h2>
      <label>
        Guest offset{' '}
        <input
          value={at === undefined ? '' : String(at)}
          placeholder="65536 or 64k"
          onChange={({ currentTarget }) =>
            onState({ ...state, at: parseByteSize(currentTarget.value.trim()) })
          }
        />
      </label>{' '}
      {at === undefined ? (
        <span class="quiet">Click a cell or a bar above, or type an offset.</span>
      ) : (
        <span class="quiet">{offsetText(at)}</span>
      )}
      {at !== undefined && value !== undefined && <Explained byte={value} />}
      {at !== undefined && (
        <ul class="extents">
          {answers.map(({ versions, pointed }) => (
            <li>
              <b>{versions.join(', ')}</b>: {pointed === undefined ? 'no extent' : describeExtent(pointed)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Explained({ byte: { layers, failure } }: { readonly byte: ExplainedByte }): VNode {
  return (
    <>
      {failure !== undefined && <p class="mistake">No explanation: {failure}</p>}
      <ol class="explained">
        {layers.map(({ explanation, lines: [head = '', ...lines] }) => (
          <li>
            <b>{head.trim()}</b>
            {(explanation.lookup?.entries ?? []).map(entry => (
              <WordBits entry={entry} />
            ))}
            <div class="lines">{lines.map(line => line.trim()).join('\n')}</div>
          </li>
        ))}
      </ol>
    </>
  );
}
