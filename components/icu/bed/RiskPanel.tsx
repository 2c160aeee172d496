import { CONDITIONS, dayTimeText, modalityName, percentText, TRENDS } from '#components/icu/icu-text.ts';
import { type BedStatus, shownScore } from '#components/icu/tile-facts.ts';
import type { Link } from '#components/icu/wave/wall-protocol.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { type AlertFactor, alertConditions } from '#lib/icu/alerts/alert.ts';
import type { WallScore, WallTile } from '#lib/icu/wall/wall-message.ts';
import classes from './bed.module.css';

type RiskPanelProps = { readonly tile: WallTile; readonly status: BedStatus; readonly link: Link };

/** Both risks now, with what raises and lowers them, by modality. */
export function RiskPanel({ tile, status, link }: RiskPanelProps) {
  return (
    <Panel title="Risk now">
      {alertConditions.map((condition) => {
        const score = tile.scores.find((one) => one.condition === condition);
        const shown = shownScore(score, status, link);
        return (
          <section key={condition} className={classes.risk} aria-label={CONDITIONS[condition].name}>
            <h3
              className={classes.riskHead}
              data-above={(shown.kind === 'score' && shown.above) || undefined}
            >
              {CONDITIONS[condition].name}{' '}
              {shown.kind === 'none' ? (
                <span className={classes.noScore}>{shown.reason}</span>
              ) : (
                <>
                  <b className={classes.percent}>{percentText(shown.probability)}</b>{' '}
                  {TRENDS[shown.trend].arrow} {TRENDS[shown.trend].word}
                </>
              )}
            </h3>
            {shown.kind === 'score' && score ? <Score score={score} above={shown.above} /> : null}
          </section>
        );
      })}
    </Panel>
  );
}

function Score({ score, above }: { readonly score: WallScore; readonly above: boolean }) {
  const { horizonHours, threshold, at, model, arm, factors } = score;
  return (
    <>
      <p className={classes.quiet}>
        Within {horizonHours} h; {above ? 'above' : 'below'} its threshold of {percentText(threshold)}. Read
        up to {dayTimeText(at)}. {model}, arm {arm}.
      </p>
      <Factors factors={factors} />
    </>
  );
}

function Factors({ factors }: { readonly factors: readonly AlertFactor[] }) {
  if (factors.length === 0) return null;
  return [...Map.groupBy(factors, ({ modality }) => modality)].map(([modality, own]) => (
    <div key={modality}>
      <h4 className={classes.modality}>{modalityName(modality)}</h4>
      <ul className={classes.factors}>
        {own
          .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))
          .map(({ feature, text, share }) => (
            <li key={feature} data-direction={share < 0 ? 'lowers' : 'raises'}>
              {text}{' '}
              <small>
                {share < 0 ? '↓ lowers' : '↑ raises'} by {Math.abs(share).toFixed(2)} log-odds
              </small>
            </li>
          ))}
      </ul>
    </div>
  ));
}
