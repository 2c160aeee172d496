import { classifyDrug } from '#lib/clinical/classify-drug.ts';
import { matches } from '#lib/clinical/condition-codes.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { guidelineConditions } from '#lib/clinical/guideline-conditions.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isIssue,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { codesOf } from './codes.ts';
import type { AllergyEntry } from './slice.ts';

/** Words that name a whole class; one that is meant too widely holds a recommendation back, and gives none. */
const CLASS_WORDS: readonly (readonly [DrugClassId, RegExp])[] = [
  ['beta-blocker', /\bbeta[- ]?(?:adrenergic |adrenoceptor )?block|\bbetablocker/i],
  [
    'ras-inhibitor',
    /\bace[- ]?(?:inhibitor|hemmer|i\b)|angiotensin[- ]converting|angiotensin[- ](?:ii |2 )?receptor|\barbs?\b|\barni\b/i,
  ],
  ['mra', /mineralocorticoid|aldosterone (?:receptor )?antagonist/i],
  ['sglt2-inhibitor', /sglt-?2|sodium[- ]glucose co-?transporter|gliflozin/i],
  ['anticoagulant', /\banticoagulant|\bcoumarin/i],
];

/** Findings of intolerance by their SNOMED CT concepts, where a chart sends no words. */
const INTOLERANCES = new Map<string, DrugClassId>([
  ['ras-inhibitor-intolerance', 'ras-inhibitor'],
  ['beta-blocker-intolerance', 'beta-blocker'],
]);

/** "Allergy to lisinopril" speaks of the drug and is not it: what stands behind the words is. */
const ABOUT =
  /^(?:drug )?(?:allergy|allergic reaction|intolerance|hypersensitivity|adverse reaction|side effect)s?(?: to| of| caused by|:)? /i;

function classesOf(concept: unknown): readonly DrugClassId[] {
  const codes = codesOf(concept).map(({ system, code }) => ({ system, code }));
  const texts = [asText(element(concept, 'text')), ...codings(concept).map(({ display }) => display)]
    .filter((text) => text !== undefined)
    .map((text) => text.replace(ABOUT, ''));
  const named = CLASS_WORDS.filter(([, words]) => texts.some((text) => words.test(text))).map(([id]) => id);
  const found = guidelineConditions
    .filter((set) => matches(set, codes))
    .flatMap(({ id }) => INTOLERANCES.get(id) ?? []);
  return [...classifyDrug({ codes, texts }).classes, ...named, ...found];
}

const statusesOf = (resource: unknown, name: string) =>
  codings(element(resource, name)).map(({ code }) => code);

/** FHIR R4 allergyintolerance-clinical and -verification: what is over, disproved or a mistake warns of nothing. */
const OVER = new Set(['inactive', 'resolved']);
const DISPROVED = new Set(['refuted', 'entered-in-error']);

function toEntry(allergy: unknown): AllergyEntry | undefined {
  const verification = statusesOf(allergy, 'verificationStatus');
  const clinical = statusesOf(allergy, 'clinicalStatus');
  if (verification.some((code) => DISPROVED.has(code)) || clinical.some((code) => OVER.has(code)))
    return undefined;
  const substances = [
    element(allergy, 'code'),
    ...asObjects(element(allergy, 'reaction')).map((reaction) => element(reaction, 'substance')),
  ].filter((one) => one !== undefined);
  const label = substances.map(conceptText).find(Boolean);
  if (label === undefined) return undefined;
  const dated = [element(allergy, 'recordedDate'), element(allergy, 'onsetDateTime')]
    .filter((one) => one !== undefined)
    .map((one) => readMoment(one, 'recordedDate'))
    .find((one) => !isIssue(one));
  return {
    reference: referenceTo(allergy),
    label,
    classes: [...new Set(substances.flatMap(classesOf))],
    since: dated === undefined || isIssue(dated) ? null : dated,
    certainty: verification.includes('unconfirmed') ? 'unconfirmed' : 'confirmed',
  };
}

/** Allergies and intolerances in force, in the order of the chart: those to drugs name their classes. */
export const readAllergies = (chart: Chart): readonly AllergyEntry[] =>
  chart.all('AllergyIntolerance').flatMap((allergy) => toEntry(allergy) ?? []);
