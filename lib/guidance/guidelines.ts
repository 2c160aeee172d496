// The recommendations that the rules apply, with class and level of evidence as printed. What was checked against which
// text: docs/adr/0033. A section stands only where a text shows it, or where its neighbours' numbers leave no other.
import type { Citation } from './card.ts';

const AHA_HF = {
  label: '2022 AHA/ACC/HFSA heart failure guideline',
  doi: '10.1161/CIR.0000000000001063',
} as const;
const ESC_HF = { label: '2021 ESC heart failure guideline', doi: '10.1093/eurheartj/ehab368' } as const;
const ESC_HF_UPDATE = {
  label: '2023 ESC focused update, heart failure',
  doi: '10.1093/eurheartj/ehad195',
} as const;
const ACC_AF = {
  label: '2023 ACC/AHA/ACCP/HRS atrial fibrillation guideline',
  doi: '10.1161/CIR.0000000000001193',
} as const;
const ESC_AF = { label: '2024 ESC atrial fibrillation guideline', doi: '10.1093/eurheartj/ehae176' } as const;

const cite =
  (guideline: Pick<Citation, 'label' | 'doi'>) =>
  (topic: string, strength: string): Citation => ({ ...guideline, topic, strength });

const aha = cite(AHA_HF);
const esc = cite(ESC_HF);

export const citations = {
  rasInhibitor: aha('section 7.3.1, ARNI, ACE inhibitor or ARB in HFrEF', 'class 1, level A'),
  betaBlocker: aha('section 7.3.2, beta-blockers in HFrEF', 'class 1, level A'),
  mra: aha('section 7.3.3, MRA in HFrEF', 'class 1, level A'),
  mraPotassium: aha(
    'section 7.3.3, MRA and potassium that cannot be kept below 5.5 mmol/L',
    'class 3: harm, level B-NR',
  ),
  sglt2Reduced: aha('section 7.3.4, SGLT2 inhibitors in HFrEF', 'class 1, level A'),
  sglt2Any: cite(ESC_HF_UPDATE)('SGLT2 inhibitors in HFmrEF and HFpEF', 'class I, level A'),
  sglt2AnyAha: aha('SGLT2 inhibitors in HFmrEF and HFpEF', 'class 2a, level B-R'),
  improved: aha(
    'HF with improved EF: go on with the therapy of a reduced one, even without symptoms',
    'class 1, level B-R',
  ),
  imaging: aha('section 4.4, cardiac imaging', 'class 1, level C-LD'),
  peptide: aha(
    'section 4.2, biomarkers: BNP or NT-proBNP at admission for heart failure',
    'class 1, level A',
  ),
  followUpAha: aha(
    'integration of care: early visit, generally within 7 days of discharge',
    'class 2a, level B-NR',
  ),
  followUpEsc: esc('early follow-up 1 to 2 weeks after discharge', 'class I, level C'),
  practice: esc('supplement, practical guidance on the use of these drugs', 'expert advice'),
  anticoagulantAcc: cite(ACC_AF)(
    'section 6.3.1, CHA₂DS₂-VASc ≥ 2 in men or ≥ 3 in women',
    'class 1, level A',
  ),
  anticoagulantLowerAcc: cite(ACC_AF)(
    'section 6.3.1, CHA₂DS₂-VASc 1 in men or 2 in women',
    'class 2a, level A',
  ),
  anticoagulantEsc: cite(ESC_AF)('CHA₂DS₂-VA ≥ 2', 'class I'),
  anticoagulantLowerEsc: cite(ESC_AF)('CHA₂DS₂-VA 1', 'class IIa'),
  valvesAcc: cite(ACC_AF)(
    'section 6.3.1, direct oral anticoagulants before warfarin, but not with moderate to severe rheumatic mitral stenosis or a mechanical valve',
    'class 1, level A',
  ),
  valvesEsc: cite(ESC_AF)(
    'direct oral anticoagulants before vitamin K antagonists, but not with a mechanical valve or moderate to severe mitral stenosis',
    'class I, level A',
  ),
} as const satisfies Record<string, Citation>;
