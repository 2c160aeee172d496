import { type Grain, openGrain } from '../imaging/grain.ts';
import { openStream } from '../stream.ts';
import { type Baseline, drawBaseline } from './baseline.ts';
import { breathingAndHeatAfter } from './breathing-and-heat.ts';
import { chemistryAfter } from './chemistry.ts';
import { circulationAfter, deficitAfter } from './circulation.ts';
import { type Course, drawCourse } from './course.ts';
import { insultAt } from './insult.ts';
import { emptyTracks, type Minute, type Tracks, writeMinute } from './tracks.ts';
import { type Given, NOTHING, type Support, supportAt } from './treatment.ts';
import { minutesOf, type Stay } from './ward.ts';

/** A stay that has been lived through: from it every reading, result and sample follows. */
export type LiveStay = {
  readonly stay: Stay;
  readonly course: Course;
  readonly baseline: Baseline;
  readonly tracks: Tracks;
  readonly given: readonly Given[];
  /** Minute from which there is an arterial line; `null`: none. */
  readonly arterialLine: number | null;
  /** Turns of the heart and of breathing since admission, at the beginning of each minute. */
  readonly heartTurns: Float64Array;
  readonly breathTurns: Float64Array;
};

function firstMinute(baseline: Baseline, course: Course): Minute {
  const insult = insultAt(course, 0);
  return {
    heartRate: baseline.heartRate + 25 * insult.infection,
    fibrillating: baseline.permanentFibrillation ? 1 : 0,
    meanPressure: baseline.meanPressure * (1 - 0.2 * insult.infection),
    pulsePressure: baseline.pulsePressure,
    respiratoryRate: baseline.respiratoryRate + 5 * insult.lung,
    saturation: baseline.saturation - 3 * insult.lung,
    temperature: baseline.temperature + 1.2 * insult.infection,
    endTidal: 36,
    ventilated: baseline.ventilatedUntil > 0 ? 1 : 0,
    inspiredOxygen: 0.28,
    infection: insult.infection,
    lung: insult.lung,
    noradrenaline: insult.infection > 0.3 ? 0.12 : 0,
    deficit: 200 + 600 * insult.infection,
    lactate: 1.2 + 1.5 * insult.infection,
    creatinine: baseline.creatinine * (1 + 0.7 * insult.infection),
    leukocytes: 9.2 + 8 * insult.infection,
    crp: 25 + 220 * insult.infection,
    procalcitonin: 0.15 + 18 * insult.infection * insult.infection,
    platelets: baseline.platelets * (1 - 0.45 * insult.infection),
    bilirubin: 0.7 + 1.8 * insult.infection,
    haemoglobin: baseline.haemoglobin,
    baseExcess: 0,
    paco2: 40,
  };
}

function nextMinute(
  baseline: Baseline,
  course: Course,
  now: Minute,
  minute: number,
  support: Support,
): Minute {
  const insult = insultAt(course, minute);
  return {
    ...now,
    ...circulationAfter(baseline, now, insult, support),
    ...breathingAndHeatAfter(baseline, course, now, insult, support),
    ...chemistryAfter(baseline, now, insult, support),
    infection: insult.infection,
    lung: insult.lung,
    noradrenaline: support.noradrenaline,
    deficit: deficitAfter(now, insult, support),
  };
}

/** Slow wandering of what the body does, and nursing that stirs it: standard deviations as single patients at rest show them. */
type Wander = { heart: number; pressure: number; breath: number; saturation: number; stirred: number };

function wanderOn(wander: Wander, grain: Grain): void {
  wander.heart = 0.94 * wander.heart + 0.9 * grain.normal();
  wander.pressure = 0.93 * wander.pressure + 1.1 * grain.normal();
  wander.breath = 0.88 * wander.breath + 0.55 * grain.normal();
  wander.saturation = 0.93 * wander.saturation + 0.16 * grain.normal();
  // Turning, washing, suction: every few hours, over in minutes.
  wander.stirred = 0.85 * wander.stirred + (grain.uniform() < 1 / 200 ? 1 : 0);
}

const wandered = (now: Minute, { heart, pressure, breath, saturation, stirred }: Wander): Minute => ({
  ...now,
  heartRate: Math.max(32, now.heartRate + heart + 9 * stirred),
  meanPressure: Math.max(20, now.meanPressure + pressure + 7 * stirred),
  pulsePressure: now.pulsePressure + 0.3 * pressure,
  respiratoryRate: Math.max(6, now.respiratoryRate + (now.ventilated ? 0.15 : 1) * breath + 3 * stirred),
  saturation: Math.min(100, now.saturation + saturation - 0.7 * stirred),
});

/** What was begun in a minute. */
function begun(before: Support, support: Support, minute: number): Given[] {
  const given: Given[] = [];
  const add = (what: Given['what'], happened: boolean) => happened && given.push({ minute, what });
  add('fluids', before.fluids === 0 && support.fluids > 0);
  add('blood', before.blood === 0 && support.blood > 0);
  add('noradrenaline', before.noradrenaline === 0 && support.noradrenaline > 0);
  add('oxygen', before.lungSupport === 0 && support.lungSupport > 0);
  add('intubation', minute > 0 && !before.ventilated && support.ventilated);
  add('rate-control', before.rateControl === 0 && support.rateControl > 0);
  return given;
}

/** A line is placed with the first pressor, by plan, or for a machine. */
function arterialLineOf({ arterialLineAt }: Baseline, given: readonly Given[]): number | null {
  const urgent = given.find(({ what }) => what === 'noradrenaline' || what === 'intubation');
  const times = [arterialLineAt, urgent ? urgent.minute + 15 : null].filter((one) => one !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Turns since admission at each minute, from a rate per minute that changes evenly between them. */
function turnsOf(perMinute: Float32Array): Float64Array {
  const turns = new Float64Array(perMinute.length);
  for (let m = 1; m < turns.length; m += 1)
    turns[m] = (turns[m - 1] ?? 0) + ((perMinute[m - 1] ?? 0) + (perMinute[m] ?? 0)) / 2;
  return turns;
}

/** Some milliseconds of work for a stay of three days. */
export function liveThrough(stay: Stay): LiveStay {
  const course = drawCourse(stay);
  const baseline = drawBaseline(stay, course);
  const grain = openGrain(openStream(stay.seed, stay.index, 'icu-live-wander'));
  // A minute more, so that the last one has an end.
  const tracks = emptyTracks(minutesOf(stay) + 1);
  const wander = { heart: 0, pressure: 0, breath: 0, saturation: 0, stirred: 0 };
  const given: Given[] = [];
  let now = firstMinute(baseline, course);
  let before = NOTHING;
  for (let minute = 0; minute < tracks.heartRate.length; minute += 1) {
    const support = supportAt(course, baseline.ventilatedUntil, now, minute);
    given.push(...begun(before, support, minute));
    if (minute === course.recognised && course.kind === 'sepsis') given.push({ minute, what: 'antibiotics' });
    before = support;
    now = nextMinute(baseline, course, now, minute, support);
    wanderOn(wander, grain);
    writeMinute(tracks, minute, wandered(now, wander));
  }
  return {
    stay,
    course,
    baseline,
    tracks,
    given,
    arterialLine: arterialLineOf(baseline, given),
    heartTurns: turnsOf(tracks.heartRate),
    breathTurns: turnsOf(tracks.respiratoryRate),
  };
}
