import type { ByteString } from '../../../basics/byte-string.ts';
import { type Bytes, bytesOf, joined } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { option, reply } from '../protocol.ts';
import { word } from '../words.ts';
import { type Negotiation, unexpectedReply } from './negotiation.ts';

/** The longest reply that qemu reads, in bytes. */
const longestReply = 32 * 1024 * 1024;

/**
 * Asks for one metadata context.
 *
 * @returns its number; undefined if the server doesn't have it
 * @throws Refusal
 */
export function negotiateContext(
  negotiation: Negotiation,
  exported: ByteString,
  context: ByteString,
): number | undefined {
  const names = [exported, context].map(name => bytesOf(name));
  const [first, second] = names as [Bytes, Bytes];
  negotiation.request(
    option.setMetaContext,
    joined([word(32, first.length), first, word(32, 1), word(32, second.length), second]),
  );
  const found = readContext(negotiation);
  if (found === undefined) return undefined;
  if (found.name !== context) {
    throw new Refusal(
      `Failed to negotiate meta context '${context}', server answered with different context '${found.name}'`,
    );
  }
  if (readContext(negotiation) !== undefined) throw new Refusal('Server answered with more than one context');
  return found.id;
}

/** The next context of the answer; undefined at its end. */
function readContext(
  negotiation: Negotiation,
): { readonly id: number; readonly name: ByteString } | undefined {
  const answer = negotiation.reply(option.setMetaContext, 'lenient');
  if (answer === undefined) return undefined;
  const { type, length } = answer;
  if (type === reply.ack) {
    if (length !== 0) throw new Refusal('Unexpected length to ACK response');
    return undefined;
  }
  if (type !== reply.metaContext) throw unexpectedReply('Unexpected', type, reply.metaContext);
  if (length <= 4 || length > longestReply) {
    throw new Refusal(`Failed to negotiate meta context, server answered with unexpected length ${length}`);
  }
  const id = negotiation.read(4, 'context id').readUInt32BE();
  const name = negotiation.readText(length - 4, 'context name');
  return { id, name };
}
