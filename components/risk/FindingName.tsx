import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import { upperFirst } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Reason } from '#lib/fusion/reasons.ts';
import classes from './reasons.module.css';
import { saidBy } from './said-by.ts';

type FindingNameProps = { readonly reason: Reason; readonly report: Scored };

/** A reason in words, as a link to where it stands, and who measured it. */
export function FindingName({ reason: { modality, measure, words }, report }: FindingNameProps) {
  const by = saidBy(report, modality, measure);
  return (
    <>
      <ReasonLink modality={modality} measure={measure}>
        {upperFirst(words)}
      </ReasonLink>
      {by === null ? null : <span className={classes.given}>{by}</span>}
    </>
  );
}
