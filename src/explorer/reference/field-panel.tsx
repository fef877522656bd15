import type { VNode } from 'preact';
import { type EntryKey, entryFields } from '../../map/profile/entry-fields.ts';
import { AnswersView } from '../chain/answers-view.tsx';
import { DrawingPanel } from '../chain/drawing-panel.tsx';
import { firstState } from '../chain/map-state.ts';
import { addressOf } from '../shell/address.ts';
import { ChainLink } from '../shell/chain-link.tsx';
import { openChain } from '../shell/open-chain.ts';
import { useTask } from '../worker/use-task.ts';
import { fieldChains } from './field-chains.ts';

const since: Readonly<Record<'presentKey' | 'compressedKey', string>> = {
  presentKey: 'since 6.1',
  compressedKey: 'since 8.2',
};

/** What a key of map's JSON means, and a chain that shows how readers get it wrong. */
export function FieldPanel({ name }: { readonly name: EntryKey }): VNode {
  const { type, behaviour, optional, meaning } = entryFields[name];
  const { text, look } = fieldChains[name];
  const { value } = useTask('mapChain', { chain: { kind: 'text', text }, ...firstState }, name);
  return (
    <article aria-labelledby="field-name">
      <h2 id="field-name">
        <code>{name}</code>
      </h2>
      <p class="quiet">
        {type}
        {optional === true && ', absent where it has no value'}
        {behaviour !== undefined && (
          <>
            , <a href={addressOf('behaviours', behaviour)}>{since[behaviour]}</a>
          </>
        )}
      </p>
      <p>{meaning}</p>
      <h3>A chain that shows it</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{text}</pre>
      <p>{look}</p>
      <p>
        <ChainLink text={text}>Open it in the editor</ChainLink>
      </p>
      {value?.kind === 'mapped' && (
        <>
          {value.drawing !== undefined && (
            <DrawingPanel drawing={value.drawing} onPoint={at => openChain(text, at)} />
          )}
          <AnswersView answers={value.answers} />
        </>
      )}
    </article>
  );
}
