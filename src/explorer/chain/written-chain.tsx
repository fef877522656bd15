import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { PictureField } from '../editor/picture-field.tsx';
import { addressOf } from '../shell/address.ts';
import { packText } from '../shell/packed-text.ts';
import type { Loading } from '../shell/use-data.ts';
import { useWrittenAddress } from '../shell/use-written-address.ts';
import { ChainPanel } from './chain-panel.tsx';
import { readMapState, writeMapState } from './map-state.ts';

interface Properties {
  /** The text to begin with. */
  readonly text: string;
  /** The golden case that has this text; empty: none. */
  readonly name: string;
  readonly parameters: URLSearchParams;
  /** The names of the golden cases. */
  readonly cases: Loading<readonly string[]>;
}

/** The editor of a chain, and below it the chain, drawn and mapped. The address always holds the chain as it is. */
export function WrittenChainView({ text: begun, name, parameters, cases }: Properties): VNode {
  const [text, setText] = useState(begun);
  const [state, setState] = useState(() => readMapState(parameters));
  useWrittenAddress(async () => {
    const held = text === begun && parameters.get('c') === null ? {} : { c: await packText(text) };
    return addressOf('chain', 'c' in held ? '' : name, { ...held, ...writeMapState(state) });
  }, [text, state]);
  return (
    <>
      <div class="controls">
        <label>
          Begin with{' '}
          <select
            value={text === begun ? name : ''}
            onChange={({ currentTarget }) => {
              location.hash = addressOf('chain', currentTarget.value);
            }}
          >
            <option value="">a chain of your own</option>
            {cases.kind === 'loaded' && cases.data.map(each => <option value={each}>{each}</option>)}
          </select>
        </label>
      </div>
      <PictureField text={begun} onText={setText} />
      <ChainPanel chain={{ kind: 'text', text }} chainKey={text} state={state} onState={setState} />
    </>
  );
}
