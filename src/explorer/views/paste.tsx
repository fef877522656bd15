import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ComparisonTable } from '../paste/comparison-table.tsx';
import { PastedPanel } from '../paste/pasted-panel.tsx';
import { addressOf, type ViewAddress } from '../shell/address.ts';
import { packText, unpackText } from '../shell/packed-text.ts';
import { useTask } from '../worker/use-task.ts';

/** Texts that somebody pasted, with a map in each. The parameters `one` and `two` of the address hold them, packed. */
export function PasteView({ parameters }: ViewAddress): VNode {
  const [texts, setTexts] = useState<readonly [string, string]>(['', '']);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const packed = ['one', 'two'].map(name => parameters.get(name));
    Promise.all(packed.map(each => (each === null ? '' : unpackText(each)))).then(([one = '', two = '']) => {
      setTexts([one, two]);
      setReady(true);
    });
  }, []);
  useEffect(() => {
    if (!isReady) return undefined;
    let current = true;
    const timer = setTimeout(async () => {
      const [one, two] = await Promise.all(texts.map(text => (text === '' ? '' : packText(text))));
      const held = { ...(one && { one }), ...(two && { two }) };
      // The reader may have gone on to another view, which is shown a moment later.
      if (current && location.hash.startsWith(addressOf('paste')))
        history.replaceState(null, '', addressOf('paste', '', held));
    }, 300);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [texts, isReady]);
  const given = texts.filter(text => text.trim() !== '');
  const { value, failure } = useTask(
    'readPastes',
    given.length > 0 ? given : undefined,
    JSON.stringify(given),
  );
  const read = given.length > 0 ? value : undefined;
  const field = (index: 0 | 1, title: string): VNode => (
    <label>
      {title}
      <textarea
        rows={8}
        spellcheck={false}
        value={texts[index]}
        onInput={({ currentTarget }) =>
          setTexts(index === 0 ? [currentTarget.value, texts[1]] : [texts[0], currentTarget.value])
        }
      />
    </label>
  );
  return (
    <>
      <p>
        A map of any version, as JSON, as the table or from nbdinfo, with whatever stands around it: prompts,
        mails, logs.
      </p>
      <div class="columns">
        {field(0, 'A text with a map')}
        {field(1, 'Another one, to compare (optional)')}
      </div>
      {failure !== undefined && <p class="mistake">{failure}</p>}
      {read?.comparison !== undefined && <ComparisonTable rows={read.comparison} />}
      {read?.pastes.map((paste, index) => (
        <PastedPanel paste={paste} number={index + 1} />
      ))}
    </>
  );
}
