import type { SecondOpinion } from '#lib/icu/alerts/alert.ts';
import type { Explanation } from '#lib/icu/stage-two/report.ts';
import type { SentPatient } from '#lib/icu/stage-two/sent-patient.ts';

/** What the thread is asked of a patient: all of the newest hour, or the answer alone, also of an hour before it. */
export type StageTwoQuestion = {
  readonly question: Explanation['question'];
  readonly sent: SentPatient;
} & ({ readonly ask: 'explanation' } | { readonly ask: 'opinion'; readonly hoursBack: number });

export type ExplainRequest = StageTwoQuestion & { readonly ticket: number };

export type ExplainReply =
  | { readonly ticket: number; readonly explanation: Explanation }
  | { readonly ticket: number; readonly opinion: SecondOpinion }
  | { readonly ticket: number; readonly failure: string };
