// What is said of somebody in the cohort: age band, sex and what became of them; there is no name to say.
import { countText } from '#lib/clinical/quantity-text.ts';
import type { FollowUp, Member } from '#lib/similarity/profile.ts';

const SEXES = { female: 'Woman', male: 'Man', other: 'Other sex' } as const;

/** `Woman, 60–69 years`; `Man, 90 or older`. */
export function whoText({ sex, ageBand }: Pick<Member, 'sex' | 'ageBand'>): string {
  const who = sex === null ? 'Sex not known' : SEXES[sex];
  if (ageBand === null) return `${who}, age not known`;
  return `${who}, ${ageBand}${/\d$/.test(ageBand) ? ' years' : ''}`;
}

/** Whether anybody watched what became of her: a chart that ends with the stay says nothing. */
export const isFollowed = (followUp: FollowUp | null): followUp is FollowUp =>
  followUp !== null && (followUp.days > 0 || followUp.event !== null);

/** `Readmitted after 12 days`; `null`: nobody followed her. */
export function followUpText({ outcome: { followUp } }: Pick<Member, 'outcome'>): string | null {
  if (!isFollowed(followUp)) return null;
  const after = countText(Math.round(followUp.days), 'day');
  if (followUp.event === 'readmission') return `Readmitted after ${after}`;
  if (followUp.event === 'death') return followUp.days < 1 ? 'Died in hospital' : `Died after ${after}`;
  return `No readmission in ${after}`;
}

/** Diagnosis and follow-up in one line. */
export function outcomeText(member: Pick<Member, 'outcome'>): string {
  const [first] = member.outcome.diagnoses;
  return [first?.display, followUpText(member)].filter(Boolean).join(' · ') || 'Outcome not recorded';
}
