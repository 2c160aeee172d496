import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isTagged, TaggedError } from '#lib/clinical/tagged-error.ts';
import { GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import type { KnownTruth } from '#lib/simulator/oracle/known-truth.ts';
import { patientId } from '#lib/simulator/patient.ts';

/** A folder that cannot be used; the message names file, field and reason. */
export class TruthFileError extends TaggedError {
  override readonly name = 'TruthFileError';
  readonly tag = 'unusable';
}

const number = z.number();
const truthSchema = z.object({
  patient: z.string(),
  logHazard: number,
  timeDays: number.positive(),
  event: z.literal([0, 1]),
}) satisfies z.ZodType<KnownTruth>;

const cohortSchema = z.object({
  cohort: z.string(),
  patients: z.int().positive(),
  seed: z.int().nonnegative(),
  generatorVersion: z.int(),
  /** Only the interaction arm has it. */
  interaction: z.number().min(0).max(1).default(0),
});

function parse<T>(text: string, schema: z.ZodType<T>, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TruthFileError(`${where}: not JSON`, { cause });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new TruthFileError(`${where}: ${issue?.path.join('.') || 'value'}: ${issue?.message ?? 'wrong'}`);
}

const unreadable = (path: string) => (cause: unknown) => {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  throw new TruthFileError(
    missing
      ? `${path} is not there: give the folder that "consilium simulate" wrote`
      : `${path} cannot be read`,
    { cause },
  );
};

type TruthFolder = {
  readonly seed: number;
  readonly interaction: number;
  readonly truths: readonly KnownTruth[];
};

/** Throws `TruthFileError` for a folder that is not a whole heart-failure cohort of this generator. */
export async function readTruthFolder(folder: string): Promise<TruthFolder> {
  const path = join(folder, 'cohort.json');
  const text = await readFile(path, 'utf8').catch(unreadable(path));
  const { cohort, patients, seed, generatorVersion, interaction } = parse(text ?? '', cohortSchema, path);
  if (cohort !== 'hf') throw new TruthFileError(`${path}: cohort ${cohort} has no hazard of readmission`);
  if (generatorVersion !== GENERATOR_VERSION)
    throw new TruthFileError(
      `${path}: generatorVersion ${generatorVersion}, but this is ${GENERATOR_VERSION}: simulate the cohort again`,
    );
  const truths = await readTruths(join(folder, 'truth.ndjson'), seed);
  if (truths.length !== patients)
    throw new TruthFileError(
      `${join(folder, 'truth.ndjson')}: ${truths.length} patients, but cohort.json says ${patients}`,
    );
  return { seed, interaction, truths };
}

/** The lines of a file of JSON, each with where it stands. Throws `TruthFileError` for one that is not as the schema says. */
export async function* readTruthLines<T>(
  path: string,
  schema: z.ZodType<T>,
): AsyncGenerator<{ readonly truth: T; readonly where: string }> {
  const name = basename(path);
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      number += 1;
      const where = `${name} line ${number}`;
      yield { truth: parse(line, schema, where), where };
    }
  } catch (cause) {
    if (isTagged<TruthFileError>(cause, 'TruthFileError')) throw cause;
    unreadable(path)(cause);
  }
}

async function readTruths(path: string, seed: number): Promise<KnownTruth[]> {
  const truths: KnownTruth[] = [];
  for await (const { truth, where } of readTruthLines(path, truthSchema)) {
    if (truth.patient !== patientId(seed, truths.length))
      throw new TruthFileError(`${where}: patient ${truth.patient} is not of the seed in cohort.json`);
    truths.push(truth);
  }
  return truths;
}
