import { Refusal, Unsupported } from '../../../basics/error.ts';
import { required, text } from '../../../options/schema/schema.ts';
import type { MadeType } from '../made-type.ts';
import { textOf } from '../text-of.ts';

/** How long a server may be silent, in milliseconds. */
const patience = 30_000;

/** A helper for persistent reservations, behind a socket file. One that answers isn't talked to. */
export const prManagerHelper: MadeType = {
  schema: { path: required(text) },
  properties: { path: 'string' },
  complete(values, { host }) {
    const path = textOf(values, 'path');
    if (path === undefined) throw new Refusal('unix connect: no path specified');
    host.connect({ kind: 'unix', path }, { referrer: 'the object pr-manager-helper', patience }).close();
    throw new Unsupported('the object pr-manager-helper with a server');
  },
};
