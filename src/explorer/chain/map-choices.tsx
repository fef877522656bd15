import type { VNode } from 'preact';
import type { Output } from '../worker/tasks/map-chain.ts';
import { type MapState, outputs } from './map-state.ts';

interface Properties {
  /** The queries of the chain, in words. One alone is no choice. */
  readonly queries: readonly string[];
  readonly state: MapState;
  readonly onState: (state: MapState) => void;
}

/** Which query is mapped, and as what its answers are shown. */
export function MapChoices({ queries, state, onState }: Properties): VNode {
  return (
    <>
      {queries.length > 1 && (
        <label>
          Query{' '}
          <select
            value={state.query}
            onChange={({ currentTarget }) => onState({ ...state, query: Number(currentTarget.value) })}
          >
            {queries.map((text, index) => (
              <option value={index}>{text}</option>
            ))}
          </select>
        </label>
      )}
      <fieldset class="choice">
        <legend>Answer as</legend>
        {Object.entries(outputs).map(([name, title]) => (
          <label>
            <input
              type="radio"
              name="output"
              checked={name === state.output}
              onChange={() => onState({ ...state, output: name as Output })}
            />
            {title}
          </label>
        ))}
      </fieldset>
    </>
  );
}
