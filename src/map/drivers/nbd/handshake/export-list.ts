import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import { option, reply } from '../protocol.ts';
import { type Negotiation, unexpectedReply } from './negotiation.ts';

const longestReply = 32 * 1024 * 1024;
const longestText = 4096;

/**
 * Makes sure that a server which doesn't know the option GO has an export. One that lists none may have it all the same.
 *
 * @throws Refusal
 */
export function checkListed(negotiation: Negotiation, exported: ByteString): void {
  negotiation.request(option.list);
  let isEmpty = true;
  let isFound = false;
  for (let name = readName(negotiation); name !== undefined; name = readName(negotiation)) {
    isEmpty = false;
    isFound ||= name === exported;
  }
  if (!isEmpty && !isFound) throw new Refusal(`No export with name '${exported}' available`);
}

/** The next name of the list; undefined at its end, or if there is no list. */
function readName(negotiation: Negotiation): ByteString | undefined {
  const answer = negotiation.reply(option.list, 'strict');
  if (answer === undefined) return undefined;
  const { type, length } = answer;
  if (type === reply.ack) {
    if (length !== 0) throw new Refusal('length too long for option end');
    return undefined;
  }
  if (type !== reply.server) throw unexpectedReply('Unexpected', type, reply.server);
  if (length < 4 || length > longestReply) throw new Refusal(`incorrect option length ${length}`);
  const nameLength = negotiation.read(4, 'option name length').readUInt32BE();
  const rest = length - 4 - nameLength;
  if (rest < 0) throw new Refusal("incorrect name length in server's list response");
  if (nameLength > longestText) throw new Refusal(`export name length too long ${nameLength}`);
  const name = negotiation.read(nameLength, 'export name').latin1ToZero();
  if (rest > longestText) throw new Refusal(`export description length too long ${rest}`);
  negotiation.read(rest, 'export description');
  return name;
}
