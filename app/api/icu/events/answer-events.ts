import { readArray, readLines, type SentText } from '#lib/icu/events/sent-lines.ts';
import { readFhirEvents } from '#lib/icu/sources/fhir/sent-observations.ts';
import type { Ingest } from '#lib/server/icu/ingest/open-ingest.ts';
import { isProblem, type Problem, problem } from '../../risk/problem.ts';
import { readText } from '../../risk/read-body.ts';
import { type Guard, respondToAsked } from '../../risk/respond.ts';

/** What the answer needs of this installation. */
export type EventHospital = Guard & {
  readonly ingest: () => Promise<Ingest>;
};

const SOURCE = 'POST /api/icu/events';
const MOST_EVENTS = 10_000;
const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/x-ndjson';
const FHIR_TYPE = 'application/fhir+json';

const readers: Readonly<Record<string, (text: string) => readonly SentText[] | null>> = {
  [JSON_TYPE]: readArray,
  [LINES_TYPE]: readLines,
  [FHIR_TYPE]: readFhirEvents,
};

async function readEvents(request: Request): Promise<readonly SentText[] | Problem> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!read) {
    const detail = `${LINES_TYPE}, ${JSON_TYPE} or ${FHIR_TYPE} is expected`;
    return problem(415, 'The Content-Type is not one that this address takes.', [
      { parameter: 'Content-Type', detail },
    ]);
  }
  const text = await readText(request);
  if (typeof text !== 'string') return text;
  const sent = read(text);
  if (sent === null)
    return problem(400, 'The body holds no events.', [
      { pointer: '#', detail: 'a JSON array of events, or a FHIR resource, is expected' },
    ]);
  return sent.length > MOST_EVENTS
    ? problem(413, `At most ${MOST_EVENTS} events are taken at once; ${sent.length} were sent.`)
    : sent;
}

async function answer(request: Request, hospital: EventHospital) {
  const sent = await readEvents(request);
  if ('status' in sent && isProblem(sent)) return sent;
  const events = await (await hospital.ingest()).take(sent, SOURCE);
  const count = (status: string) => events.filter((one) => one.status === status).length;
  const [accepted, refused, later] = [count('accepted'), count('refused'), count('later')];
  return { accepted, refused, later, events };
}

/** Takes events in and says of each what became of it. Only what is safe is told as accepted. */
export const answerEvents = (request: Request, hospital: EventHospital): Promise<Response> =>
  respondToAsked(request, hospital, () => answer(request, hospital));
