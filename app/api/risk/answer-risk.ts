import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { Model } from '#lib/contract/model.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { timesOf } from '#lib/fusion/read-findings.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import { type ChartPlaces, type Found, findSubject } from './find-subject.ts';
import type { ReadFindings } from './findings-thread.ts';
import { isProblem, type Problem, problem, problemResponse } from './problem.ts';
import { type Question, readQuestion } from './read-question.ts';
import { toRiskAnswer } from './risk-answer.ts';

/** What the answer needs of this installation. */
export type Hospital = ChartPlaces & {
  /** Public address of the app. */
  readonly origin: string;
  /** Whether the sender may ask: signed in, where sign-in is asked for. */
  readonly mayAsk: () => Promise<boolean>;
  readonly siteMap: () => LoadedSiteMap | null;
  readonly readFindings: ReadFindings;
  /** The same session at every call. */
  readonly sessionOf: (model: Model<Slices>) => Promise<ModelSession>;
};

async function assessFound(
  { chart, issues, files }: Found,
  question: Question,
  hospital: Hospital,
  signal: AbortSignal,
) {
  const { model, at } = question;
  const siteMap = hospital.siteMap();
  const record = await readWholeRecord(chart, files, { siteMap, signal });
  const landmark = chosenLandmark(at, model.landmark(record), record);
  const found = await hospital.readFindings(record, timesOf(record, landmark), files);
  const whole = { ...found, issues: [...question.issues, ...issues, ...record.issues] };
  return model.assess(whole, await hospital.sessionOf(model), { landmark, signal });
}

async function answer(request: Request, hospital: Hospital): Promise<Response | Problem> {
  const refusal = refusalOf(request.method, request.headers, hospital.origin);
  if (refusal) return problem(refusal.status, refusal.sentence);
  if (!(await hospital.mayAsk())) return problem(401, 'Sign-in is required.');
  const question = await readQuestion(request);
  if (isProblem(question)) return question;
  const { subject } = question;
  const found = await findSubject(hospital, subject, request.signal);
  if (isProblem(found)) return found;
  const report = await assessFound(found, question, hospital, request.signal);
  if (report.kind !== 'survival') throw new TypeError(`Model ${question.model.id} gives no risk`);
  return Response.json(toRiskAnswer(report), { headers: { 'cache-control': 'no-store' } });
}

/**
 * Answers one question of risk. A system that is known to be broken is a problem with its reason; whatever else is thrown is a
 * fault of the program, and rejects.
 */
export async function answerRisk(request: Request, hospital: Hospital): Promise<Response> {
  try {
    const given = await answer(request, hospital);
    return given instanceof Response ? given : problemResponse(given);
  } catch (cause) {
    if (isTagged(cause)) return problemResponse(problem(503, cause.message));
    throw cause;
  }
}
