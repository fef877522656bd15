import type { Options } from '../options.ts';
import type { OptionContext } from '../typed-options.ts';
import { nest } from './nested.ts';
import { readBySchema } from './read.ts';
import type { Members } from './schema.ts';

/**
 * Checks options by a schema, as qemu reads them into one (7.1 to 11.1).
 *
 * @throws as `readBySchema`
 */
export function checkBySchema(options: Options, schema: Members, context: OptionContext): void {
  readBySchema(nest(options, context.profile), schema, 'texts', context);
}
