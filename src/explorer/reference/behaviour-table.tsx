import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PackedBehaviour } from '../data/behaviours.ts';
import { addressOf } from '../shell/address.ts';

interface Properties {
  readonly rows: readonly PackedBehaviour[];
  readonly parameters: URLSearchParams;
}

/** All rows, or those in which two versions differ. The address holds the two versions. */
export function BehaviourTable({ rows, parameters }: Properties): VNode {
  const [{ from, to }, setVersions] = useState({
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
  });
  const versions = Object.keys(rows[0]?.places ?? {});
  const isPair = from !== '' && to !== '';
  const chooseVersions = (next: { readonly from: string; readonly to: string }): void => {
    setVersions(next);
    const { from, to } = next;
    history.replaceState(null, '', addressOf('behaviours', '', { ...(from && { from }), ...(to && { to }) }));
  };
  const shown = isPair ? rows.filter(({ places }) => places[from] !== places[to]) : rows;
  const choice = (title: string, value: string, choose: (version: string) => void): VNode => (
    <label>
      {title}{' '}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">any</option>
        {versions.map(version => (
          <option value={version}>{version}</option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <search class="controls">
        {choice('Changed from', from, version => chooseVersions({ from: version, to }))}
        {choice('to', to, version => chooseVersions({ from, to: version }))}
      </search>
      <p role="status">
        {shown.length} of {rows.length} behaviours.{' '}
        {isPair && <a href={addressOf('gallery', '', { from, to })}>The goldens whose answers changed</a>}
      </p>
      <dl class="behaviours">
        {shown.map(({ name, why, values }) => (
          <>
            <dt>
              <a href={addressOf('behaviours', name)}>
                <code>{name}</code>
              </a>{' '}
              <span class="quiet">
                {values
                  .map(({ since, vendor }) => (vendor === undefined ? since : `${since} ${vendor}`))
                  .join(', ')}
              </span>
            </dt>
            <dd>{why}</dd>
          </>
        ))}
      </dl>
    </>
  );
}
