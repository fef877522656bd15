import type { JsonSchema } from '../../../map/index.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { object, text } from '../../runs/result/schema-parts.ts';

/** A qemu-img, as JSON. */
export function oracleDocument({ name, banner, profile }: Oracle): object {
  return { name, banner, profile: profile.version };
}

/** The schema of a qemu-img. */
export const oracleSchema: JsonSchema = object('A qemu-img that answers.', {
  name: text('Short and unique.'),
  banner: text('The first line of --version.'),
  profile: text('The version that it is compared with.'),
});
