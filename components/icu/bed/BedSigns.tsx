import { ageText, SIGNS, signNumber, signUnit, WAVEFORM_NAMES } from '#components/icu/icu-text.ts';
import { shownSign, type Time } from '#components/icu/tile-facts.ts';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { BEDSIDE_SIGNS, type BedsideSign, type WaveformId } from '#lib/icu/events/stream-event.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import classes from './bed.module.css';

const SIGN_ORDER = Object.keys(BEDSIDE_SIGNS) as BedsideSign[];
const LANES: readonly WaveformId[] = ['ecg', 'pleth', 'abp', 'resp'];

/** Where the worker draws this bed's waveforms. */
export const BedLanes = ({ bed }: { readonly bed: string }) =>
  LANES.map((waveform) => (
    <div key={waveform} className={classes.lane} data-wave={waveform}>
      <span className={classes.laneName}>{WAVEFORM_NAMES[waveform]}</span>
      <span className={classes.laneBox} data-lane={waveform} data-bed={bed} aria-hidden />
    </div>
  ));

/** The newest of each vital sign, with unit, age and doubt. */
export function BedSigns({ tile, time }: { readonly tile: WallTile; readonly time: Time }) {
  return (
    <Stats>
      {SIGN_ORDER.map((sign) => {
        const { value, age, doubt } = shownSign(tile, sign, time);
        const hint = [age === null ? null : `${ageText(age)} old`, doubt && `doubtful: ${doubt}`];
        return (
          <Stat
            key={sign}
            label={SIGNS[sign].name}
            value={value === null ? 'none' : `${signNumber(sign, value)} ${signUnit(sign)}`}
            hint={hint.filter(Boolean).join('; ') || undefined}
          />
        );
      })}
    </Stats>
  );
}
