import type { Alert, AlertCondition } from '../alerts/alert.ts';
import type { PatientScore } from '../alerts/score.ts';
import type { EventOf, StreamEvent } from '../events/stream-event.ts';
import type { BedCourse } from './bed-course.ts';
import { PatientCourse } from './patient-course.ts';
import { noBed, type Placement, Placements, placementOf } from './placements.ts';
import { type Known, shownScores, tileOf } from './tile.ts';
import type { WallClock, WallMessage, WallRule, WallTile } from './wall-message.ts';

const HOUR_MS = 3_600_000;
/** Whoever left so long ago is forgotten. */
const FORGOTTEN_MS = 6 * HOUR_MS;

const naturally = new Intl.Collator('en', { numeric: true }).compare;

type Person = {
  readonly course: PatientCourse;
  readonly scores: Map<AlertCondition, PatientScore>;
  readonly alerts: Map<string, Alert>;
  rules: readonly WallRule[];
};

type Waveform = Extract<WallMessage, { kind: 'waveform' }>;

/** What changed by some events: beds whose tile is another one, and waveforms to be drawn. */
export type WallChange = {
  readonly beds: ReadonlySet<string>;
  readonly waveforms: readonly Waveform[];
};

/**
 * All that a wall shows, by patient; a tile is put together for a bed when it is asked for. So data move with their patient, and
 * a bed has nothing of its own that could be left behind.
 */
export class Wall {
  readonly #persons = new Map<string, Person>();
  readonly #placements = new Placements();
  /** Beds that were ever placed into, with their ward: an empty bed is shown as one. */
  readonly #wards = new Map<string, string>();
  /** Their names in order, which are asked for with each event; `null`: somebody came, moved or left since. */
  #beds: readonly string[] | null = null;

  #person(patient: string): Person {
    const known = this.#persons.get(patient);
    if (known) return known;
    const person: Person = { course: new PatientCourse(), scores: new Map(), alerts: new Map(), rules: [] };
    this.#persons.set(patient, person);
    this.#beds = null;
    return person;
  }

  /** The tile that a patient is on; `null`: the patient has left. */
  bedOf(patient: string): string | null {
    if (this.#placements.hasLeft(patient)) return null;
    return this.#placements.bedOf(patient) ?? noBed(patient);
  }

  place(placement: Placement): readonly string[] {
    if (placement.bed !== null) this.#wards.set(placement.bed, placement.ward);
    this.#person(placement.patient);
    this.#beds = null;
    return this.#placements.place(placement);
  }

  /** Takes in events of the log, in any order and any number of times. */
  take(events: readonly StreamEvent[]): WallChange {
    const beds = new Set<string>();
    const waveforms: Waveform[] = [];
    for (const event of events) {
      for (const bed of this.#takeEvent(event)) beds.add(bed);
      const bed = event.kind === 'waveform' ? this.bedOf(event.patient) : null;
      if (event.kind === 'waveform' && bed !== null) waveforms.push(waveformOf(event, bed));
    }
    return { beds, waveforms };
  }

  #takeEvent(event: StreamEvent): readonly string[] {
    const moved = event.kind === 'placement' ? this.place(placementOf(event)) : [];
    const changed = this.#person(event.patient).course.take(event);
    const bed = changed ? this.bedOf(event.patient) : null;
    return bed === null ? moved : [...moved, bed];
  }

  /** The tile that shows it; null: the patient has left. */
  takeScore(patient: string, score: PatientScore): string | null {
    this.#person(patient).scores.set(score.condition, score);
    return this.bedOf(patient);
  }

  takeRules(patient: string, rules: readonly WallRule[]): string | null {
    this.#person(patient).rules = rules;
    return this.bedOf(patient);
  }

  takeAlert(alert: Alert): string | null {
    const { alerts } = this.#person(alert.patient);
    if (alert.state === 'ended') alerts.delete(alert.id);
    else alerts.set(alert.id, alert);
    return this.bedOf(alert.patient);
  }

  /** Forgets who left long ago. */
  forget(now: number): void {
    for (const patient of this.#persons.keys()) {
      const placement = this.#placements.placementOf(patient);
      if (placement?.bed !== null || placement.at > now - FORGOTTEN_MS) continue;
      this.#persons.delete(patient);
      this.#placements.forget(patient);
      this.#beds = null;
    }
  }

  /** Every bed, and a place for whoever has none, in the order of their names. */
  get beds(): readonly string[] {
    this.#beds ??= this.#sortedBeds();
    return this.#beds;
  }

  #sortedBeds(): readonly string[] {
    const without = [...this.#persons.keys()]
      .map((patient) => this.bedOf(patient))
      .filter((bed) => bed !== null && !this.#wards.has(bed));
    const names = new Set([...this.#wards.keys(), ...without.flatMap((bed) => bed ?? [])]);
    return [...names].sort(naturally);
  }

  #knownOf(bed: string): Known {
    const patient = this.#placements.patientIn(bed) ?? this.#withoutBed(bed);
    const person = patient === null ? undefined : this.#persons.get(patient);
    const placement = patient === null ? null : this.#placements.placementOf(patient);
    const ward = this.#wards.get(bed) ?? placement?.ward ?? '';
    if (patient === null || !person) return { bed, ward, somebody: null };
    const { course, scores, alerts, rules } = person;
    const lists = { scores: [...scores.values()], alerts: [...alerts.values()], rules };
    const movedFrom = this.#placements.movedFrom(patient);
    return { bed, ward, somebody: { patient, placement, movedFrom, course, ...lists } };
  }

  #withoutBed(bed: string): string | null {
    const patient = [...this.#persons.keys()].find((one) => noBed(one) === bed);
    return patient !== undefined && this.bedOf(patient) === bed ? patient : null;
  }

  tile(bed: string, clock: WallClock): WallTile {
    return tileOf(this.#knownOf(bed), clock);
  }

  /** What a patient's scores say now, with their receipts; `null`: nothing is known of such a patient. */
  scoresOf(patient: string, clock: WallClock): readonly PatientScore[] | null {
    const person = this.#persons.get(patient);
    return person ? shownScores([...person.scores.values()], person.course.newest, clock) : null;
  }

  /** What a bed's screen shows since a time, scores and alerts aside; `null`: there is no such bed. */
  course(bed: string, from: number, clock: WallClock): Omit<BedCourse, 'scores' | 'alerts'> | null {
    const { ward, somebody } = this.#knownOf(bed);
    if (!somebody && !this.#wards.has(bed)) return null;
    const { patient, who, admittedAt, simulated } = this.tile(bed, clock);
    const shown = somebody?.course.since(from) ?? { signs: {}, laboratory: {}, notes: [] };
    return { bed, ward, patient, who, admittedAt, from, to: Math.round(clock.now), ...shown, simulated };
  }
}

function waveformOf(event: EventOf<'waveform'>, bed: string): Waveform {
  const { patient, waveform, label = null, at, rate, unit, gain, offset, samples } = event;
  const chunk = { waveform, label, at, rate, unit, gain, offset, samples };
  return { kind: 'waveform', bed, patient, chunk };
}
