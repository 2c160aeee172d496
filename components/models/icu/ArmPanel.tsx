import { ChartWithTable, ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { ArmDifference } from '#lib/monitoring/arm-difference.ts';
import type { OutcomeReport } from '#lib/monitoring/arm-report.ts';
import type { Watched } from '#lib/monitoring/watched.ts';
import { DifferencePlot } from './DifferencePlot.tsx';
import classes from './monitor.module.css';
import { limitsText, outcomeText, pText, timeText } from './monitor-text.ts';

type Report = Watched['arms'][number];

const ARM_COLUMNS = [
  { label: 'Arm' },
  { label: 'Model' },
  { label: 'Share', numeric: true },
  { label: 'Patients', numeric: true },
  { label: 'Mean', numeric: true },
  { label: 'Bounds at every look', numeric: true },
];
const LOOK_COLUMNS = ['Patients', 'Difference', 'Bounds at every look', 'p, always valid'].map((label) => ({
  label,
  numeric: true,
}));

/** What the primary outcome says so far. Others are looked at and decide nothing. */
function verdictText({ isPrimary }: OutcomeReport, last: ArmDifference, level: number): string {
  if (!isPrimary) return 'Looked at beside the outcome that decides; it decides nothing.';
  if (last.p > level) return `No difference is shown yet (p ${pText(last.p)}). Looking again costs nothing.`;
  const side = last.estimate < 0 ? 'lower' : 'higher';
  return `It is ${side} in the arm that is tried (p ${pText(last.p)}, level ${numberText(level, 2)} over all looks).`;
}

/** One experiment: how it was sealed, and how its arms do. */
export function ArmPanel({ report }: { report: Report }) {
  const { experiment, seal, level, patients, ratioP, outcomes, shadowScores } = report;
  return (
    <Panel
      title={`Arms: ${experiment.id}`}
      description={`On ${experiment.condition}. The patient is the unit: one number each, of the first 24 h in intensive care. Bounds hold at every look with probability ${numberText(100 * (1 - level), 0)} %.`}
    >
      <Stats>
        <Stat label="Patients" value={numberText(patients, 0)} hint="whose first 24 h are over" />
        <Stat
          label="Assigned"
          value={numberText(seal.assigned, 0)}
          hint={`sealed ${timeText(seal.sealedAt)}; ${seal.wrong} not as sealed, ${seal.late} too late`}
        />
        <Stat label="Shares as planned" value={`p ${pText(ratioP)}`} hint="below 0.001 they are not" />
        <Stat
          label="In shadow"
          value={experiment.shadow ?? 'none'}
          hint={`${numberText(shadowScores, 0)} scores kept, shown to nobody at the bed`}
        />
      </Stats>
      {outcomes.map((outcome) => (
        <Outcome key={outcome.id} outcome={outcome} report={report} />
      ))}
      <details className={classes.details}>
        <summary>Commitment to the salt and all that is fixed</summary>
        <code className={classes.code}>SHA-256 {seal.commitment}</code>
      </details>
    </Panel>
  );
}

function Outcome({ outcome, report }: { outcome: OutcomeReport; report: Report }) {
  const { label, arms, differences } = outcome;
  const armOf = new Map(report.experiment.arms.map((arm) => [arm.name, arm]));
  const title = `${label}${outcome.isPrimary ? ' (decides)' : ''}`;
  return (
    <section aria-label={title} className={classes.outcome}>
      <h3 className={classes.subtitle}>{title}</h3>
      <ScrollTable
        title={title}
        columns={ARM_COLUMNS}
        rows={arms.map(({ arm, patients, mean, low, high }) => ({
          key: arm,
          cells: [
            arm,
            armOf.get(arm)?.model,
            `${numberText(100 * (armOf.get(arm)?.share ?? 0), 0)} %`,
            numberText(patients, 0),
            mean === null ? 'nobody yet' : outcomeText(outcome, mean),
            limitsText(outcome, low, high),
          ],
        }))}
      />
      {differences.map(({ arm, looks }) => {
        const last = looks.at(-1);
        return last ? (
          <div key={arm}>
            <p className={classes.note}>
              {arm} less {report.experiment.arms[0]?.name}: {outcomeText(outcome, last.estimate, true)} (
              {limitsText(outcome, last.low, last.high, true)}). {verdictText(outcome, last, report.level)}
            </p>
            <ChartWithTable
              title={`${label}, ${arm} less ${report.experiment.arms[0]?.name}`}
              chart={<DifferencePlot title={label} kind={outcome} looks={looks} />}
              columns={LOOK_COLUMNS}
              rows={looks.map((look) => ({
                key: String(look.patients),
                cells: [
                  numberText(look.patients, 0),
                  outcomeText(outcome, look.estimate, true),
                  limitsText(outcome, look.low, look.high, true),
                  pText(look.p),
                ],
              }))}
            />
          </div>
        ) : null;
      })}
    </section>
  );
}
