import { comorbidities } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import { specsOf } from '#lib/modalities/index.ts';

/**
 * What is known of a patient whatever happens in the ward: who it is, old diseases, drugs, heart as last measured, genome.
 * Left out: what an ancestry or a calendar would tell (axes, days since a visit), which says nothing of the bedside.
 */
export const historyFeatureIds: readonly string[] = [
  'age',
  'sex',
  ...comorbidities.map(({ id }) => `condition.${id}`),
  ...drugClasses.map(({ id }) => `medication.${id}`),
  'echo.ejection-fraction',
  'polygenic.standardised',
  'variant.disease-causing',
  ...specsOf(['genomics'])
    .map(({ id }) => id)
    .filter((id) => id.startsWith('variant.gene-')),
];
