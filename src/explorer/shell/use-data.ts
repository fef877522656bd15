import { useEffect, useState } from 'preact/hooks';
import type { Packs } from '../data/packs.ts';
import { loadData } from './load-data.ts';

/** A pack of data on its way: undefined until it is there. */
export type Loading<Data> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly data: Data }
  | { readonly kind: 'failed'; readonly message: string };

/** The pack of data with this name; it is loaded when a view first asks for it. */
export function useData<Name extends keyof Packs>(name: Name): Loading<Packs[Name]> {
  const [state, setState] = useState<Loading<Packs[Name]>>({ kind: 'loading' });
  useEffect(() => {
    loadData(name).then(
      data => setState({ kind: 'loaded', data }),
      (error: Error) => setState({ kind: 'failed', message: error.message }),
    );
  }, [name]);
  return state;
}
