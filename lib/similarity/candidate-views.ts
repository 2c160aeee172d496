import { analytes } from '#lib/clinical/analytes.ts';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';
import type { ViewInputs } from './embed-record.ts';

/** A view with all inputs that a space may be learned from. */
export type CandidateView = { readonly id: string } & ViewInputs;

const idsOf = (modality: string): string[] =>
  specsOf(modalityIds.filter((id) => id === modality)).map(({ id }) => id);

/** Where somebody's forebears lived is no likeness of two patients, and how much of a score was found says nothing of them. */
const isOfOrigin = (id: string): boolean => id.startsWith('ancestry.') || id === 'polygenic.coverage';

/**
 * What patients may be compared in, whatever a space makes of it: levels of laboratory and vital signs with age and sex, last
 * layers of networks, the genome without ancestry, and the week at home. No diagnosis, no drug and nothing of the stay.
 */
export const candidateViews: readonly CandidateView[] = [
  { id: 'chart', features: [...analytes.map(({ id }) => `${id}.last`), 'age', 'sex'] },
  { id: 'radiograph', network: 'radiograph-findings' },
  { id: 'echo', network: 'echo-findings' },
  { id: 'genome', features: idsOf('genomics').filter((id) => !isOfOrigin(id)) },
  { id: 'wearables', features: idsOf('wearables') },
];
