import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { addressOf } from './shell/address.ts';
import { useAddress } from './shell/use-address.ts';
import { views } from './views.ts';

/** The frame of the page: the links to the views, and the view that the address names. */
export function App(): VNode {
  const { view: name, place, parameters } = useAddress();
  const named = views.find(each => each.name === name);
  const view = named ?? views[0]!;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view);
  useLayoutEffect(() => {
    document.title = `${view.title} · map explorer`;
    // A reader of the screen goes on at the new view, not at the link that led there.
    if (shown.current !== view) main.current?.focus();
    shown.current = view;
  }, [view]);
  const Component = view.component;
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header>
        <b class="name">map explorer</b>
        <nav aria-label="views">
          {views.map(each => (
            <a href={addressOf(each.name)} aria-current={each === view ? 'page' : undefined}>
              {each.title}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <h1>{view.title}</h1>
        <p class="quiet">{view.purpose}</p>
        <Component key={view.name} place={named === undefined ? '' : place} parameters={parameters} />
      </main>
      <footer class="quiet">
        Everything is computed on this page. It asks no server, and no byte of an image leaves this machine.
      </footer>
    </>
  );
}
