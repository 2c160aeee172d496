import { z } from 'zod';
import { analytes } from './analytes.ts';
import { comorbidities, heartFailure } from './conditions.ts';
import { drugClasses } from './drug-classes.ts';

/** HL7 v3-ActCode of each kind of encounter that a hospital's own code may stand for. */
export const encounterKinds = {
  inpatient: 'IMP',
  emergency: 'EMER',
  observation: 'OBSENC',
  'short-stay': 'SS',
  ambulatory: 'AMB',
  home: 'HH',
  virtual: 'VR',
} as const;

const LONGEST = 200;
const text = z.string().trim().min(1).max(LONGEST);

const list = (ids: readonly string[]) => ids.join(', ');
const oneOf = (what: string, ids: readonly string[]) =>
  z.string().refine((id) => ids.includes(id), { error: `is no ${what}; write one of ${list(ids)}` });

/** How a chart words the thing: a code of a system (`null`: the chart names none), or the whole text of a concept. */
const worded = {
  system: text.nullable().optional(),
  code: text.optional(),
  text: text.optional(),
  /** For the people who keep the file. */
  note: z.string().max(LONGEST).optional(),
};

const wordedRightly = (entry: {
  system?: string | null | undefined;
  code?: string | undefined;
  text?: string | undefined;
}) =>
  entry.text === undefined
    ? entry.code !== undefined && entry.system !== undefined
    : entry.code === undefined && entry.system === undefined;

const WORDED = {
  error: 'needs "system" and "code" ("system": null where the chart names none), or "text" alone',
};

const loincCodes = analytes.flatMap(({ codes }) => codes.map(({ loinc }) => loinc));
const NOT_READ = 'is no LOINC code that is read; docs/generated/codes.md lists those that are';

/** `measure`: the analyte in its usual form. `loinc`: one of its codes, where the form matters (urea or its nitrogen). */
const result = z
  .strictObject({
    ...worded,
    measure: oneOf(
      'measure',
      analytes.map(({ id }) => id),
    ).optional(),
    loinc: z
      .string()
      .refine((code) => loincCodes.includes(code), { error: NOT_READ })
      .optional(),
  })
  .refine(wordedRightly, WORDED)
  .refine(({ measure, loinc }) => (measure === undefined) !== (loinc === undefined), {
    error: 'needs "measure" or "loinc", and not both',
  });

const diagnosis = z
  .strictObject({
    ...worded,
    condition: oneOf(
      'condition',
      [heartFailure, ...comorbidities].map(({ id }) => id),
    ),
  })
  .refine(wordedRightly, WORDED);

const drug = z
  .strictObject({
    ...worded,
    class: oneOf(
      'drug class',
      drugClasses.map(({ id }) => id),
    ),
  })
  .refine(wordedRightly, WORDED);

const encounterClass = z
  .strictObject({ ...worded, class: oneOf('encounter class', Object.keys(encounterKinds)) })
  .refine(wordedRightly, WORDED);

const unit = z.strictObject({ spelling: text, ucum: text, note: z.string().max(LONGEST).optional() });

/** Version 1 of the file in which a hospital says what its own codes and units mean: docs/site-map.md. */
export const siteMapSchema = z.strictObject({
  $schema: z.string().optional(),
  siteMap: z.literal(1, { error: 'must be 1, the version of this format' }),
  name: text,
  results: z.array(result).default([]),
  diagnoses: z.array(diagnosis).default([]),
  drugs: z.array(drug).default([]),
  encounterClasses: z.array(encounterClass).default([]),
  units: z.array(unit).default([]),
});

export type SiteMap = z.infer<typeof siteMapSchema>;

/** How an entry is worded; see `worded`. */
export type Worded = {
  readonly system?: string | null | undefined;
  readonly code?: string | undefined;
  readonly text?: string | undefined;
};
