import type { CodeSet } from './code-set.ts';

/**
 * Diagnoses that no model reads and that a guideline's recommendation depends on: what speaks against a drug, and what
 * the risk of stroke is counted from. SNOMED CT concepts are curated; ICD-10 prefixes hold for WHO and CM editions.
 */
export const guidelineConditions = [
  {
    id: 'type-1-diabetes',
    label: 'Type 1 diabetes',
    concept: '46635009',
    kinds: ['46635009', '420270002', '313435000', '190331003'],
    icd10: ['E10'],
    icd9: [],
  },
  {
    id: 'ketoacidosis',
    label: 'Diabetic ketoacidosis',
    concept: '420422005',
    kinds: ['420422005', '420270002', '421750000'],
    icd10: ['E081', 'E091', 'E101', 'E111', 'E121', 'E131', 'E141'],
    icd9: ['2501'],
  },
  {
    id: 'asthma',
    label: 'Asthma',
    concept: '195967001',
    kinds: [
      '195967001',
      '304527002',
      '233678006',
      '389145006',
      '370221004',
      '426979002',
      '427295004',
      '426656000',
      '427679007',
    ],
    icd10: ['J45', 'J46'],
    icd9: ['493'],
  },
  {
    id: 'high-degree-block',
    label: 'Second- or third-degree AV block',
    concept: '27885002',
    kinds: ['27885002', '195042002', '28189009', '54016002'],
    icd10: ['I441', 'I442'],
    icd9: ['4260', '42612', '42613'],
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
    icd10: ['I701'],
    icd9: ['4401'],
  },
  {
    id: 'pregnancy',
    label: 'Pregnancy',
    concept: '77386006',
    kinds: ['77386006', '72892002'],
    icd10: ['Z33', 'Z34', 'O09'],
    icd9: ['V22', 'V23'],
  },
  {
    id: 'intracranial-haemorrhage',
    label: 'Intracranial haemorrhage',
    concept: '1386000',
    kinds: ['1386000', '274100004', '21454007'],
    icd10: ['I60', 'I61', 'I62', 'I690', 'I691', 'I692'],
    icd9: ['430', '431', '432'],
  },
  {
    id: 'gastrointestinal-bleeding',
    label: 'Gastrointestinal bleeding',
    concept: '74474003',
    kinds: ['74474003', '37372002'],
    icd10: ['K920', 'K921', 'K922'],
    icd9: ['578'],
  },
  {
    id: 'vascular-disease',
    label: 'Myocardial infarction, peripheral artery disease or aortic plaque',
    concept: '22298006',
    kinds: [
      '22298006',
      '1755008',
      '399211009',
      '57054005',
      '401303003',
      '401314000',
      '399957001',
      '400047006',
    ],
    icd10: ['I21', 'I22', 'I252', 'I700', 'I702', 'I739'],
    icd9: ['410', '412', '4400', '4402', '4439'],
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

export type GuidelineConditionId = (typeof guidelineConditions)[number]['id'];
