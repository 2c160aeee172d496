import { clamp, exp, log } from '../arithmetic.ts';
import { openStream, type Stream } from '../stream.ts';
import type { Sleep } from './sleep.ts';
import type { Wearer } from './wearer.ts';

/** One nocturnal fall of the saturation; a device with a reading a minute shows episodes, not single apnoeas. */
export type Desaturation = {
  /** First minute below the baseline, index in the week. */
  readonly start: number;
  /** 1 … 4: minutes below the baseline; the last is the deepest. */
  readonly minutes: number;
  /** Percentage points below the baseline at the deepest, 4 … 20. */
  readonly depth: number;
};

/** Minutes between two episodes in which the saturation is back. */
const RECOVERY = 3;
/** Lengths drawn are 1 … 4 minutes. */
const MEAN_MINUTES = 2.2;

/**
 * Episodes per hour of sleep, median about 3. Sleep-disordered breathing meets 76 % of patients with heart failure,
 * central and obstructive about alike: Oldenburg O et al., Eur J Heart Fail 2007;9:251–257. Fluid that moves from the
 * legs to the neck and lungs at night drives both: Yumino D et al., Circulation 2010;121:1598–1605. Weight and male sex
 * add the obstructive kind (Bradley TD, Floras JS, Lancet 2009;373:82–93), a weak ventricle the central one, and diseased
 * airways desaturate in sleep by themselves (Lewis CA et al., Thorax 2009;64:133–138).
 */
function desaturationRate({ state, copd }: Wearer, personal: number): number {
  const { person, congestion, ventricle, respiratory } = state;
  const heavy = (person.bodyMassIndex - 29) / 6;
  const male = person.sex === 'male' ? 0.3 : 0;
  const drive =
    0.4 * congestion - 0.2 * ventricle + 0.2 * heavy + 0.25 * respiratory + male + (copd ? 0.25 : 0);
  return clamp(2.4 * exp(drive + 0.4 * personal), 0.2, 9.5);
}

function drawEpisode(stream: Stream, start: number, severity: number): Desaturation {
  const minutes = 1 + Math.min(3, stream.count(1.2));
  const depth = Math.round(clamp(4 + severity * -log(stream.uniform()), 4, 20));
  return { start, minutes, depth };
}

/** Whether the wearer sleeps with the device on from two minutes before to two after. */
function isSeen(at: Desaturation, asleep: Uint8Array, worn: Uint8Array): boolean {
  for (let m = at.start - 2; m < at.start + at.minutes + 2; m += 1)
    if (asleep[m] !== 1 || worn[m] !== 1) return false;
  return true;
}

/** Episodes while asleep with the device on, oldest first: each of them is in the data. `rate`: expected per hour. */
export function drawDesaturations(
  wearer: Wearer,
  { asleep, nights }: Sleep,
  worn: Uint8Array,
): { readonly rate: number; readonly episodes: readonly Desaturation[] } {
  const stream = openStream(wearer.seed, wearer.index, 'wearable-desaturations');
  const rate = desaturationRate(wearer, stream.normal());
  const severity = clamp(2.2 + 0.5 * wearer.state.congestion + (wearer.copd ? 0.6 : 0), 0.8, 5);
  const meanGap = Math.max(0.5, 60 / rate - MEAN_MINUTES - RECOVERY);
  const wait = () => RECOVERY + Math.round(meanGap * -log(stream.uniform()));
  const episodes: Desaturation[] = [];
  for (const { from, to } of nights)
    for (let at = from + wait(); at < to; ) {
      const episode = drawEpisode(stream, at, severity);
      if (isSeen(episode, asleep, worn)) episodes.push(episode);
      at += episode.minutes + wait();
    }
  return { rate, episodes };
}
