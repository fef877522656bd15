import { render } from 'preact';
import { App } from './app.tsx';
import { adoptStyle } from './shell/adopt-style.ts';

adoptStyle(document);
render(<App />, document.getElementById('page')!);
