import type { CodeSet } from './code-set.ts';

/**
 * The diagnosis that the model is for. SNOMED CT: descendants of 84114007 that charts carry;
 * ICD-10-CM: the code list of the CMS readmission measure for heart failure (I11.0, I13.0, I13.2, I50).
 */
export const heartFailure: CodeSet<'heart-failure'> = {
  id: 'heart-failure',
  label: 'Heart failure',
  snomed: [
    '84114007', // heart failure
    '88805009', // chronic congestive
    '42343007', // congestive
    '10633002', // acute congestive
    '56675007', // acute
    '48447003', // chronic
    '417996009', // systolic
    '418304008', // diastolic
    '441481004', // chronic systolic
    '441530006', // chronic diastolic
    '443254009', // acute systolic
    '443343001', // acute diastolic
    '443253003', // acute on chronic systolic
    '443344007', // acute on chronic diastolic
    '703272007', // reduced ejection fraction
    '446221000', // preserved ejection fraction
    '788950000', // mid-range ejection fraction
    '85232009', // left
    '128404006', // right
    '367363000', // right ventricular
    '92506005', // biventricular congestive
    '195114002', // acute left ventricular
    '424404003', // decompensated chronic
    '195111005', // decompensated
    '314206003', // refractory
    '698594003', // symptomatic congestive
    '46113002', // hypertensive
    '5148006', // hypertensive heart disease with congestive failure
  ],
  icd10: ['I50', 'I110', 'I130', 'I132'],
  icd9: ['428', '40201', '40211', '40291', '40401', '40403', '40411', '40413', '40491', '40493'],
};

/** Comorbidities of the contract, `condition.<id>`. ICD prefixes follow Quan et al. 2005 (doi:10.1097/01.mlr.0000182534.19832.83). */
export const comorbidities = [
  {
    id: 'atrial-fibrillation',
    label: 'Atrial fibrillation or flutter',
    snomed: ['49436004', '282825002', '440059007', '440028005', '426749004', '5370000'],
    icd10: ['I48'],
    icd9: ['4273'],
  },
  {
    id: 'diabetes',
    label: 'Diabetes mellitus',
    snomed: [
      '44054006', // type 2
      '73211009', // any
      '46635009', // type 1
      '313436004', // type 2 without complication
      '127013003', // kidney
      '368581000119106', // neuropathy
      '422034002', // retinopathy
      '1551000119108', // non-proliferative retinopathy
      '1501000119109', // proliferative retinopathy
      '97331000119101', // macular oedema
      '60951000119105', // blindness
      '90781000119102', // microalbuminuria
      '157141000119108', // proteinuria
    ],
    icd10: ['E08', 'E09', 'E10', 'E11', 'E12', 'E13', 'E14'],
    icd9: ['250'],
  },
  {
    id: 'chronic-kidney-disease',
    label: 'Chronic kidney disease',
    snomed: [
      '709044004', // any stage
      '433144002', // stage 3
      '700378005', // stage 3A
      '700379002', // stage 3B
      '431857002', // stage 4
      '433146000', // stage 5
      '431855005', // stage 1
      '431856006', // stage 2
      '46177005', // end stage
      '90688005', // chronic renal failure
      '236425005', // chronic renal impairment
      '127013003', // diabetic
    ],
    icd10: ['N18', 'I12', 'I13', 'E0822', 'E1022', 'E1122', 'E1322'],
    icd9: ['585', '403', '404'],
  },
  {
    id: 'copd',
    label: 'Chronic obstructive pulmonary disease',
    snomed: [
      '13645005',
      '185086009',
      '87433001',
      '195951007',
      '313296004',
      '313297008',
      '313299006',
      '135836000',
    ],
    icd10: ['J43', 'J44'],
    icd9: ['4912', '492', '496'],
  },
  {
    id: 'hypertension',
    label: 'Hypertension',
    snomed: [
      '59621000',
      '38341003',
      '1201005',
      '10725009',
      '31992008',
      '64715009',
      '5148006',
      '46113002',
      '38481006',
    ],
    icd10: ['I10', 'I11', 'I12', 'I13', 'I15', 'I16'],
    icd9: ['401', '402', '403', '404', '405'],
  },
  {
    id: 'ischaemic-heart-disease',
    label: 'Ischaemic heart disease',
    snomed: [
      '414545008', // any
      '53741008', // coronary
      '413838009', // chronic
      '22298006', // myocardial infarction
      '57054005', // acute infarction
      '401303003', // with ST elevation
      '401314000', // without ST elevation
      '399211009', // history of infarction
      '1755008', // old infarction
      '414795007', // ischaemia
      '394659003', // acute coronary syndrome
      '194828000', // angina
      '233819005', // stable angina
      '4557003', // unstable angina
    ],
    icd10: ['I20', 'I21', 'I22', 'I23', 'I24', 'I25'],
    icd9: ['410', '411', '412', '413', '414'],
  },
  {
    id: 'stroke',
    label: 'Stroke or TIA',
    snomed: ['230690007', '422504002', '432504007', '274100004', '21454007', '266257000', '275526006'],
    icd10: ['I60', 'I61', 'I62', 'I63', 'I64', 'I69', 'G45', 'Z8673'],
    icd9: ['430', '431', '432', '434', '435', '436', '438'],
  },
  {
    id: 'anaemia',
    label: 'Anaemia',
    snomed: ['271737000', '87522002', '234347009', '707323002', '84027009'],
    icd10: ['D50', 'D51', 'D52', 'D53', 'D55', 'D56', 'D57', 'D58', 'D59', 'D60', 'D61', 'D62', 'D63', 'D64'],
    icd9: ['280', '281', '282', '283', '284', '285'],
  },
] as const satisfies readonly CodeSet[];

export type ComorbidityId = (typeof comorbidities)[number]['id'];
