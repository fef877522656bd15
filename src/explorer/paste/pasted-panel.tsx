import type { VNode } from 'preact';
import { DrawingPanel } from '../chain/drawing-panel.tsx';
import { firstState } from '../chain/map-state.ts';
import { ChainLink } from '../shell/chain-link.tsx';
import { openChain } from '../shell/open-chain.ts';
import type { ReadPaste } from '../worker/tasks/read-paste.ts';
import { useTask } from '../worker/use-task.ts';

/** One pasted map: which versions print such maps, and a chain that prints it, drawn. */
export function PastedPanel({
  paste,
  number,
}: {
  readonly paste: ReadPaste;
  readonly number: number;
}): VNode {
  const title = `Map ${number}`;
  if (paste.kind === 'mistaken')
    return (
      <section aria-label={title}>
        <h2>{title}</h2>
        <p class="mistake" role="status">
          {paste.message}
        </p>
      </section>
    );
  const { description, extents, chain } = paste;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p role="status">
        {extents.length} {extents.length === 1 ? 'extent' : 'extents'}: {description}
      </p>
      {chain.kind === 'none' ? (
        <p class="mistake">No chain prints this map: {chain.message}</p>
      ) : (
        <RebuiltChain text={chain.text} />
      )}
    </section>
  );
}

function RebuiltChain({ text }: { readonly text: string }): VNode {
  const { value } = useTask('mapChain', { chain: { kind: 'text', text }, ...firstState }, text);
  const drawing = value?.kind === 'mapped' ? value.drawing : undefined;
  return (
    <>
      <p>
        A chain that prints it; what the map doesn’t tell is chosen.{' '}
        <ChainLink text={text}>Open it in the editor</ChainLink>
      </p>
      {drawing !== undefined && (
        <DrawingPanel drawing={{ ...drawing, sides: [] }} onPoint={at => openChain(text, at)} />
      )}
      {value?.kind === 'mistaken' && <p class="mistake">{value.message}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{text}</pre>
    </>
  );
}
