import { latin1Of } from '../../../../basics/bytes.ts';
import { Unsupported } from '../../../../basics/error.ts';
import { GnutlsError, gnutlsWords } from './gnutls-error.ts';

/** An element of DER (ITU-T X.690). */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  /** The element itself, with its tag and length. */
  readonly whole: Uint8Array;
}

/** The tags that certificates have, by their names in ASN.1. */
export const tags = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  objectIdentifier: 6,
  utf8String: 12,
  printableString: 19,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Credentials have something rare, of which only qemu knows how it ends. */
export function unusual(what: string): Unsupported {
  return new Unsupported(`credentials of TLS with ${what}`);
}

/**
 * The elements of a sequence that is all of `bytes`.
 *
 * @throws GnutlsError if it isn't a sequence
 * @throws Unsupported for any other mistake
 */
export function readSequence(bytes: Uint8Array): readonly Der[] {
  if (bytes[0] !== tags.sequence) throw new GnutlsError(gnutlsWords.badTag);
  return sequenceIn(bytes);
}

/** The elements of a sequence that is all of `value`. */
export function sequenceIn(value: Uint8Array): readonly Der[] {
  const [only, surplus] = elementsOf(value);
  if (surplus !== undefined) throw unusual('damaged DER');
  return partsOf(only);
}

/** The elements that follow one another in `bytes`. */
export function elementsOf(bytes: Uint8Array): readonly Der[] {
  const found: Der[] = [];
  for (let at = 0; at < bytes.length; at += found.at(-1)!.whole.length) {
    const next = nextOf(bytes, at);
    if (next === undefined) throw unusual('damaged DER');
    found.push(next);
  }
  return found;
}

/** The elements of a sequence or set inside of another element. */
export function partsOf(element: Der | undefined, tag: number = tags.sequence): readonly Der[] {
  return elementsOf(contentOf(element, tag));
}

/** The content of an element that must be there, with a tag. */
export function contentOf(element: Der | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw unusual('damaged DER');
  return element.content;
}

/** An object identifier, with dots. */
export function objectIdentifier(element: Der | undefined): string {
  const numbers = [0];
  for (const byte of contentOf(element, tags.objectIdentifier)) {
    numbers.push(numbers.pop()! * 128 + (byte & 0x7f));
    if (byte < 0x80) numbers.push(0);
  }
  const [both = 0, ...rest] = numbers.slice(0, -1);
  const first = Math.min(Math.floor(both / 40), 2);
  return [first, both - 40 * first, ...rest].join('.');
}

/** A text of one of the kinds that names have. */
export function textOfDer({ tag, content }: Der): string {
  const isText = tag === tags.utf8String || tag === tags.printableString || tag === tags.ia5String;
  if (!isText) throw unusual('a name in an odd text');
  return latin1Of(content);
}

/** The element at `at`; undefined if it doesn't lie in the bytes, or its length isn't written as DER does. */
function nextOf(bytes: Uint8Array, at: number): Der | undefined {
  const tag = bytes[at]!;
  let length = bytes[at + 1];
  let start = at + 2;
  if ((tag & 0x1f) === 0x1f || length === undefined) return undefined;
  if (length >= 0x80) {
    const digits = bytes.subarray(start, start + length - 0x80);
    if (digits.length !== length - 0x80 || digits.length > 3) return undefined;
    start += digits.length;
    length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    if (length < 0x80 || digits[0] === 0) return undefined;
  }
  const end = start + length;
  if (end > bytes.length) return undefined;
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}
