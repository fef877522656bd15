import { addressOf } from './address.ts';
import { packText } from './packed-text.ts';

/** Opens a chain in the editor, at a guest offset (bytes) that one points at. */
export async function openChain(text: string, at: bigint): Promise<void> {
  location.hash = addressOf('chain', '', { c: await packText(text), at: String(at) });
}
