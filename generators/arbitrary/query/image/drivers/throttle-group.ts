import * as fc from 'fast-check';

/** The id of the throttle group that nodes name; a query with such a node makes it. */
export const throttleGroup = 'limits';

const plain = `throttle-group,id=${throttleGroup}`;

/** What a group is given beside its id: limits too high to be met, those that some versions lack, and two that no version takes. */
const limits = [
  'x-iops-total=1000000',
  'x-bps-read=1000000000000,x-bps-write=4096',
  'x-bps-total=1000000000000,x-bps-total-max=2000000000000,x-bps-total-max-length=2',
  'x-iops-read=1000000,x-iops-size=4096',
  'limits.iops-total=1000000',
  'x-bps-total=1,x-bps-read=1',
  'x-iops-total=-1',
];

/** For the group as an object of the command line. */
export const throttleObject: fc.Arbitrary<string> = fc.oneof(
  { weight: 7, arbitrary: fc.constant(plain) },
  { weight: 1, arbitrary: fc.constantFrom(...limits).map(given => `${plain},${given}`) },
);
