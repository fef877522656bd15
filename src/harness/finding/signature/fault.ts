import { visibleLine } from '../../../map/basics/visible.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { describeDifference, describeRelationDifference } from './describe-difference.ts';

/**
 * The fault that a verdict shows: blame and difference, without place and numbers, like `subject: field depth`. Undefined for a
 * verdict that is no finding.
 */
export function faultOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return `${verdict.blame}: ${describeDifference(verdict.difference)}`;
    case 'model-error':
      return `model: ${describeDifference(verdict.difference)}`;
    case 'crash':
      return `qemu: crash ${describeCrash(verdict)}`;
    case 'broken':
      return `relation ${verdict.relation.name}: ${describeRelationDifference(verdict.difference)}`;
    default:
      return undefined;
  }
}

/** How a program crashed: the signal, and the assertion that failed. The function and the line of that differ between versions. */
export function describeCrash({ signal, assertion }: Extract<Verdict, { kind: 'crash' }>): string {
  return assertion === undefined ? signal : `${signal}: ${visibleLine(assertion)}`;
}

/** The signature of a crash in two parts. */
export interface CrashSignature {
  /** The signal, and the assertion that failed. */
  readonly crash: string;
  readonly hasAssertion: boolean;
  /** What else is in its case: attributes, and damaged fields. */
  readonly needs: readonly string[];
}

/** The parts of the signature of a crash; undefined for any other. */
export function crashIn(signature: string): CrashSignature | undefined {
  const parts = /^qemu: crash (\w+(: .*?)?)(?:, with ([^&|]*?))?(?:, damaged ([^&|]*))?$/.exec(signature);
  if (parts === null) return undefined;
  const [, crash, assertion, attributes, damaged] = parts;
  const words = (part = ''): string[] => part.split(', ').filter(word => word !== '');
  const needs = [...words(attributes), ...words(damaged).map(field => `damaged ${field}`)];
  return { crash: crash!, hasAssertion: assertion !== undefined, needs };
}

/** The first words of a signature or a fault: who is to blame, or `relation` and the name of the one that is broken. */
export function blameIn(signature: string): string {
  return signature.split(':', 1)[0]!;
}

/** The blame as `blameIn`, by a verdict. */
export function blameOf(verdict: Verdict): string | undefined {
  const fault = faultOf(verdict);
  return fault === undefined ? undefined : blameIn(fault);
}
