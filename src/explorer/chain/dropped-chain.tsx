import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { printWord } from '../../../generators/recipe/picture/text/word.ts';
import { addressOf } from '../shell/address.ts';
import { packText } from '../shell/packed-text.ts';
import { SlowTask } from '../shell/slow-task.tsx';
import type { ChainInput, DroppedFile } from '../worker/open/chain-input.ts';
import type { MappedChain } from '../worker/tasks/map-chain.ts';
import { useTask } from '../worker/use-task.ts';
import { ChainPanel } from './chain-panel.tsx';
import { firstState, type MapState } from './map-state.ts';

/** A chain of the user's files: which of them is its top, the arguments of map, what is missing, and the chain, drawn and mapped. */
export function DroppedChainView({ files }: { readonly files: readonly DroppedFile[] }): VNode {
  const filesKey = files.map(({ name, blob }) => `${name}\0${blob.size}`).join('\0');
  const { value: tops, failure, slow, cancel } = useTask('findTops', files, filesKey);
  const [typed, setTyped] = useState<string>();
  const [state, setState] = useState<MapState>(firstState);
  const [mapped, setMapped] = useState<MappedChain>();
  if (tops === undefined)
    return (
      <p class="quiet">
        {failure ?? 'Reading the headers …'} <SlowTask slow={slow} cancel={cancel} />
      </p>
    );
  const words = typed ?? printWord(tops[0] ?? '');
  const chain: ChainInput = { kind: 'files', files, words };
  return (
    <>
      <div class="controls">
        <label>
          Top image{' '}
          <select value={words} onChange={({ currentTarget }) => setTyped(currentTarget.value)}>
            {[...new Set([...tops, ...files.map(({ name }) => name)])].map(name => (
              <option value={printWord(name)}>{name}</option>
            ))}
          </select>
        </label>
        <label class="wide">
          qemu-img map{' '}
          <input value={words} size={40} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>
      </div>
      {mapped !== undefined && mapped.missing.length > 0 && (
        <p class="missing" role="status">
          <b>Missing:</b> the chain names {mapped.missing.map(name => `“${name}”`).join(', ')}. Drop{' '}
          {mapped.missing.length > 1 ? 'these files' : 'that file'} too.
        </p>
      )}
      <ChainPanel
        chain={chain}
        chainKey={`${words}\0${filesKey}`}
        state={state}
        onState={setState}
        onMapped={setMapped}
      />
      {mapped?.case !== undefined && <AsCase text={mapped.case} />}
    </>
  );
}

/** The chain as a case: without its data, so it can be shown to others. */
function AsCase({ text }: { readonly text: string }): VNode {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    packText(text).then(c => setAddress(addressOf('chain', '', { c })));
  }, [text]);
  return (
    <section aria-labelledby="case-title">
      <h2 id="case-title">As a case</h2>
      <p>
        Its metadata only, none of its data: for <code>map-parity try</code>, or{' '}
        <a href={address ?? '#/chain'}>for this page, where it can be changed</a>.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="scroll" tabIndex={0} aria-label="the case">
        <pre>{text.trimEnd()}</pre>
      </section>
    </section>
  );
}
