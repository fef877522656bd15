import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ViewAddress } from '../shell/view.ts';
import { ask } from '../worker/ask.ts';

const first = 'base.qcow2 qcow2 64k |##...|\nmid.qcow2  qcow2 64k |..#..|\ntop.qcow2  qcow2 64k |.0.0.|\n';

/** Writes a chain in the picture notation. */
export function ChainView(_address: ViewAddress): VNode {
  const [text, setText] = useState(first);
  const [said, setSaid] = useState('');
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
        Layers, base first
        <textarea rows={6} value={text} onInput={event => setText(event.currentTarget.value)} />
      </label>
      <pre role="status">{said}</pre>
    </section>
  );
}
