import visually from '#components/ui/visually.module.css';
import type { BedsideSign, WaveformId } from '#lib/icu/events/stream-event.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { ageText, SIGNS, signNumber, signUnit, WAVEFORM_NAMES } from './icu-text.ts';
import classes from './signs.module.css';
import { type ShownValue, shownSign, type Time } from './tile-facts.ts';

type SignProps = { readonly tile: WallTile; readonly time: Time; readonly sign: BedsideSign };

/** A waveform with its number beside it, as on a monitor at the bed. */
export function SignRow({ tile, time, sign, waveform }: SignProps & { readonly waveform: WaveformId }) {
  const shown = shownSign(tile, sign, time);
  return (
    <div className={classes.row} data-wave={waveform}>
      <span className={classes.lane} data-lane={waveform} data-bed={tile.bed} aria-hidden>
        <span className={classes.laneName}>{WAVEFORM_NAMES[waveform]}</span>
      </span>
      <p className={classes.sign}>
        <span className={classes.label}>
          <b>{SIGNS[sign].short}</b> <Unit shown={shown} sign={sign} />{' '}
          {sign === 'mean-pressure' ? <Pressure tile={tile} time={time} /> : null}
        </span>
        <span className={classes.value}>
          {numberOf(shown, sign)}
          <Doubt shown={shown} />
        </span>
      </p>
    </div>
  );
}

const numberOf = ({ value }: ShownValue, sign: BedsideSign): string =>
  value === null ? '–' : signNumber(sign, value);

/** The unit, and how old the number is where that is what must be seen; in one line, so that the rows below keep their place. */
const Unit = ({ shown, sign }: { readonly shown: ShownValue; readonly sign: BedsideSign }) => (
  <span>
    <small>{signUnit(sign)}</small>
    {shown.age === null ? null : <small data-late={shown.late || undefined}> {ageText(shown.age)} old</small>}
  </span>
);

/** Why a value is not to be believed: a mark with its words. */
function Doubt({ shown }: { readonly shown: ShownValue }) {
  if (shown.doubt === null || shown.value === null) return null;
  return (
    <span className={classes.doubt} title={shown.doubt}>
      <span aria-hidden>?</span>
      <span className={visually.hidden}>doubtful: {shown.doubt}</span>
    </span>
  );
}

/** Systolic over diastolic, beside the mean. */
function Pressure({ tile, time }: Omit<SignProps, 'sign'>) {
  const systolic = shownSign(tile, 'systolic-pressure', time);
  const diastolic = shownSign(tile, 'diastolic-pressure', time);
  if (systolic.value === null && diastolic.value === null) return null;
  return (
    <span className={classes.pressure}>
      {numberOf(systolic, 'systolic-pressure')}/{numberOf(diastolic, 'diastolic-pressure')}
    </span>
  );
}

const MINOR = ['respiratory-rate', 'temperature'] as const;

/** What has no waveform here, in one line. */
export function MinorSigns({ tile, time }: Omit<SignProps, 'sign'>) {
  return (
    <p className={classes.minor}>
      {MINOR.map((sign) => {
        const shown = shownSign(tile, sign, time);
        return (
          <span key={sign}>
            <b>{SIGNS[sign].short}</b> <strong>{numberOf(shown, sign)}</strong>
            <Doubt shown={shown} /> <Unit shown={shown} sign={sign} />
          </span>
        );
      })}
    </p>
  );
}
