import { momentText, timeName } from '#components/patient/moment-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { ModelManifest } from '#lib/contract/manifest.ts';
import type { ModelReport } from '#lib/contract/model.ts';
import { findingText } from '#lib/fusion/finding-text.ts';
import classes from './answer-panel.module.css';
import { ModelFailure } from './ModelFailure.tsx';
import { backendText } from './receipt-text.ts';
import { percentText, rangeText } from './risk-text.ts';

/** Where a model's answer stands. A failure's reason is a sentence for the screen. */
export type AnswerState =
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly report: ModelReport; readonly manifest: ModelManifest }
  | { readonly status: 'failed'; readonly reason: string };

type AnswerPanelProps = {
  readonly model: string;
  readonly state: AnswerState;
  readonly onRetry: () => void;
};

/** Any model's answer in its plain form: numbers with units and time, what was missing, and the receipt. */
export function AnswerPanel({ model, state, onRetry }: AnswerPanelProps) {
  if (state.status === 'pending')
    return (
      <Panel title={`Model ${model}`}>
        <p role="status">Computing the answer.</p>
      </Panel>
    );
  if (state.status === 'failed')
    return <ModelFailure title={`Model ${model}`} missing="answer" reason={state.reason} onRetry={onRetry} />;
  const { report, manifest } = state;
  return (
    <Panel title={manifest.title} description={`Model ${manifest.id}, version ${manifest.version}.`}>
      {report.status === 'unscored' ? <WhyNot report={report} /> : <Numbers report={report} />}
      <Missing report={report} />
    </Panel>
  );
}

type Answered = Extract<ModelReport, { status: 'scored' }>;

/** Every number of an answer with the name that it goes by. */
function numbersOf(report: Answered): readonly { id: string; label: string; text: string; more: string }[] {
  switch (report.kind) {
    case 'survival': {
      const { horizonDays, risk, interval } = report;
      const more = `${rangeText(interval.low, interval.high)}; `;
      return [{ id: 'risk', label: `Risk within ${horizonDays} days`, text: percentText(risk), more }];
    }
    case 'findings':
      return report.findings.map((finding) => ({
        id: finding.id,
        label: finding.label,
        text: finding.network?.status === 'read' ? findingText(finding, finding.network.value) : 'none',
        more: '',
      }));
    case 'estimate':
      return report.estimates.map(({ id, label, value, unit, decimals }) => ({
        id,
        label,
        text: `${numberText(value, decimals)}${unit === '1' ? '' : ` ${unit}`}`,
        more: '',
      }));
  }
}

function Numbers({ report }: { readonly report: Answered }) {
  const { provenance, at, atName } = report;
  const read = `read at ${timeName(atName)}, ${momentText(at)}`;
  return (
    <>
      <Stats>
        {numbersOf(report).map(({ id, label, text, more }) => (
          <Stat key={id} label={label} value={text} hint={`${more}${read}`} />
        ))}
      </Stats>
      <p className={classes.footnote}>
        {backendText(provenance)}
        {provenance.simulatedTraining ? ' · trained on simulated patients' : ''}
      </p>
    </>
  );
}

function WhyNot({ report: { reasons } }: { readonly report: Extract<ModelReport, { status: 'unscored' }> }) {
  return (
    <ul className={classes.list}>
      {reasons.map(({ code, message }) => (
        <li key={`${code} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}

function Missing({ report: { missing } }: { readonly report: ModelReport }) {
  if (missing.length === 0) return null;
  return (
    <>
      <h3 className={classes.subtitle}>Missing or stale</h3>
      <ul className={classes.list}>
        {missing.map(({ label, detail }) => (
          <li key={`${label} ${detail}`}>
            <b>{label}</b>: {detail}
          </li>
        ))}
      </ul>
    </>
  );
}
