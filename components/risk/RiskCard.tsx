import { durationText } from '#components/scoring/session-text.ts';
import { BandBadge } from '#components/ui/BandBadge.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import type { Scored } from '#lib/contract/risk-report.ts';
import { RiskScale } from './RiskScale.tsx';
import { backendText } from './receipt-text.ts';
import classes from './risk-card.module.css';
import { type Bands, bandText, frequencyText, percentNumber, percentText, rangeText } from './risk-text.ts';
import { SurvivalPlot } from './SurvivalPlot.tsx';

type RiskCardProps = { readonly report: Scored; readonly bands: Bands; readonly atName: string };

/** The score: risk with its uncertainty, its band and what it means in people, and the course to the horizon. */
export function RiskCard({ report, bands, atName }: RiskCardProps) {
  const { risk, interval, band, horizonDays, sum, provenance } = report;
  const range = rangeText(interval.low, interval.high);
  return (
    <Panel
      title={`Readmission within ${horizonDays} days`}
      description={`Estimated for the ${horizonDays} days after ${atName}.`}
    >
      <div className={classes.risk}>
        <p className={classes.figure} data-testid="risk" data-risk={risk}>
          {percentNumber(risk)}
          <span className={classes.percent}>&nbsp;%</span>
        </p>
        <div className={classes.meaning}>
          <span className={classes.band}>
            <BandBadge band={band} large />
            <span className={classes.limits}>{bandText(band, bands)}</span>
          </span>
          <p className={classes.frequency}>{frequencyText(risk)} patients like this one are readmitted</p>
        </div>
      </div>
      <RiskScale risk={risk} interval={interval} bands={bands} />
      <Stats>
        <Stat
          label={`${Math.round(interval.level * 100)} % interval`}
          value={range}
          hint="uncertainty of the model"
        />
        <Stat label="Before any input" value={percentText(sum.baselineRisk)} hint="baseline of the model" />
      </Stats>
      <div className={classes.course}>
        <SurvivalPlot survival={report.survival} horizonDays={horizonDays} atName={atName} />
      </div>
      <p className={classes.footnote}>
        Model {provenance.model.id} version {provenance.model.version} · {backendText(provenance)} ·{' '}
        {durationText(provenance.durationMs)}
        {provenance.simulatedTraining ? ' · trained on simulated patients' : ''}
      </p>
    </Panel>
  );
}
