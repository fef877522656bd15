import type { Evidence } from '../../finding/signature/evidence.ts';

/** Who is to blame, and why: the same words on a terminal and on a page. */
export const blameText: Readonly<Record<Evidence['blame'], string>> = {
  subject: 'blame subject: qemu-img differs, and the model does not side with the subject',
  disputed: 'blame disputed: subject and model agree against qemu-img',
  unknown: 'blame unknown: no two of those that answered agree',
  model: 'the model is wrong: subject and qemu-img agree',
  qemu: 'qemu-img crashes',
  relation: 'maps of the subject contradict each other',
};
