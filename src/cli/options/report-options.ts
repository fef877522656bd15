import { accessSync, appendFileSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { makeFolder } from '../../harness/files/output-folder.ts';
import { openScratch } from '../../harness/files/scratch.ts';
import { isReplaced, writeAtomically } from '../../harness/files/write-atomically.ts';
import { annotationLines, stepSummary } from '../../harness/report/ci/github.ts';
import { junitText } from '../../harness/report/ci/junit.ts';
import { htmlPage } from '../../harness/report/html/page.ts';
import type { Result } from '../../harness/runs/result/result.ts';
import { strerror } from '../../map/file/strerror.ts';
import { printCommands } from '../terminal/print.ts';

/** Files that a result is written to. */
export interface ReportOptions {
  readonly junit?: string;
  readonly html?: string;
}

/** Adds the options of reports to a command. A file that can't be written is refused before anything runs. */
export function withReportOptions(command: Command): Command {
  return command
    .option('--junit <file>', 'write JUnit XML: a testcase for each finding', writable)
    .option('--html <file>', 'write one HTML file that draws each finding', writable);
}

/**
 * The path of a file that can be written. Its folder is made if necessary.
 *
 * @throws HarnessError `bad-file` if it can't be written: that must not come up after minutes of work
 */
export function writable(path: string): string {
  try {
    makeFolder(dirname(path));
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw new HarnessError('bad-file', `${path} is a folder`);
    if (status !== undefined) accessSync(path, constants.W_OK);
    if (isReplaced(path)) accessSync(dirname(path), constants.W_OK);
    return path;
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError('bad-file', `${path} can't be written: ${strerror(cause)}`, { cause });
  }
}

/**
 * The path of a folder that can be written. It is made if necessary.
 *
 * @throws HarnessError `bad-file` if it can't be written
 */
export function writableFolder(path: string): string {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    if (statSync(path).isDirectory()) return path;
  } catch (cause) {
    throw new HarnessError('bad-file', `${path} can't be written: ${strerror(cause)}`, { cause });
  }
  throw new HarnessError('bad-file', `${path} isn't a folder`);
}

/** Writes the requested reports, and on GitHub annotations and the step summary. */
export async function writeReports(
  { junit, html }: ReportOptions,
  result: Result,
  requiredCoverage: number | undefined,
): Promise<void> {
  if (junit !== undefined) writeAtomically(junit, junitText(result, requiredCoverage));
  if (html !== undefined) await writeHtml(html, result, requiredCoverage);
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_ACTIONS === 'true') printCommands(annotationLines(result, requiredCoverage));
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, stepSummary(result, requiredCoverage));
}

async function writeHtml(path: string, result: Result, requiredCoverage: number | undefined): Promise<void> {
  const scratch = await openScratch();
  try {
    writeAtomically(path, htmlPage(result, scratch, requiredCoverage));
  } finally {
    scratch.close();
  }
}
