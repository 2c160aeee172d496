import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import visually from '#components/ui/visually.module.css';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Reasons } from '#lib/fusion/reasons.ts';
import table from './bar-table.module.css';
import { FindingName } from './FindingName.tsx';
import { Points } from './Points.tsx';
import { reasonGroups } from './reason-groups.ts';
import classes from './reasons.module.css';

type AllReasonsProps = { readonly report: Scored; readonly reasons: Reasons };

/** Every reason in words with its points of risk, by modality, the strongest modality first. */
export function AllReasons({ report, reasons }: AllReasonsProps) {
  const groups = reasonGroups(reasons, report.attributions);
  return (
    <table className={`${table.table} ${classes.reasons}`} data-all>
      <caption className={visually.hidden}>All reasons by source, with their points of risk</caption>
      <thead>
        <tr>
          <th scope="col">All reasons</th>
          <th scope="col" data-number>
            Points
          </th>
        </tr>
      </thead>
      {groups.map(({ modality, label, points, reasons: own }) => (
        <tbody key={modality} className={classes.group}>
          <tr data-kind="group">
            <th scope="rowgroup">
              <ReasonLink modality={modality} measure={null}>
                {label}
              </ReasonLink>
            </th>
            <td data-number>
              <Points points={points} />
            </td>
          </tr>
          {own.map((reason) => (
            <tr key={reason.measure}>
              <th scope="row">
                <FindingName reason={reason} report={report} />
                {reasons.treatments.includes(reason) ? (
                  <span className={classes.given}>what sicker patients are given</span>
                ) : null}
              </th>
              <td data-number>
                <Points points={reason.points} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
