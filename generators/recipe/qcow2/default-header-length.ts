import type { Qcow2Layer } from '../recipe.ts';

/**
 * The length in bytes of a header that states none: 72 in version 2, else 104, or 112 if it has a compression type
 * (section "Header" of the specification docs/interop/qcow2).
 */
export function defaultHeaderLength({ version, compression }: Qcow2Layer): number {
  if (version === 2) return 72;
  return compression === undefined ? 104 : 112;
}
