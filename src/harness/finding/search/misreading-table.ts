import { type ColumnState, columnAt, decidingStateOf } from '../../../../generators/recipe/cells/column.ts';
import { endOf, extentAt } from '../../answers/extents/extent-list.ts';
import { bordersAt } from '../signature/borders.ts';
import {
  atField,
  failsAtTable,
  firstWrong,
  goesOn,
  goesOnInHost,
  hasSeveralClusters,
  isAsWritten,
  max,
  refusals,
} from './misreading-conditions.ts';
import { any, type MisreadingRow, type Reading } from './reading.ts';
import { isReportedAs } from './reported-layer.ts';

/** What may have been misread, by the difference: the table of README.md. All rows that apply count. */
export const misreadings: readonly MisreadingRow[] = [
  {
    when: 'a field differs, and the extent reports another state than its layer has',
    misread: 'the state of the layer',
    recordedAs: 'the reported state',
    readings: atField(({ state, reportedState, isTooDeep }) =>
      isTooDeep || reportedState === undefined || isReportedAs(state, reportedState)
        ? []
        : [{ misread: state, recordedAs: reportedState }],
    ),
  },
  {
    when: 'the depth differs, and the extent names a layer below the deciding one that has another state than it reports',
    misread: 'the deciding state',
    recordedAs: '`deeper`',
    readings: atField(({ state, isTooDeep }) =>
      isTooDeep ? [{ misread: state, recordedAs: 'deeper' }] : [],
    ),
  },
  {
    when: 'a field differs, and the extent reports the right state, or none',
    misread: 'the state of the layer',
    recordedAs: 'the name of the field',
    readings: atField(({ state, reportedState, field, isTooDeep }) =>
      !isTooDeep && (reportedState === undefined || isReportedAs(state, reportedState))
        ? [{ misread: state, recordedAs: field }]
        : [],
    ),
  },
  {
    when: 'a field differs, in an extent that began in another column',
    misread: 'also a border',
    recordedAs: 'the kinds of border at that byte',
    readings: atField(({ extent, chain, at }) =>
      goesOn(extent, chain, at)
        ? [{ misread: 'border', recordedAs: bordersAt(chain, at).join(', ') || 'cluster' }]
        : [],
    ),
  },
  {
    when: 'a field but the depth differs, and the extent reports what its layer has without host clusters',
    misread: 'also a host cluster',
    recordedAs: '`none`',
    readings: atField(({ field, state, reportedState }) =>
      field !== 'depth' && reportedState !== undefined && withoutHost[state] === reportedState
        ? [{ misread: 'host cluster', recordedAs: 'none' }]
        : [],
    ),
  },
  {
    when: 'a field differs, in an extent whose host offsets go on where the other map jumps to others',
    misread: 'also a host cluster',
    recordedAs: '`next`',
    readings: ({ difference, ours, theirs }) =>
      difference.kind === 'field' && goesOnInHost(ours, theirs, difference.at) ? [nextHostCluster] : [],
  },
  {
    // The entry that ends the other map is somewhere in this extent.
    when: 'the other side alone fails at a table, where the subject has an extent of several clusters with host offsets',
    misread: 'also a host cluster',
    recordedAs: '`next`',
    readings: ({ difference, chain, ours, theirs }) =>
      difference.kind === 'exit' &&
      hasSeveralClusters(extentAt(ours, endOf(theirs)), chain) &&
      refusals(difference, 'right', 'missing check').some(({ recordedAs }) => failsAtTable(recordedAs))
        ? [nextHostCluster]
        : [],
  },
  {
    when: 'a field differs where the subject printed no extent',
    misread: 'the deciding state',
    recordedAs: 'the name of the field',
    readings: ({ difference, ours, state }) =>
      difference.kind === 'field' && extentAt(ours, difference.at) === undefined
        ? [{ misread: state!, recordedAs: difference.field }]
        : [],
  },
  {
    when: 'the maps end at different bytes, and not both fail',
    misread: 'the deciding state',
    recordedAs: '`coverage`',
    readings: ({ difference: { kind }, bothFail, state }) =>
      kind === 'coverage' && !bothFail ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    // A map that fails prints an extent only once it has found the next one.
    when: 'the maps end at different bytes, and both fail',
    misread: 'the deciding state where the longer map ends',
    recordedAs: any,
    readings: ({ difference, bothFail, chain, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail
        ? [{ misread: decidingStateOf(columnAt(chain, max(endOf(ours), endOf(theirs)))), recordedAs: any }]
        : [],
  },
  {
    when: "the maps end at different bytes, both fail, and the subject's map is shorter",
    misread: 'also a border',
    recordedAs: any,
    readings: ({ difference, bothFail, ours, theirs }) =>
      difference.kind === 'coverage' && bothFail && endOf(ours) < endOf(theirs)
        ? [{ misread: 'border', recordedAs: any }]
        : [],
  },
  {
    when: 'only the borders of extents differ',
    misread: 'the deciding state',
    recordedAs: '`cut`',
    readings: ({ difference: { kind }, state }) =>
      kind === 'cut' ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    when: 'the rule of a relation is broken',
    misread: 'the deciding state',
    recordedAs: '`rule`',
    readings: ({ difference: { kind }, state }) =>
      kind === 'rule' ? [{ misread: state!, recordedAs: kind }] : [],
  },
  {
    when: 'the exit status differs, and the model describes the case',
    misread: "the first state past the end of the other map that the subject's map reports wrongly",
    recordedAs: 'the reported state',
    readings: ({ difference: { kind }, isModelled, chain, ours, theirs }) =>
      kind === 'exit' && isModelled ? firstWrong(ours, chain, endOf(theirs)) : [],
  },
  {
    // What it was taken for ends a map, which no extent reports.
    when: 'the subject alone fails at a table, and the model describes the case, or the other map has there what was written',
    misread: 'the deciding state where its map ends',
    recordedAs: any,
    readings: ({ difference, isModelled, chain, ours, theirs }) =>
      (isModelled || isAsWritten(theirs, chain, endOf(ours))) &&
      refusals(difference, 'left', 'wrong check').some(({ recordedAs }) => failsAtTable(recordedAs))
        ? [{ misread: decidingStateOf(columnAt(chain, endOf(ours))), recordedAs: any }]
        : [],
  },
  {
    when: 'the subject refuses with words that the other side lacks',
    misread: 'also a wrong check',
    recordedAs: 'the words',
    readings: ({ difference }) => refusals(difference, 'left', 'wrong check'),
  },
  {
    when: 'the other side refuses with words that the subject lacks',
    misread: 'also a missing check',
    recordedAs: 'the words',
    readings: ({ difference }) => refusals(difference, 'right', 'missing check'),
  },
];

/** A cluster is taken to follow the one before it in the host file. */
const nextHostCluster: Reading = { misread: 'host cluster', recordedAs: 'next' };

/** What a state looks like to a program that overlooks the host cluster. */
const withoutHost: Partial<Readonly<Record<ColumnState, ColumnState>>> = {
  data: 'unallocated',
  'data-hole': 'unallocated',
  'zero-allocated': 'zero-plain',
  reserved: 'unallocated',
};
