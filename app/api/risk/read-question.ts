import type { Issue } from '#lib/clinical/issue.ts';
import type { Model } from '#lib/contract/model.ts';
import { type ProblemDetails, type RiskQuestion, riskQuestion } from '#lib/contract/risk-schema.ts';
import { type ChosenTime, readChosenTime } from '#lib/fusion/chosen-landmark.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { models } from '#lib/models/index.ts';
import type { Subject } from './find-subject.ts';
import { isProblem, type Problem, problem } from './problem.ts';
import { type Body, readBody } from './read-body.ts';

/** What is asked: about whom, from which time, and of which model. */
export type Question = {
  readonly subject: Subject;
  readonly at: ChosenTime;
  readonly model: Model<Slices>;
  readonly issues: readonly Issue[];
};

type FieldError = NonNullable<ProblemDetails['errors']>[number];

/** Where a field was found, for the error that names it. */
type Place = { readonly pointer: string } | { readonly parameter: string };
type Field = { readonly text: string; readonly place: Place };

/** What stands in an address may stand in a log: a date of a patient may not. */
const PLAIN_TIME = /^(own|latest|\+[\d.]+d)$/;
const PARAMETERS = ['at', 'model'] as const;

const askable = models.filter(({ kind }) => kind === 'survival');

/** JSON pointer (RFC 6901) as a URI fragment. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  [
    '#',
    ...path.map((step) => encodeURIComponent(String(step).replace(/~/g, '~0').replace(/\//g, '~1'))),
  ].join('/');

function parseQuestion({ type, value }: Body): RiskQuestion | FieldError[] {
  const parsed = riskQuestion.safeParse(type === 'application/json' ? value : { bundle: value });
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => ({
    pointer: pointerTo(type === 'application/json' ? path : path.slice(1)),
    detail: message,
  }));
}

/** Unknown parameters are named: a misspelt one would otherwise be a question that nobody asked. */
function parametersOf(request: Request): Map<string, string> | FieldError[] {
  const found = [...new URL(request.url).searchParams];
  const unknown = found.filter(([name]) => !PARAMETERS.some((known) => known === name));
  if (unknown.length > 0)
    return unknown.map(([parameter]) => ({
      parameter,
      detail: `only ${PARAMETERS.join(' and ')} are known`,
    }));
  return new Map(found);
}

function fieldOf(name: 'at' | 'model', body: string | undefined, query: Map<string, string>): Field | null {
  if (body !== undefined) return { text: body, place: { pointer: `#/${name}` } };
  const text = query.get(name);
  return text === undefined ? null : { text, place: { parameter: name } };
}

function timeOf(field: Field | null): ChosenTime | FieldError {
  if (field === null) return { kind: 'own' };
  // In a query a bare + means a space.
  const text = 'parameter' in field.place ? field.text.replace(/^ /, '+') : field.text;
  if ('parameter' in field.place && !PLAIN_TIME.test(text))
    return { ...field.place, detail: 'own, latest or +<days>d is expected; a date belongs in the body' };
  const chosen = readChosenTime(text);
  return typeof chosen === 'string' ? { ...field.place, detail: chosen } : chosen;
}

function modelOf(field: Field | null): Model<Slices> | FieldError {
  const found = field === null ? askable[0] : askable.find(({ id }) => id === field.text);
  if (found) return found;
  const detail = `one of these is expected: ${askable.map(({ id }) => id).join(', ')}`;
  return { ...(field?.place ?? { pointer: '#/model' }), detail };
}

const isError = (value: object): value is FieldError => 'detail' in value;

const malformed = (errors: FieldError[]): Problem =>
  problem(400, 'The question is not one that can be asked here.', errors);

/** What a request asks, or the problem that names each field that is wrong. */
export async function readQuestion(request: Request): Promise<Question | Problem> {
  const query = parametersOf(request);
  if (Array.isArray(query)) return malformed(query);
  const body = await readBody(request);
  if (isProblem(body)) return body;
  const asked = parseQuestion(body);
  if (Array.isArray(asked)) return malformed(asked);
  const at = timeOf(fieldOf('at', asked.at, query));
  const model = modelOf(fieldOf('model', asked.model, query));
  if (isError(at) || isError(model)) return malformed([at, model].filter(isError));
  const { patientId, bundle } = asked;
  const pointer = body.type === 'application/json' ? '#/bundle' : '#';
  const subject = patientId === undefined ? { bundle: bundle ?? {}, pointer } : { patientId };
  return { subject, at, model, issues: body.issues };
}
