import { analytes } from './analytes.ts';
import { type ComorbidityId, comorbidities, heartFailure } from './conditions.ts';
import { type DrugClassId, drugClasses } from './drug-classes.ts';

/** What a code that is not read may stand for, by its wording alone: for a person to decide, never used. */
type Suggestion = { readonly id: string; readonly label: string };

type Kind = 'result' | 'diagnosis' | 'drug';

/** Words in English, German, French, Spanish, Italian and Dutch charts; `u` for letters of any script. */
const diagnoses: Readonly<Record<ComorbidityId | 'heart-failure', RegExp>> = {
  'heart-failure':
    /heart failure|cardiac failure|herzinsuff|insuffisance cardiaque|insuficiencia card|\bchf\b|hf[pmr]+ef/iu,
  'atrial-fibrillation':
    /atrial (fib|flut)|vorhof(flimm|flatt)|fibrillation auriculaire|fibrilaci[oó]n auricular/iu,
  diabetes: /diabet/iu,
  'chronic-kidney-disease':
    /chronic (kidney|renal)|niereninsuff|insuffisance rénale chronique|\bckd\b|end.stage renal/iu,
  copd: /\bcopd\b|obstructive pulmonary|chronisch obstrukt|\bbpco\b|\bepoc\b|emphysem/iu,
  hypertension: /(?<!pulmonary |portal |ocular )hypertens|bluthochdruck|\bhta\b/iu,
  'ischaemic-heart-disease':
    /isch(a)?emic heart|coronary (artery|heart)|myocardial infarct|koronare herz|herzinfarkt|angina pectoris|infarctus du myocarde/iu,
  stroke: /\bstroke\b|cerebral infarct|schlaganfall|hirninfarkt|transient isch|\bavc\b|\bictus\b/iu,
  anaemia: /an(a)?emi|anämie|anémie/iu,
};

const drugs: Readonly<Record<DrugClassId, RegExp>> = {
  'beta-blocker': /\p{L}{2,}olol\b|beta.?block/iu,
  'ras-inhibitor': /\p{L}{2,}(pril|prilat|sartan)\b/iu,
  mra: /spironola[ck]ton|epleren|finerenon|[ck]anrenoat?/iu,
  'sglt2-inhibitor': /\p{L}{2,}gliflozin/iu,
  'loop-diuretic': /furosemid|torasemid|torsemid|bumetanid|piretanid|azosemid|eta?hacryn/iu,
  digoxin: /digoxin|digitoxin/iu,
  anticoagulant: /\p{L}{2,}xaban\b|dabigatran|warfarin|phenprocoumon|acenocoumarol|fluindion/iu,
  statin: /(?<!\p{L})(?!(?:ny|cila|pento|soma|sando)statin)\p{L}+statin(?!\p{L})/iu,
};

const words: Readonly<Record<Kind, readonly (readonly [string, RegExp])[]>> = {
  result: analytes.map(({ id, wording }) => [id, wording] as const),
  diagnosis: Object.entries(diagnoses),
  drug: Object.entries(drugs),
};

/** Another specimen or quantity, a person who has not got it, or a question about it. */
const OTHER: Readonly<Record<Kind, RegExp>> = {
  result:
    /urin|harn\b|\burine|dialys|liquor|\bcsf\b|spinal|fluid|punktat|pleura|peritone|ascit|stool|stuhl|sweat|clearance|ratio|quotient|\/|24.?h|fetal|fetus|cord blood|a1c|glyk|glyc|target|goal|risk|score|gfr|panel|transport|micro|pre.?albumin/iu,
  diagnosis:
    /\bno\b|without|ohne|kein|family|famili|\brisk|screen|excluded|ausschluss|suspected|verdacht|insipidus|pre-?diab|prädiab/iu,
  drug: /allerg|ophthalm|eye|augen/iu,
};

const labels = new Map<string, string>(
  [...analytes, heartFailure, ...comorbidities, ...drugClasses].map(({ id, label }) => [id, label]),
);

/** What the wording looks like; `null` when it looks like nothing that is read, or like several things. */
export function suggestMeaning(kind: Kind, wording: string): Suggestion | null {
  if (OTHER[kind].test(wording)) return null;
  const found = words[kind].filter(([, pattern]) => pattern.test(wording));
  const [id] = found.length === 1 ? (found[0] ?? []) : [];
  return id === undefined ? null : { id, label: labels.get(id) ?? id };
}
