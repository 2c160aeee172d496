import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import type { Citation, RuleId } from './card.ts';
import {
  type Check,
  gfrAbove,
  gfrFrom,
  heartRateFrom,
  notDialysed,
  notOnDialysis,
  notPregnant,
  potassiumBelow,
  potassiumTo,
  systolicFrom,
  without,
  withoutAllergy,
  withoutLiverFailure,
  withoutRasAllergy,
  withoutUnlessPaced,
} from './checks.ts';
import { citations } from './guidelines.ts';

/** A class of drugs that lowers mortality or readmissions in heart failure, and what must hold to recommend it. */
export type Therapy = {
  readonly rule: RuleId & DrugClassId;
  readonly name: string;
  readonly examples: string;
  /** For EF ≤ 40 % alone, or whatever the EF. */
  readonly fraction: 'reduced' | 'any';
  readonly reduced: readonly [Citation, ...Citation[]];
  /** Where the EF is above 40 % or unknown. */
  readonly otherwise: readonly [Citation, ...Citation[]];
  readonly checks: readonly Check[];
  /** Where the limits come from. */
  readonly limits: string;
};

const PRACTICE = 'Limits as in the practical guidance of the 2021 ESC guideline (supplement)';

/** Days for which a shock counts that nobody ended on the chart. */
const SHOCK_DAYS = 30;

/** The four classes of HFrEF, in the order in which the 2022 AHA/ACC/HFSA guideline lists them. */
export const therapies: readonly Therapy[] = [
  {
    rule: 'ras-inhibitor',
    name: 'ARNI, ACE inhibitor or ARB',
    examples: 'sacubitril/valsartan, or an ACE inhibitor or ARB where that is not possible',
    fraction: 'reduced',
    reduced: [citations.rasInhibitor],
    otherwise: [citations.rasInhibitor],
    checks: [
      potassiumTo(5),
      gfrFrom(30),
      systolicFrom(90),
      without('angioedema', 'angioedema'),
      without('renal-artery-stenosis', 'renal artery stenosis'),
      notPregnant,
      notOnDialysis,
      notDialysed,
      withoutLiverFailure,
      withoutRasAllergy,
    ],
    limits: `${PRACTICE}; of renal artery stenosis it means the bilateral one, which codes seldom tell. ARNI: not within 36 hours of an ACE inhibitor.`,
  },
  {
    rule: 'beta-blocker',
    name: 'beta-blocker',
    examples: 'bisoprolol, carvedilol or sustained-release metoprolol succinate',
    fraction: 'reduced',
    reduced: [citations.betaBlocker],
    otherwise: [citations.betaBlocker],
    checks: [
      heartRateFrom(50),
      systolicFrom(90),
      withoutUnlessPaced('high-degree-block', 'second- or third-degree AV block'),
      withoutUnlessPaced('sick-sinus', 'sick sinus syndrome'),
      without('asthma', 'asthma'),
      without('critical-limb-ischaemia', 'critical limb ischaemia'),
      without('cardiogenic-shock', 'cardiogenic shock', SHOCK_DAYS),
      withoutAllergy('beta-blocker'),
    ],
    limits: `${PRACTICE}, to which asthma is a relative one; sick sinus syndrome and shock as on the labels. The limit of the pressure is a caution of this product.`,
  },
  {
    rule: 'mra',
    name: 'MRA',
    examples: 'spironolactone or eplerenone',
    fraction: 'reduced',
    reduced: [citations.mra],
    otherwise: [citations.mra],
    checks: [
      potassiumBelow(5),
      gfrAbove(30),
      notPregnant,
      notOnDialysis,
      notDialysed,
      withoutLiverFailure,
      without('adrenal-insufficiency', 'Addison’s disease or adrenal insufficiency'),
      withoutAllergy('mra'),
    ],
    limits:
      'Limits as in the recommendation: eGFR above 30 and potassium below 5.0 mmol/L. Addison’s disease and liver failure as on the labels.',
  },
  {
    rule: 'sglt2-inhibitor',
    name: 'SGLT2 inhibitor',
    examples: 'dapagliflozin or empagliflozin',
    fraction: 'any',
    reduced: [citations.sglt2Reduced],
    otherwise: [citations.sglt2Any, citations.sglt2AnyAha],
    checks: [
      gfrFrom(20),
      systolicFrom(95),
      without('type-1-diabetes', 'type 1 diabetes'),
      without('ketoacidosis', 'ketoacidosis'),
      notPregnant,
      notOnDialysis,
      notDialysed,
      withoutAllergy('sglt2-inhibitor'),
    ],
    limits:
      'Limits: eGFR as in EMPEROR-Reduced (doi:10.1056/NEJMoa2022190) and KDIGO 2024 (doi:10.1016/j.kint.2023.10.018), pressure of DAPA-HF (doi:10.1056/NEJMoa1911303); both trials left out type 1 diabetes.',
  },
];
