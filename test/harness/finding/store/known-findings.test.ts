import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import {
  isDate,
  printKnownFinding,
  readKnownFindings,
} from '../../../../src/harness/finding/store/known-findings.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const path = join(folder.path, 'known.txt');

const entry = `# finding: subject: cut in data
# reason: because
# link: https://example.org/1
# versions: 7.2 10.0
# until: 2027-01-31
top.qcow2 qcow2 64k |#.|
map --output=json top.qcow2
`;
const other = entry.replace('cut in data', 'cut in unallocated');

function read(text: string): ReturnType<typeof readKnownFindings> {
  writeFileSync(path, text);
  return readKnownFindings(path);
}

describe('a file of known findings', () => {
  test('has entries with their cases, below a heading', () => {
    const [first, second, third] = read(`# a heading\n\n${entry}\n${other}`);
    expect(first).toMatchObject({
      signature: 'subject: cut in data',
      reason: 'because',
      link: 'https://example.org/1',
      versions: ['7.2', '10.0'],
      until: '2027-01-31',
      line: 3,
    });
    const { recipe, queries } = parseRows(['top.qcow2 qcow2 64k |#.|', 'map --output=json top.qcow2']);
    expect(first!.value).toMatchObject({ recipe, queries });
    expect(second!.signature).toBe('subject: cut in unallocated');
    expect(third).toBeUndefined();
    expect(printKnownFinding(first!)).toBe(entry);
  });

  test('may name a range of versions', () => {
    expect(read(entry.replace('7.2 10.0', '5.2..11.1'))[0]!.versions).toEqual(['5.2..11.1']);
  });

  test('may be missing or empty', () => {
    expect(readKnownFindings(join(folder.path, 'nowhere'))).toEqual([]);
    expect(read('# nothing yet\n')).toEqual([]);
  });

  test.each([
    [
      'an unknown key',
      entry.replace('link', 'url'),
      /line 3: "url: https:.*" is none of finding, subject, reason/,
    ],
    ['a key twice', entry.replace('link: https', 'reason: https'), /line 3: reason is there twice/],
    ['a missing key', entry.replace(/# link.*\n/, ''), /line 1: link is missing/],
    ['no such day', entry.replace('01-31', '02-30'), /line 5: 2027-02-30 is no date like/],
    [
      'a range that ends before it begins',
      entry.replace('7.2 10.0', '7.2..5.2'),
      /line 4: 7\.2\.\.5\.2 is none/,
    ],
    ['an unknown version', entry.replace('10.0', '10.9'), /line 4: 10\.9 is none of 5\.2, 7\.2/],
    ['a link that is none', entry.replace('https://example.org/1', 'later'), /line 3: later is no link/],
    ['no case', entry.replace(/top.*\nmap.*\n/, ''), /line \d: a chain has at least one layer/],
    ['no map', entry.replace(/map.*\n/, ''), /line 1: the case has to have one map/],
    ['a mistake in a case', `${entry}${other.replace('|#.|', '|#q|')}`, /line 13: q is not a cell/],
    ['a finding twice', entry + entry, /line 8: this finding is in line 1 already/],
    ['a case before the first entry', `top qcow2 64k |.|\n${entry}`, /line 1: an entry begins with/],
  ])('with %s is refused with its line', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-known' }));
    expect(() => read(text)).toThrow(message);
  });
});

test('only days of the calendar are dates', () => {
  expect(['2028-02-29', '2027-02-29', '2027-1-1', 'soon'].map(isDate)).toEqual([true, false, false, false]);
});
