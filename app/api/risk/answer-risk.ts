import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Model } from '#lib/contract/model.ts';
import type { RiskAnswer } from '#lib/contract/risk-schema.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { timesOf } from '#lib/fusion/read-findings.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { type ChartPlaces, type Found, findSubject } from './find-subject.ts';
import type { ReadFindings } from './findings-thread.ts';
import { isProblem, type Problem } from './problem.ts';
import { type Question, readQuestion } from './read-question.ts';
import { type Guard, respondToAsked } from './respond.ts';
import { toRiskAnswer } from './risk-answer.ts';

/** What the answer needs of this installation. */
export type Hospital = ChartPlaces &
  Guard & {
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

async function answer(request: Request, hospital: Hospital): Promise<RiskAnswer | Problem> {
  const question = await readQuestion(request);
  if (isProblem(question)) return question;
  const { subject } = question;
  const found = await findSubject(hospital, subject, request.signal);
  if (isProblem(found)) return found;
  const report = await assessFound(found, question, hospital, request.signal);
  if (report.kind !== 'survival') throw new TypeError(`Model ${question.model.id} gives no risk`);
  return toRiskAnswer(report);
}

/** Answers one question of risk. Rejects on a fault of the program. */
export const answerRisk = (request: Request, hospital: Hospital): Promise<Response> =>
  respondToAsked(request, hospital, () => answer(request, hospital));
