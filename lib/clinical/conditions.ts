import type { CodeSet } from './code-set.ts';

/**
 * The diagnosis that the model is for. ICD-10-CM: the code list of the CMS readmission measure for heart failure
 * (I09.81, I11.0, I13.0, I13.2, I50).
 */
export const heartFailure: CodeSet<'heart-failure'> = {
  id: 'heart-failure',
  label: 'Heart failure',
  concept: '84114007',
  icd10: ['I50', 'I110', 'I130', 'I132', 'I0981'],
  icd9: ['428', '39891', '40201', '40211', '40291', '40401', '40403', '40411', '40413', '40491', '40493'],
};

/** Comorbidities of the contract, `condition.<id>`. ICD prefixes follow Quan et al. 2005 (doi:10.1097/01.mlr.0000182534.19832.83). */
export const comorbidities = [
  {
    id: 'atrial-fibrillation',
    label: 'Atrial fibrillation or flutter',
    concept: '49436004',
    icd10: ['I48'],
    icd9: ['4273'],
  },
  {
    id: 'diabetes',
    label: 'Diabetes mellitus',
    concept: '44054006',
    icd10: ['E08', 'E09', 'E10', 'E11', 'E12', 'E13', 'E14'],
    // 357.2, 362.0 and 366.41: nerve, retina and lens in diabetes.
    icd9: ['249', '250', '3572', '3620', '36641'],
  },
  {
    id: 'chronic-kidney-disease',
    label: 'Chronic kidney disease',
    concept: '709044004',
    icd10: ['N18', 'I12', 'I13', 'E0822', 'E0922', 'E1022', 'E1122', 'E1322'],
    icd9: ['585', '403', '404'],
  },
  {
    id: 'copd',
    label: 'Chronic obstructive pulmonary disease',
    concept: '13645005',
    icd10: ['J43', 'J44'],
    // 493.2 is asthma with obstruction (J44.0, J44.1, J44.8 of ICD-10-CM).
    icd9: ['4912', '492', '4932', '496'],
  },
  {
    id: 'hypertension',
    label: 'Hypertension',
    concept: '59621000',
    icd10: ['I10', 'I11', 'I12', 'I13', 'I15', 'I16'],
    icd9: ['401', '402', '403', '404', '405'],
  },
  {
    id: 'ischaemic-heart-disease',
    label: 'Ischaemic heart disease',
    concept: '414545008',
    icd10: ['I20', 'I21', 'I22', 'I23', 'I24', 'I25'],
    // 429.7: sequelae of an infarction (I23).
    icd9: ['410', '411', '412', '413', '414', '4297'],
  },
  {
    id: 'stroke',
    label: 'Stroke or TIA',
    concept: '230690007',
    icd10: ['I60', 'I61', 'I62', 'I63', 'I64', 'I69', 'G45', 'Z8673'],
    // 433 and 434 are occlusions: the fifth digit 1 says that tissue died (I63), 0 that it did not (I65, I66).
    icd9: [
      '430',
      '431',
      '432',
      '43301',
      '43311',
      '43321',
      '43331',
      '43381',
      '43391',
      '43401',
      '43411',
      '43491',
      '435',
      '436',
      '438',
      '36234',
      'V1254',
    ],
  },
  {
    id: 'anaemia',
    label: 'Anaemia',
    concept: '271737000',
    icd10: ['D50', 'D51', 'D52', 'D53', 'D55', 'D56', 'D57', 'D58', 'D59', 'D60', 'D61', 'D62', 'D63', 'D64'],
    icd9: ['280', '281', '282', '283', '284', '285'],
  },
] as const satisfies readonly CodeSet[];

export type ComorbidityId = (typeof comorbidities)[number]['id'];
