import type { Explanation } from '#lib/icu/stage-two/report.ts';
import type { SentPatient } from '#lib/icu/stage-two/sent-patient.ts';

export type ExplainRequest = {
  readonly ticket: number;
  readonly question: Explanation['question'];
  readonly sent: SentPatient;
};

export type ExplainReply =
  | { readonly ticket: number; readonly explanation: Explanation }
  | { readonly ticket: number; readonly failure: string };
