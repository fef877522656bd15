import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { neededNode, tooOld } from '../../../src/map/basics/needed-node.ts';

test('the oldest Node is that of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(engines.node).toBe(`>=${neededNode}`);
});

test.each(['20.20.2', '22.17.1', '9.0.0'])('Node %s is too old', running => {
  expect(tooOld('map-parity', running)).toBe(
    `map-parity needs Node 22.18 or newer, and this is Node ${running} (${process.execPath})`,
  );
});

test.each(['22.18.0', '23.1.0', '100.0.0', process.versions.node])('Node %s is new enough', running => {
  expect(tooOld('map-parity', running)).toBeUndefined();
});
