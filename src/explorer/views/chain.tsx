import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../shell/address.ts';
import { useData } from '../shell/use-data.ts';
import type { ViewAddress } from '../shell/view.ts';
import { ask } from '../worker/ask.ts';

const first = 'base.qcow2 qcow2 64k |##...|\nmid.qcow2  qcow2 64k |..#..|\ntop.qcow2  qcow2 64k |.0.0.|\n';

/** Writes a chain in the picture notation. The place in its address is the name of the golden case to begin with. */
export function ChainView({ place }: ViewAddress): VNode {
  const [text, setText] = useState(first);
  const [said, setSaid] = useState('');
  const cases = useData('cases');
  const named = cases.kind === 'loaded' ? cases.data.find(({ name }) => name === place)?.text : undefined;
  useEffect(() => {
    if (named !== undefined) setText(named);
  }, [named]);
  useEffect(() => {
    let current = true;
    ask('layerCount', text).answer.then(
      count => current && setSaid(`${count} layers`),
      (error: Error) => current && setSaid(error.message),
    );
    return () => {
      current = false;
    };
  }, [text]);
  return (
    <section aria-label="chain">
      <label>
        Begin with{' '}
        <select
          value={place}
          onChange={({ currentTarget }) => {
            location.hash = addressOf('chain', currentTarget.value);
          }}
        >
          <option value="">three layers</option>
          {cases.kind === 'loaded' && cases.data.map(({ name }) => <option value={name}>{name}</option>)}
        </select>
      </label>
      <label>
        Layers, base first
        <textarea rows={6} value={text} onInput={event => setText(event.currentTarget.value)} />
      </label>
      <pre role="status">{said}</pre>
    </section>
  );
}
