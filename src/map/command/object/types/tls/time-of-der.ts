import { latin1Of } from '../../../../basics/bytes.ts';
import { type Der, tags, unusual } from './der.ts';

/** A time of a certificate (RFC 5280, 4.1.2.5), in milliseconds since 1970. */
export function timeOfDer(element: Der | undefined): number {
  const text = latin1Of(element?.content ?? new Uint8Array(0));
  const isShort = element?.tag === tags.utcTime;
  const match = (isShort ? /^(\d\d)(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/).exec(text);
  if (match === null || (!isShort && element?.tag !== tags.generalizedTime)) throw unusual('an odd time');
  const year = Number(match[1]) + (isShort ? (Number(match[1]) < 50 ? 2000 : 1900) : 0);
  const [month, day, hour, minute, second] = match[2]!.match(/../g)!;
  const iso = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(iso);
  // A day that a month doesn't have becomes one of the next month.
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) throw unusual('an odd time');
  return time;
}
