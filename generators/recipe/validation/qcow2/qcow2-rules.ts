import type { Qcow2Layer } from '../../recipe.ts';
import type { FormatRules } from '../format-rules.ts';
import { clusterMistake } from './cluster-mistake.ts';
import { fieldMistake } from './field-mistake.ts';
import { qcow2Mistake } from './qcow2-mistake.ts';

export const qcow2Rules: FormatRules<Qcow2Layer> = {
  cellMistake: clusterMistake,
  attributeMistake: qcow2Mistake,
  fieldMistake,
};
