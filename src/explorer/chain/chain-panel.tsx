import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { legendView } from '../../drawing/legend-view.ts';
import { MarkupView } from '../shell/markup-view.tsx';
import { SlowTask } from '../shell/slow-task.tsx';
import type { ChainInput } from '../worker/open/chain-input.ts';
import type { MappedChain } from '../worker/tasks/map-chain.ts';
import { useTask } from '../worker/use-task.ts';
import { AnswersView } from './answers-view.tsx';
import { ByteView } from './byte-view.tsx';
import { DrawingPanel } from './drawing-panel.tsx';
import { HostArrows } from './host-arrows.tsx';
import { MapChoices } from './map-choices.tsx';
import type { MapState } from './map-state.ts';
import { OverviewStrip } from './overview-strip.tsx';
import { TakeAway } from './take-away.tsx';
import { ZoomBar } from './zoom-bar.tsx';

interface Properties {
  readonly chain: ChainInput;
  /** Is another one for every other chain. */
  readonly chainKey: string;
  readonly state: MapState;
  readonly onState: (state: MapState) => void;
  /** Is told each map that was made. */
  readonly onMapped?: (mapped: MappedChain) => void;
}

/** A chain, drawn and mapped: its layers and the answers of the versions on one axis, the answers as text, and one byte explained. */
export function ChainPanel({ chain, chainKey, state, onState, onMapped }: Properties): VNode {
  const { query, output, at, window, hosts } = state;
  const request = { chain, query, output, at, window, hosts };
  const { value, failure, slow, cancel } = useTask(
    'mapChain',
    request,
    `${chainKey} ${query} ${output} ${at} ${window?.start} ${window?.end} ${hosts}`,
  );
  const last = useRef<MappedChain | undefined>(undefined);
  if (value?.kind === 'mapped') last.current = value;
  const mapped = last.current;
  useEffect(() => {
    if (value?.kind === 'mapped') onMapped?.(value);
  }, [value]);
  const mistake = failure ?? (value?.kind === 'mistaken' ? value.message : undefined);
  return (
    <>
      <div class="controls">
        <MapChoices queries={mapped?.queries ?? []} state={state} onState={onState} />
        <SlowTask slow={slow} cancel={cancel} />
      </div>
      {mistake !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <pre class="mistake" role="status" tabIndex={0}>
          {mistake}
        </pre>
      )}
      {mapped !== undefined && (
        <div class={mistake === undefined ? '' : 'old'}>
          {mistake !== undefined && <p class="quiet">This is the last chain without a mistake:</p>}
          {mapped.refusal !== undefined && <p class="mistake">No drawing: {mapped.refusal}</p>}
          <DrawnChain {...{ chain, chainKey, state, onState, mapped }} />
          {mapped.notes.length > 0 && (
            <ul class="notes">
              {mapped.notes.map(note => (
                <li>{note}</li>
              ))}
            </ul>
          )}
          {mapped.drawing !== undefined && <TakeAway request={request} hasAddress={chain.kind === 'text'} />}
          <ByteView
            chain={chain}
            chainKey={chainKey}
            state={state}
            answers={mapped.answers}
            onState={onState}
          />
          <AnswersView answers={mapped.answers} />
        </div>
      )}
    </>
  );
}

/** The drawing of a chain, if it has one, and what stands around it. */
function DrawnChain({
  chain,
  chainKey,
  state,
  onState,
  mapped: { drawing, window, size = 0n },
}: Omit<Properties, 'onMapped'> & { readonly mapped: MappedChain }): VNode | undefined {
  if (drawing === undefined) return undefined;
  return (
    <>
      <ZoomBar state={state} size={size} window={window} onState={onState} />
      {window !== undefined && <OverviewStrip {...{ chain, chainKey, state, window, onState }} />}
      <DrawingPanel drawing={drawing} onPoint={offset => onState({ ...state, at: offset })} />
      {state.hosts && <HostArrows drawing={drawing} />}
      <MarkupView content={legendView('the byte that is looked at')} />
    </>
  );
}
