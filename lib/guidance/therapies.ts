import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import type { Citation, RuleId } from './card.ts';
import {
  type Check,
  gfrAbove,
  gfrFrom,
  heartRateFrom,
  potassiumBelow,
  potassiumTo,
  systolicFrom,
  without,
  withoutAllergy,
} from './checks.ts';
import { citations } from './guidelines.ts';

/** A class of drugs that lowers mortality or readmissions in heart failure, and what must hold to recommend it. */
export type Therapy = {
  readonly rule: RuleId & DrugClassId;
  readonly name: string;
  readonly examples: string;
  /** For EF ≤ 40 % alone, or whatever the EF. */
  readonly fraction: 'reduced' | 'any';
  readonly reduced: Citation;
  /** Where the EF is above 40 % or unknown. */
  readonly otherwise: Citation;
  readonly checks: readonly Check[];
  /** Where the limits come from. */
  readonly limits: string;
};

const PRACTICE = 'Limits as in the practical guidance of the 2021 ESC guideline (supplement)';

/** The four classes of HFrEF, in the order in which the 2022 AHA/ACC/HFSA guideline lists them. */
export const therapies: readonly Therapy[] = [
  {
    rule: 'ras-inhibitor',
    name: 'ARNI, ACE inhibitor or ARB',
    examples: 'sacubitril/valsartan, or an ACE inhibitor or ARB where that is not possible',
    fraction: 'reduced',
    reduced: citations.rasInhibitor,
    otherwise: citations.rasInhibitor,
    checks: [
      potassiumTo(5),
      gfrFrom(30),
      systolicFrom(90),
      without('angioedema', 'angioedema'),
      without('renal-artery-stenosis', 'renal artery stenosis'),
      without('pregnancy', 'pregnancy'),
      withoutAllergy('ras-inhibitor'),
    ],
    limits: `${PRACTICE}.`,
  },
  {
    rule: 'beta-blocker',
    name: 'beta-blocker',
    examples: 'bisoprolol, carvedilol or sustained-release metoprolol succinate',
    fraction: 'reduced',
    reduced: citations.betaBlocker,
    otherwise: citations.betaBlocker,
    checks: [
      heartRateFrom(50),
      systolicFrom(90),
      without('high-degree-block', 'second- or third-degree AV block'),
      without('asthma', 'asthma'),
      withoutAllergy('beta-blocker'),
    ],
    limits: `${PRACTICE}; the limit of the pressure is a caution of this product.`,
  },
  {
    rule: 'mra',
    name: 'MRA',
    examples: 'spironolactone or eplerenone',
    fraction: 'reduced',
    reduced: citations.mra,
    otherwise: citations.mra,
    checks: [potassiumBelow(5), gfrAbove(30), without('pregnancy', 'pregnancy'), withoutAllergy('mra')],
    limits: 'Limits as in the recommendation: eGFR above 30 and potassium below 5.0 mmol/L.',
  },
  {
    rule: 'sglt2-inhibitor',
    name: 'SGLT2 inhibitor',
    examples: 'dapagliflozin or empagliflozin',
    fraction: 'any',
    reduced: citations.sglt2Reduced,
    otherwise: citations.sglt2Any,
    checks: [
      gfrFrom(20),
      systolicFrom(95),
      without('type-1-diabetes', 'type 1 diabetes'),
      without('ketoacidosis', 'ketoacidosis'),
      without('pregnancy', 'pregnancy'),
      withoutAllergy('sglt2-inhibitor'),
    ],
    limits:
      'Limits as in the trials: eGFR of EMPEROR-Reduced (doi:10.1056/NEJMoa2022190), pressure of DAPA-HF (doi:10.1056/NEJMoa1911303); both left out type 1 diabetes.',
  },
];
