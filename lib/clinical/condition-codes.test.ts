import { describe, expect, it } from 'vitest';
import { type CodeSet, ICD9_CM, ICD10_CM, SNOMED_CT } from './code-set.ts';
import table from './codes/condition-codes.json' with { type: 'json' };
import { matches } from './condition-codes.ts';
import { comorbidities, heartFailure } from './conditions.ts';
import { hasVerhoeffDigit } from './fixtures/check-digits.ts';
import mappings from './fixtures/icd-9-to-10.json' with { type: 'json' };
import { guidelineConditions } from './guideline-conditions.ts';

const GM = 'http://fhir.de/CodeSystem/dimdi/icd-10-gm';
const sets = [heartFailure, ...comorbidities];

const idsOf = (system: string, code: string) =>
  sets.filter((set) => matches(set, [{ system, code }])).map(({ id }) => id);

describe('matches', () => {
  it.each([
    [SNOMED_CT, '88805009'],
    [SNOMED_CT, '84114007 |Heart failure|'],
    [SNOMED_CT, '84114007|Heart failure'],
    ['urn:oid:2.16.840.1.113883.6.96', '84114007'],
    ['http://snomed.info/sct/731000124108', '153951000119103'],
    [ICD10_CM, 'I50.23'],
    ['http://hl7.org/fhir/sid/icd-10', 'i50'],
    [ICD10_CM, 'I13.2'],
    [ICD10_CM, 'I09.81'],
    [GM, 'I50.1-'],
    [GM, 'I50.14!'],
    [GM, 'I50.13+'],
    ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', 'I50.01G'],
    ['urn:oid:1.2.276.0.76.5.409', 'I11.00'],
    ['http://hl7.org/fhir/sid/icd-9-cm', '428.0'],
  ])('%s %s is heart failure', (system, code) => {
    expect(matches(heartFailure, [{ system, code }])).toBe(true);
  });

  it.each([
    [ICD10_CM, 'I11.9'],
    [ICD10_CM, 'I13.10'],
    [ICD10_CM, ''],
    [SNOMED_CT, '8880500'],
    [SNOMED_CT, '84114007:246112005=24484000'],
    ['http://example.org/local', 'I50'],
    ['http://hl7.org/fhir/sid/icd-10-pcs', 'I50'],
    ['http://hl7.org/fhir/sid/icd-9-cm', '402.90'],
    // A laboratory's billing key may share the arc of the German catalogues, never the shape of a diagnosis.
    ['urn:oid:1.2.276.0.76.5.311', '5050'],
  ])('%s %s is not', (system, code) => {
    expect(matches(heartFailure, [{ system, code }])).toBe(false);
  });

  it.each([
    ['D57.1', ['anaemia']],
    ['E11.22', ['diabetes', 'chronic-kidney-disease']],
    ['I13.0', ['heart-failure', 'chronic-kidney-disease', 'hypertension']],
    ['I65.2', []],
    ['J42', []],
    ['Z86.73', ['stroke']],
  ])('ICD-10 %s counts as %j', (code, ids) => {
    expect(idsOf(ICD10_CM, code)).toEqual(ids);
  });
});

describe('the table of SNOMED CT concepts', () => {
  it('has a list for every condition that a model reads, and none of an unknown one', () => {
    const known = [...sets, ...guidelineConditions].map(({ id }) => String(id));
    expect(Object.keys(table)).toEqual(expect.arrayContaining(sets.map(({ id }) => id)));
    expect(Object.keys(table).filter((id) => !known.includes(id))).toEqual([]);
  });

  it('holds the concept that the simulator writes', () => {
    for (const { id, concept } of sets) expect(idsOf(SNOMED_CT, concept)).toContain(id);
  });

  it('holds identifiers with a right check digit (Verhoeff), each once', () => {
    for (const codes of Object.values(table)) {
      expect(codes.filter((code) => !/^\d{6,18}$/.test(code) || !hasVerhoeffDigit(code))).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('counts what SNOMED CT calls a kind of hypertensive heart failure as both', () => {
    expect(idsOf(SNOMED_CT, '46113002')).toEqual(['heart-failure', 'hypertension']);
    expect(idsOf(SNOMED_CT, '426814001')).toEqual(['atrial-fibrillation', 'stroke']);
  });
});

describe('diagnoses that a guideline depends on', () => {
  const among: readonly CodeSet[] = guidelineConditions;
  const found = (system: string, code: string) =>
    among.filter((set) => matches(set, [{ system, code }])).map(({ id }) => id);

  it.each(among.map((set) => [set.id, set] as const))('%s has codes that can be right', (id, set) => {
    for (const code of set.kinds ?? []) expect(hasVerhoeffDigit(code), code).toBe(true);
    for (const prefix of set.icd10) expect(prefix).toMatch(/^[A-Z]\d[0-9A-Z]{1,4}$/);
    if (id !== 'systemic-embolism') expect(found(SNOMED_CT, set.concept)).toContain(id);
  });

  it.each([
    ['J45.50', ['asthma']],
    ['I44.0', []],
    ['I44.1', ['high-degree-block']],
    ['Z95.0', ['heart-pacemaker']],
    ['Z95.810', []],
    ['I70.221', ['critical-limb-ischaemia', 'vascular-disease']],
    ['I70.211', ['vascular-disease']],
    ['N18.6', ['dialysis']],
    ['N18.4', []],
    ['Z99.2', ['dialysis']],
    ['K74.60', []],
    ['K72.10', ['severe-liver-disease']],
    ['E27.1', ['adrenal-insufficiency']],
    ['Z95.2', ['mechanical-valve']],
    ['Z95.3', []],
    ['I34.0', []],
    ['I34.2', ['mitral-stenosis']],
    ['K25.4', ['gastrointestinal-bleeding']],
    ['K25.9', []],
    ['K57.31', ['gastrointestinal-bleeding']],
    ['K57.30', []],
    ['D68.51', []],
    ['D69.6', ['bleeding-tendency']],
    ['S06.5X0A', ['intracranial-haemorrhage']],
    ['Z51.5', ['palliative-care']],
    ['T46.4X5A', ['ras-inhibitor-intolerance']],
    // Family history of asthma, of diabetes, of ischaemic heart disease; personal history of a circulatory disease.
    ['Z82.5', []],
    ['Z83.3', []],
    ['Z82.49', []],
    ['Z86.79', []],
  ])('ICD-10 %s counts as %j', (code, ids) => {
    expect(found(ICD10_CM, code)).toEqual(ids);
  });
});

describe('ICD-9-CM and ICD-10-CM', () => {
  /** Pairs of the mappings that differ in meaning, so that only one side counts: ICD-9-CM code → why. */
  const UNLIKE: Readonly<Record<string, string>> = {
    '2518': 'a disorder of the pancreas, which may or may not mean diabetes',
    '25040': 'any kidney disease in diabetes, not only chronic failure',
    '25041': 'as 250.40',
    '25042': 'as 250.40',
    '58381': 'a kidney inflamed in any other disease',
    '5939': 'a disorder of the kidney without a name',
    '40591': 'renovascular hypertension; the mapping names the kidney (N26.2)',
    '4292': 'a cardiovascular disease without a name',
    '4295': 'a ruptured chorda from whatever cause',
    '4296': 'a ruptured papillary muscle from whatever cause',
    '42971': 'a septal defect after infarction; mapped to one of any cause as well',
    '42979': 'a thrombus after infarction; mapped to one of any cause as well',
    '36234': 'a transient occlusion of the retina; mapped to a lasting one as well',
    '4358': 'mapped to the syndromes of single arteries as well (G46)',
    '4359': 'mapped to acute cerebrovascular insufficiency as well (I67)',
    '436': 'mapped to other cerebrovascular disease as well (I67)',
    '4377': 'transient global amnesia: inside G45, no attack of ischaemia by itself',
    V1259: 'a history of any other disease of the circulation',
    '2849': 'mapped to a myelodysplastic syndrome as well',
    '2850': 'mapped to a myelodysplastic syndrome as well',
    '28959': 'a disease of the spleen, which sickle cells may cause',
  };
  const pairs = Object.entries(mappings).flatMap(([nine, tens]) => tens.map((ten) => [nine, ten] as const));

  it('agree over every pair of the mappings of CMS but those that differ in meaning', () => {
    const unlike = pairs.filter(
      ([nine, ten]) => idsOf(ICD9_CM, nine).join() !== idsOf(ICD10_CM, ten).join() && !(nine in UNLIKE),
    );
    // A code for two conditions splits into one code for each.
    const wrong = unlike.filter(([nine, ten]) => {
      const [a, b] = [idsOf(ICD9_CM, nine), idsOf(ICD10_CM, ten)];
      return a.length === 0 || b.length === 0 || !a.some((id) => b.includes(id));
    });
    expect(wrong).toEqual([]);
  });

  it('names no exception that is none', () => {
    const used = new Set(
      pairs
        .filter(([nine, ten]) => idsOf(ICD9_CM, nine).join() !== idsOf(ICD10_CM, ten).join())
        .map(([nine]) => nine),
    );
    expect(Object.keys(UNLIKE).filter((nine) => !used.has(nine))).toEqual([]);
  });
});
