import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../../../src/map/command/command-line.ts';
import { NodeHost } from '../../../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../../../src/map/profile/profile.ts';

const later = ['7.2', '10.0', '11.1'] as const;

/** The first line on stderr for the objects of a command line, or that the last one is made. */
function answer(version: RecordedName, ...objects: string[]): string {
  const args = objects.flatMap(object => ['--object', object]);
  const { result, lines } = readCommandLine([...args, 'a'], recorded[version], { host: new NodeHost() });
  if (result.kind === 'request')
    return [...result.request.objects].map(([id, { kind }]) => `${id}: ${kind}`).join();
  if (result.kind === 'unsupported') return `unsupported: ${result.reason}`;
  return lines[0]?.replace('qemu-img: ', '') ?? result.kind;
}

const made = 'g: throttle-group';
const range = '[0, 4294967295]';
const noId = "Parameter 'id' is missing";
const notObject = "Invalid parameter type for 'limits', expected: object";
const both = 'bps/iops/max total values and read/write values cannot be used at the same time';
const noRate = 'bps_max/iops_max require corresponding bps/iops values';

/** Recorded: what follows `throttle-group,id=g,`, the answer of 5.2, and that of later versions if it differs. */
describe.each<[properties: string, old: string, later?: string]>([
  ['', made],
  ['x-iops-total=100', made],
  ['x-bps-total= +0x10', made],
  ['x-bps-total=-1', 'Property values cannot be negative'],
  ['x-bps-total=08', ...expects('x-bps-total')],
  ['x-bps-total=', ...expects('x-bps-total')],
  ['x-bps-total=5 ', ...expects('x-bps-total')],
  ['x-bps-total=9223372036854775808', ...expects('x-bps-total')],
  ['x-bps-total=-9223372036854775808', 'Property values cannot be negative'],
  ['x-bps-total=0b1', 'unsupported: the number 0b1 is not supported yet'],
  ['x-bps-read=x,x-bps-total=y', expects('x-bps-read')[0], expects('x-bps-total')[1]],
  ['x-bps-total=-1,foo=1', 'Property values cannot be negative', "Parameter 'foo' is unexpected"],
  [
    'x-bps-total=-1,x-bps-total-max-length=4294967296',
    `x-bps-total-max-length value must be in therange ${range}`,
  ],
  ['x-bps-total.x=1', missing('x-bps-total.x'), "Parameters 'x-bps-total.*' are unexpected"],
  ['limits.iops-total=100', missing('limits.iops-total'), made],
  ['limits.foo=x,x-bps-total=y', expects('x-bps-total')[0], "Parameter 'limits.foo' is unexpected"],
  ['limits.bps-read=x,limits.bps-total=y', missing('limits.bps-read'), expects('limits.bps-total')[1]],
  ['limits.bps-total.x=1', missing('limits.bps-total.x'), "Parameters 'limits.bps-total.*' are unexpected"],
  [
    'limits.bps-total=1,limits.bps-total.x=1',
    missing('limits.bps-total'),
    "Parameters 'limits.bps-total.*' used inconsistently",
  ],
  ['limits.0=1', missing('limits.0'), notObject],
  ['limits.0=1,limits.foo=2', missing('limits.0'), "Parameters 'limits.*' used inconsistently"],
  ['limits=1', "Invalid parameter 'limits'", notObject],
  ['limits=1,x-bps-read-max=10', noRate, notObject],
  [
    'limits=1,iops-size=x',
    'unsupported: a throttle group with limits and iops-size is not supported yet',
    notObject,
  ],
  ['limits.bps-total-max=10,x-bps-total=5', missing('limits.bps-total-max'), noRate],
  ['x-bps-total-max=10,limits.bps-total=5', missing('limits.bps-total'), made],
  [
    'limits.bps-total-max-length=-1',
    missing('limits.bps-total-max-length'),
    'burst length set without burst rate',
  ],
  [
    'limits.iops-read-max-length=4294967296,limits.bps-total-max-length=4294967296',
    missing('limits.iops-read-max-length'),
    `bps-total-max-length value must be in the range ${range}`,
  ],
  ['x-iops-total=100,x-iops-read=1', both],
  ['x-bps-total-max=5,x-bps-write-max=5', both],
  ['x-bps-total-max=5,x-bps-write=5', noRate],
  ['x-iops-size=10', 'iops size requires an iops value to be set'],
  ['x-iops-size=10,x-iops-write=5', made],
  ['x-bps-total=1000000000000000', made],
  ['x-bps-total-max=1000000000000001', 'bps/iops/max values must be within [0, 1000000000000000]'],
  ['x-bps-total-max-length=0', 'the burst length cannot be 0'],
  ['x-bps-total-max-length=10,x-bps-total=50', 'burst length set without burst rate'],
  ['x-bps-total=1,x-bps-total-max=1000000,x-bps-total-max-length=1000000000', made],
  [
    'x-bps-total=1,x-bps-total-max=1000000,x-bps-total-max-length=1000000001',
    'burst length too high for this burst rate',
  ],
  ['x-bps-total-max=10,x-bps-total=50', 'bps_max/iops_max cannot be lower than bps/iops'],
  ['x-bps-total-max=10,x-bps-total=10', made],
  ['x-iops-read-max=500,x-bps-write-max-length=0', 'the burst length cannot be 0'],
])('throttle-group,id=g,%s', (properties, old, since = old) => {
  const object = ['throttle-group,id=g', properties].filter(Boolean).join();
  test('has the answer of 5.2', () => expect(answer('5.2', object)).toBe(old));
  test.each(later)('has the answer of %s', version => expect(answer(version, object)).toBe(since));
});

test.each([
  ['"limits":{"bps-total":5}', made],
  ['"limits":{"bps-total":"5"}', "Invalid parameter type for 'limits.bps-total', expected: integer"],
  ['"limits":{"bps-total":5.5}', "Invalid parameter type for 'limits.bps-total', expected: integer"],
  ['"limits":{"foo":5}', "Parameter 'limits.foo' is unexpected"],
  ['"limits":[]', notObject],
  ['"limits":null', notObject],
  ['"x-bps-total":"5"', "Invalid parameter type for 'x-bps-total', expected: integer"],
  ['"x-bps-total":9223372036854775808', "Invalid parameter type for 'x-bps-total', expected: integer"],
])('a throttle group in JSON with %s', (properties, since) => {
  const object = `{"qom-type":"throttle-group","id":"g",${properties}}`;
  expect(answer('5.2', object)).toBe(noId);
  for (const version of later) expect(answer(version, object)).toBe(since);
});

test('objects of both types share their ids; limits are checked once the id is known to be new', () => {
  const group = 'throttle-group,id=g';
  const twice = "attempt to add duplicate property 'g' to object (type 'container')";
  for (const second of ['secret,id=g,data=x', group, `${group},x-bps-total-max=1`]) {
    expect(answer('5.2', group, second)).toBe("Duplicate ID 'g' for object");
    for (const version of later) expect(answer(version, group, second)).toBe(twice);
  }
  for (const version of later) {
    expect(answer(version, group, `${group},limits.bps-total-max=1`)).toBe(noRate);
    expect(answer(version, 'throttle-group,id=1,x-bps-total=-1')).toBe(
      "Parameter 'id' expects an identifier",
    );
  }
});

test('a throttle group is no secret', () => {
  for (const version of ['5.2', ...later] as const) {
    expect(answer(version, 'throttle-group,id=g', 'secret,id=s,keyid=g,data=x')).toBe(
      "Object with id 'g' is not a secret",
    );
  }
});

function expects(key: string): [old: string, later: string] {
  return [`Parameter '${key}' expects an int64 value`, `Parameter '${key}' expects integer`];
}

function missing(key: string): string {
  return `Property 'throttle-group.${key}' not found`;
}
