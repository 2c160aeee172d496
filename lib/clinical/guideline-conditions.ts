import type { CodeSet } from './code-set.ts';

/** Atherosclerosis of the limbs and of bypass grafts in them, ICD-10-CM I70.2 to I70.7. */
const LIMBS = ['I702', 'I703', 'I704', 'I705', 'I706', 'I707'];
/** Fifth characters: rest pain, ulcers of the right or left leg, other ulcers, gangrene. */
const CRITICAL = ['2', '3', '4', '5', '6'];

/**
 * What speaks against a drug of heart failure. Generated tables (`condition-codes.ts`) hold the value sets of quality
 * measures for most of them; `kinds` are concepts beside those. ICD-10 prefixes hold for WHO and CM editions.
 */
const againstDrugs = [
  {
    id: 'type-1-diabetes',
    label: 'Type 1 diabetes',
    concept: '46635009',
    kinds: ['190331003'],
    icd10: ['E10'],
    icd9: [],
  },
  {
    id: 'ketoacidosis',
    label: 'Diabetic ketoacidosis',
    concept: '420422005',
    icd10: ['E081', 'E091', 'E101', 'E111', 'E121', 'E131', 'E141'],
    icd9: ['2501'],
  },
  { id: 'asthma', label: 'Asthma', concept: '195967001', icd10: ['J45', 'J46'], icd9: ['493'] },
  {
    id: 'high-degree-block',
    label: 'Second- or third-degree AV block',
    concept: '27885002',
    icd10: ['I441', 'I442'],
    icd9: ['4260', '42612', '42613'],
  },
  {
    id: 'sick-sinus',
    label: 'Sick sinus syndrome',
    concept: '36083008',
    kinds: ['36083008'],
    icd10: ['I495'],
    icd9: ['42781'],
  },
  {
    id: 'heart-pacemaker',
    label: 'Pacemaker in situ',
    concept: '441509002',
    icd10: ['Z950', 'Z450'],
    icd9: ['V4501', 'V5331'],
  },
  {
    id: 'cardiogenic-shock',
    label: 'Cardiogenic shock',
    concept: '89138009',
    kinds: ['89138009'],
    icd10: ['R570'],
    icd9: ['78551'],
  },
  {
    id: 'critical-limb-ischaemia',
    label: 'Critical limb ischaemia',
    concept: '792844003',
    kinds: ['792843009', '792844003'],
    icd10: [
      ...LIMBS.flatMap((limb) => CRITICAL.map((kind) => `${limb}${kind}`)),
      'E0852',
      'E0952',
      'E1052',
      'E1152',
      'E1352',
    ],
    icd9: ['44022', '44023', '44024'],
  },
  {
    id: 'angioedema',
    label: 'Angioedema',
    concept: '41291007',
    kinds: ['41291007', '82966003'],
    icd10: ['T783', 'D841'],
    icd9: ['9951'],
  },
  {
    id: 'renal-artery-stenosis',
    label: 'Renal artery stenosis',
    concept: '302233006',
    kinds: ['302233006'],
    icd10: ['I701', 'I150', 'Q271'],
    icd9: ['4401', '40501', '40511', '40591'],
  },
  {
    id: 'ras-inhibitor-intolerance',
    label: 'Intolerance of an ACE inhibitor or ARB',
    concept: '407564000',
    icd10: ['T464X5'],
    icd9: [],
  },
  {
    id: 'beta-blocker-intolerance',
    label: 'Intolerance of a beta-blocker',
    concept: '292419005',
    icd10: ['T447X5'],
    icd9: [],
  },
  {
    id: 'pregnancy',
    label: 'Pregnancy or breastfeeding',
    concept: '77386006',
    icd10: ['Z33', 'Z34', 'Z35', 'Z36', 'Z3A', 'Z3201', 'Z321', 'Z391', 'O09'],
    icd9: ['V22', 'V23', 'V241'],
  },
  {
    id: 'dialysis',
    label: 'Dialysis or end-stage kidney disease',
    concept: '236435004',
    kinds: ['105502003'],
    icd10: ['N185', 'N186', 'Z49', 'Z992', 'Z9115'],
    icd9: ['5856', 'V4511', 'V56'],
  },
  // A treatment, for whatever reason: without a diagnosis it tells of the weeks around it.
  { id: 'dialysis-session', label: 'Dialysis', concept: '265764009', icd10: [], icd9: [] },
  {
    id: 'severe-liver-disease',
    label: 'Liver failure',
    concept: '59927004',
    icd10: ['K704', 'K72', 'K767', 'K9182', 'B190', 'B1911', 'B1921'],
    icd9: ['5722', '5724', '5728'],
  },
  {
    id: 'adrenal-insufficiency',
    label: 'Addison’s disease or adrenal insufficiency',
    concept: '363732003',
    kinds: ['363732003', '386584007'],
    icd10: ['E271', 'E272', 'E273', 'E274', 'E896'],
    icd9: ['2554'],
  },
] as const satisfies readonly CodeSet[];

/** What the risk of stroke is counted from, which anticoagulant it takes, and what is to be weighed against one. */
const forAnticoagulants = [
  {
    id: 'mechanical-valve',
    label: 'Prosthetic heart valve',
    concept: '699347000',
    kinds: ['699347000', '174929002', '431339008', '174937005', '174946004', '232773001'],
    // Z95.2 is any prosthesis but a xenograft (Z95.3).
    icd10: ['Z952'],
    icd9: ['V433'],
  },
  {
    id: 'mitral-stenosis',
    label: 'Mitral stenosis',
    concept: '79619009',
    kinds: ['79619009'],
    icd10: ['I050', 'I052', 'I342', 'Q232'],
    icd9: ['3940', '3942'],
  },
  {
    id: 'intracranial-haemorrhage',
    label: 'Intracranial haemorrhage',
    concept: '1386000',
    icd10: ['I60', 'I61', 'I62', 'I690', 'I691', 'I692', 'S064', 'S065', 'S066'],
    icd9: ['430', '431', '432', '852'],
  },
  {
    id: 'gastrointestinal-bleeding',
    label: 'Gastrointestinal bleeding',
    concept: '74474003',
    kinds: ['74474003', '37372002', '87763006', '2901004', '8765009', '405729008', '12063002'],
    icd10: [
      ...['K25', 'K26', 'K27', 'K28'].flatMap((ulcer) =>
        ['0', '2', '4', '6'].map((bled) => `${ulcer}${bled}`),
      ),
      ...['K2901', 'K31811', 'K5521', 'I8501', 'I8511', 'K625', 'K920', 'K921', 'K922'],
      ...['1', '3'].flatMap((bled) => ['0', '1', '2', '3', '5', '9'].map((part) => `K57${part}${bled}`)),
    ],
    icd9: ['578', '5310', '5312', '5314', '5320', '5322', '5324', '4560', '5693'],
  },
  {
    id: 'bleeding-tendency',
    label: 'Bleeding tendency',
    concept: '123789000',
    icd10: [
      ...['D65', 'D66', 'D67', 'D680', 'D681', 'D682', 'D683', 'D684'],
      ...['D691', 'D693', 'D694', 'D695', 'D696', 'T45515'],
    ],
    icd9: ['2860', '2861', '2862', '2863', '2864', '2865', '2866', '2867', '2871', '2873', '2874', '2875'],
  },
  {
    id: 'vascular-disease',
    label: 'Myocardial infarction, peripheral artery disease or aortic plaque',
    concept: '22298006',
    kinds: ['1755008', '399211009', '400047006'],
    icd10: [
      'I21',
      'I22',
      'I252',
      'I700',
      ...LIMBS,
      'I739',
      'E0851',
      'E0852',
      'E1051',
      'E1052',
      'E1151',
      'E1152',
    ],
    icd9: ['410', '412', '4400', '4402', '4403', '4439'],
  },
  {
    id: 'systemic-embolism',
    label: 'Systemic embolism',
    concept: '54687002',
    kinds: [],
    icd10: ['I74'],
    icd9: ['444'],
  },
] as const satisfies readonly CodeSet[];

/** What changes the aim of the care, and with it whether a drug that prolongs life is the question. */
const goalsOfCare = [
  { id: 'palliative-care', label: 'Palliative care', concept: '103735009', icd10: ['Z515'], icd9: ['V667'] },
  { id: 'hospice-care', label: 'Hospice care', concept: '385763009', icd10: [], icd9: [] },
] as const satisfies readonly CodeSet[];

/** Diagnoses that no model reads and that a guideline's recommendation depends on. */
export const guidelineConditions = [...againstDrugs, ...forAnticoagulants, ...goalsOfCare] as const;

export type GuidelineConditionId = (typeof guidelineConditions)[number]['id'];
