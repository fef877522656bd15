import { latin1Of } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { WholeFileError } from '../../../file/whole-file-error.ts';
import { parseJson } from '../../../options/json/parse.ts';
import { inQemuOrder } from '../../../options/qemu-order.ts';
import { readBySchema } from '../../../options/schema/read.ts';
import { choice, listOf, members, optional, required, text } from '../../../options/schema/schema.ts';
import type { SchemaProperties } from '../foreign-types.ts';
import type { MadeType } from '../made-type.ts';
import { textOf } from '../text-of.ts';

const policy = choice('deny', 'allow');
const rule = members({
  match: required(text),
  policy: required(policy),
  format: optional(choice('exact', 'glob')),
});
const list: SchemaProperties = { policy: optional(policy), rules: optional(listOf(rule)) };

/** Names without a folder other than `.`: such a folder isn't watched for changes of the file. */
const inWorkingDirectory = /^(?:\.\/+)?[^/]*$/;

/** Who may do something, as a list of rules. qemu-img asks nobody. */
export const authzList: MadeType = {
  schema: list,
  properties: { policy: 'QAuthZListPolicy', rules: 'QAuthZListRule' },
  complete: () => ({ kind: 'other' }),
};

/** A list of rules in a file. The schema of 6.0 and later has it by another name, of which no object can be made. */
export const authzListFile: MadeType = {
  properties: { filename: 'string', refresh: 'bool' },
  complete(values, { host, profile, notice }) {
    const name = textOf(values, 'filename');
    if (name === undefined) throw new Refusal('filename not provided');
    let content: Uint8Array;
    try {
      content = host.readWholeFile(name, 'the file of an authz-list-file');
    } catch (error) {
      if (!(error instanceof WholeFileError)) throw error;
      throw new Refusal(`Unable to read '${name}': ${error.failure}`);
    }
    // What follows a NUL isn't seen.
    const parsed = parseJson(latin1Of(content).split('\0')[0]!, profile);
    if (!(parsed instanceof Map)) throw new Refusal(`File '${name}' must contain a JSON object`);
    for (const key of inQemuOrder(parsed.keys())) {
      if (!Object.hasOwn(list, key)) throw new Refusal(`Property 'authz-list.${key}' not found`);
      readBySchema(new Map([[key, parsed.get(key)!]]), members(list), 'json', { profile, notice });
    }
    if (values.get('refresh') !== false && inWorkingDirectory.test(name)) {
      throw new Refusal('Filename must be an absolute path');
    }
    return { kind: 'other' };
  },
};

/** One identity that may do something. */
export const authzSimple: MadeType = {
  schema: { identity: required(text) },
  properties: { identity: 'string' },
  complete(values) {
    if (!values.has('identity')) throw new Refusal("The 'identity' property must be set");
    return { kind: 'other' };
  },
};
