import type { VNode } from 'preact';
import { DrawingPanel } from '../chain/drawing-panel.tsx';
import { firstState } from '../chain/map-state.ts';
import type { PackedGolden } from '../data/goldens.ts';
import { addressOf } from '../shell/address.ts';
import { useTask } from '../worker/use-task.ts';
import { RecordedQueryView } from './recorded-query.tsx';
import { changedQueries } from './search.ts';

interface Properties {
  readonly golden: PackedGolden;
  readonly parameters: URLSearchParams;
}

/** One golden: why it exists, its picture, and what was recorded of each query, beside what this library says. */
export function GoldenPanel({ golden, parameters }: Properties): VNode {
  const { name, note, text, features, queries } = golden;
  const [from, to] = [parameters.get('from') ?? '', parameters.get('to') ?? ''];
  const changed = from === '' && to === '' ? [] : changedQueries(golden, { from, to });
  const drawn = useTask(
    'mapChain',
    { chain: { kind: 'text', text: withoutQueries(text) }, ...firstState },
    name,
  );
  const checked = useTask('checkGolden', { text, queries: queries.map(({ outcomes }) => outcomes) }, name);
  const drawing = drawn.value?.kind === 'mapped' ? drawn.value.drawing : undefined;
  return (
    <article aria-labelledby="golden-name">
      <h2 id="golden-name">{name}</h2>
      <p>{note}</p>
      <p>
        {features.map(feature => (
          <a class="chip" href={addressOf('gallery', '', { feature })}>
            {feature}
          </a>
        ))}
      </p>
      <p>
        <a href={addressOf('chain', name)}>Open it in the editor</a>
      </p>
      {drawing !== undefined && (
        <DrawingPanel
          drawing={{ ...drawing, sides: [] }}
          onPoint={at => {
            location.hash = addressOf('chain', name, { at: String(at) });
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{text}</pre>
      <h2>What was recorded</h2>
      <p class="quiet">
        These texts were printed by real programs and recorded; nothing of them is computed. Whether this
        library prints the same is computed now, on this page.
      </p>
      {checked.failure !== undefined && (
        <p class="mistake">This page can’t make the files: {checked.failure}</p>
      )}
      {queries.map((query, index) => (
        <RecordedQueryView
          query={query}
          agreements={checked.value?.[index]}
          isChanged={changed.includes(index)}
        />
      ))}
    </article>
  );
}

/** The chain alone: its picture shows all layers, whatever the queries map. */
function withoutQueries(text: string): string {
  return text.replace(/^map .*\n?/gm, '');
}
