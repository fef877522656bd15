import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { type BuildScript, buildScript } from '../../../../generators/script/build-script.ts';
import { quoted } from '../../../../generators/script/shell.ts';
import type { Expectation, Expected } from './expectation.ts';

/** A case for scripts: the commands that make the chain, comments, and the expected outcomes. */
export interface Reproducer {
  readonly build: BuildScript;
  /** Comment lines: the picture, the required programs, the kind of comparison. */
  readonly comments: readonly string[];
  readonly expected: Expected;
}

/**
 * Prepares a case for scripts.
 *
 * @throws WriteError if the chain can't be written as files
 */
export function reproducerOf(value: Case, expected: Expected): Reproducer {
  const build = buildScript(value.recipe);
  const needs = ['qemu-img', ...(usesIo(build) ? ['qemu-io'] : []), 'GNU coreutils 8.31'].join(', ');
  return {
    build,
    expected,
    comments: [
      ...printCase({ ...value, queries: [] })
        .trimEnd()
        .split('\n'),
      '',
      `Needs ${needs}${build.needs.map(need => `, ${need}`).join('')}.`,
      ...comparisonLines(build, value.recipe),
    ].map(line => (line === '' ? '#' : `# ${line.replace(/^# /, '')}`)),
  };
}

function usesIo({ lines }: BuildScript): boolean {
  return lines.some(line => line.startsWith('io '));
}

function comparisonLines({ keepsOffsets, lines }: BuildScript, { layers }: Recipe): string[] {
  const guest =
    lines.some(line => line.startsWith('data ')) && layers.some(layer => traitsOf(layer).hasClusters);
  return [
    keepsOffsets
      ? 'Clusters have their original host offsets; maps are compared byte for byte.'
      : 'qemu-img chooses the host offsets of clusters; maps are compared without them.',
    ...(guest ? ['The data of the guest is left out, because map never reads it.'] : []),
  ];
}

/** A text as stdin of a shell command: the end of the command line, and the lines below. */
export function hereDocument(text: string): [string, ...string[]] {
  const end = ['END', 'EXPECTED', 'END_OF_MAP'].find(word => !text.split('\n').includes(word))!;
  return [` <<'${end}'`, ...(text === '' ? [] : [text.replace(/\n$/, '')]), end];
}

/** The words of a map, quoted for the shell. */
export function mapWords({ query }: Expectation): string {
  return query.map(quoted).join(' ');
}
