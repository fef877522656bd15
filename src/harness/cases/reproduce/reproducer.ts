import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { type BuildScript, buildScript } from '../../../../generators/script/build-script.ts';
import { quoted } from '../../../../generators/script/shell.ts';
import type { Expectation, Expected } from './expectation.ts';

/** A case as a script makes it: the chain, the picture of it as comments, and what every script of it says first. */
export interface Reproducer {
  readonly build: BuildScript;
  /** Comment lines: the case, what the script needs, what it compares. */
  readonly comments: readonly string[];
  readonly expected: Expected;
}

/** @throws WriteError where the chain can't be files */
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
      ? 'Clusters stand where they stood; maps are compared to the byte.'
      : 'qemu-img chooses where clusters stand: maps are compared without their host offsets.',
    ...(guest ? ["What the guest's clusters hold is left out: no map reads it."] : []),
  ];
}

/** A text as stdin of a command of the shell: the end of its line, and the lines below. */
export function hereDocument(text: string): [string, ...string[]] {
  const end = ['END', 'EXPECTED', 'END_OF_MAP'].find(word => !text.split('\n').includes(word))!;
  return [` <<'${end}'`, ...(text === '' ? [] : [text.replace(/\n$/, '')]), end];
}

/** The words of one map for the shell. */
export function mapWords({ query }: Expectation): string {
  return query.map(quoted).join(' ');
}
