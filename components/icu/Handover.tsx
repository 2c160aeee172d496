import { alertConditions } from '#lib/icu/alerts/alert.ts';
import { BEDSIDE_SIGNS, type BedsideSign } from '#lib/icu/events/stream-event.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import classes from './handover.module.css';
import {
  ageText,
  CONDITIONS,
  dayTimeText,
  opinionText,
  percentText,
  REASONS,
  RULES,
  ruleText,
  SIGNS,
  STATES,
  signNumber,
  signUnit,
  TRENDS,
  zoneName,
} from './icu-text.ts';
import { type LabRow, labRows } from './lab-rows.ts';
import { bedStatus, shownScore } from './tile-facts.ts';
import { isOpen } from './wall-order.ts';
import type { Link } from './wave/wall-protocol.ts';

type HandoverProps = {
  readonly tile: WallTile;
  /** Of the ward or the replay, ms since the epoch. */
  readonly now: number;
  readonly link: Link;
  /** Oldest first; absent: not known here. */
  readonly notes?: BedCourse['notes'];
};

/** Of notes, the newest: the page must stay one. */
const NOTES = 5;

/** The one page of a patient that is handed over; on paper alone. */
export function Handover({ tile, now, link, notes = [] }: HandoverProps) {
  return (
    <article className={classes.sheet} data-sheet aria-label={`Printed handover of bed ${tile.bed}`}>
      <header className={classes.head}>
        <h1 className={classes.title}>
          Bed {tile.bed}, {tile.ward}: {tile.who ?? 'no particulars'}
          {tile.simulated ? ' (simulated)' : ''}
        </h1>
        <p className={classes.line}>
          As of {dayTimeText(now)} {zoneName(now)}
          {tile.admittedAt === null
            ? ''
            : ` · in intensive care since ${dayTimeText(tile.admittedAt)} (${ageText(now - tile.admittedAt)})`}
          {tile.movedFrom ? ` · from bed ${tile.movedFrom.bed} at ${dayTimeText(tile.movedFrom.at)}` : ''}
          {link.state === 'lost' ? ' · connection lost: what follows may be old' : ''}
        </p>
      </header>
      <Risks tile={tile} now={now} link={link} />
      <Alerts tile={tile} />
      <div className={classes.columns}>
        <Signs tile={tile} now={now} />
        <Laboratory rows={labRows(tile.laboratory)} now={now} />
      </div>
      <Notes notes={notes.slice(-NOTES)} />
      <footer className={classes.foot}>
        Consilium, research prototype, not a medical device.
        {tile.simulated ? ' This patient is simulated.' : ''}
      </footer>
    </article>
  );
}

function Notes({ notes }: { readonly notes: BedCourse['notes'] }) {
  if (notes.length === 0) return null;
  return (
    <section>
      <h2 className={classes.section}>Notes</h2>
      <ul className={classes.list}>
        {notes.map(({ at, role, text }) => (
          <li key={`${at} ${text}`}>
            {dayTimeText(at)}, {role}: {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Risks({ tile, now, link }: Omit<HandoverProps, 'notes'>) {
  const status = bedStatus(tile, { now, speed: 1 });
  return (
    <section>
      <h2 className={classes.section}>Risk and scores</h2>
      <ul className={classes.list}>
        {alertConditions.map((condition) => {
          const score = tile.scores.find((one) => one.condition === condition);
          const shown = shownScore(score, status, link);
          return (
            <li key={condition}>
              <b>{CONDITIONS[condition].name}</b>:{' '}
              {shown.kind === 'none'
                ? shown.reason
                : `${percentText(shown.probability)} in ${score?.horizonHours} h, ${TRENDS[shown.trend].word}; threshold ${percentText(score?.threshold ?? 0)}${shown.above ? ': above it' : ''}`}
              {shown.kind === 'score' && score && score.factors.length > 0
                ? ` – ${score.factors
                    .slice(0, 3)
                    .map(({ text }) => text)
                    .join('; ')}`
                : ''}
            </li>
          );
        })}
      </ul>
      <p className={classes.line}>
        {tile.rules
          .map((rule) => `${RULES[rule.id].name} ${ruleText(rule)}${missingText(rule.missing)}`)
          .join(' · ')}
      </p>
    </section>
  );
}

const missingText = (missing: readonly string[]): string =>
  missing.length === 0 ? '' : ` (missing: ${missing.join(', ')})`;

function Alerts({ tile }: Pick<HandoverProps, 'tile'>) {
  const open = tile.alerts.filter(isOpen);
  return (
    <section>
      <h2 className={classes.section}>Open alerts ({open.length})</h2>
      <ul className={classes.list}>
        {open.map((alert) => (
          <li key={alert.id}>
            <b>{CONDITIONS[alert.condition].name}</b> {percentText(alert.probability)} since{' '}
            {dayTimeText(alert.at)}, {STATES[alert.state]}
            {alert.answer
              ? ` by ${alert.answer.by}: ${REASONS[alert.answer.reason]}${alert.answer.note ? `, ${alert.answer.note}` : ''}`
              : ''}
            {alert.second && !alert.second.agrees ? `. ${opinionText(alert.second)}` : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

const SIGN_ORDER = Object.keys(BEDSIDE_SIGNS) as BedsideSign[];

function Signs({ tile, now }: Pick<HandoverProps, 'tile' | 'now'>) {
  return (
    <section>
      <h2 className={classes.section}>Vital signs</h2>
      <table className={classes.table}>
        <tbody>
          {SIGN_ORDER.map((sign) => {
            const value = tile.signs[sign];
            return (
              <tr key={sign}>
                <th scope="row">{SIGNS[sign].name}</th>
                <td>
                  {value ? `${signNumber(sign, value.value)} ${signUnit(sign)}` : 'not measured'}
                  {value?.doubt ? ` (doubtful: ${value.doubt})` : ''}
                </td>
                <td>{value ? `${ageText(now - value.at)} old` : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Laboratory({ rows, now }: { readonly rows: readonly LabRow[]; readonly now: number }) {
  return (
    <section>
      <h2 className={classes.section}>Laboratory</h2>
      <table className={classes.table}>
        <tbody>
          {rows.map(({ id, label, text, at, doubt }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>
                {text}
                {doubt === null ? '' : ` (doubtful: ${doubt})`}
              </td>
              <td>{ageText(now - at)} old</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p className={classes.line}>No result since admission is known.</p> : null}
    </section>
  );
}
