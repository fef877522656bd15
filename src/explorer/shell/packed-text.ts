/**
 * A text as a part of an address: deflated, in the alphabet of addresses (RFC 4648, section 5). It stays in the browser: what follows `#`
 * is never sent.
 */
export async function packText(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The text of a packed one; undefined if it is none: an address may have been cut off where it was pasted. */
export async function unpackText(packed: string): Promise<string | undefined> {
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    const unpacked = await through(bytes, new DecompressionStream('deflate-raw'));
    return new TextDecoder('utf-8', { fatal: true }).decode(unpacked);
  } catch {
    return undefined;
  }
}

/** The most bytes of an unpacked text: a small address could fill the memory otherwise. */
const mostBytes = 2 ** 24;

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of new Blob([bytes]).stream().pipeThrough(stream)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) throw new RangeError(`more than ${mostBytes} bytes`);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
