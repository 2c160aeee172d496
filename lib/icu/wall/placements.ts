import type { EventOf } from '../events/stream-event.ts';

/** Where somebody lies: `bed` null: in none any more. */
export type Placement = {
  readonly patient: string;
  readonly bed: string | null;
  readonly ward: string;
  /** From when on, event time in ms since the epoch. */
  readonly at: number;
  readonly admittedAt: number;
  readonly age: number | null;
  readonly sex: 'female' | 'male' | null;
};

export function placementOf(event: EventOf<'placement'>): Placement {
  const { patient, bed, ward, at, admittedAt, age = null, sex = null } = event;
  return { patient, bed, ward, at, admittedAt, age, sex };
}

type Told = Pick<Placement, 'bed' | 'at'>;
/** Of one patient: more moves than that say nothing of now. */
const MOST_TOLD = 20;

/** The bed that somebody was moved from, and when. */
export type Move = { readonly bed: string; readonly at: number };

/** What a tile is called whose patient has no bed that is theirs alone: data of nobody are lost, and none stand on another's. */
export const noBed = (patient: string): string => `no bed: ${patient}`;

/**
 * Who lies where. Each patient is where their latest placement says; a bed belongs to whoever came into it last. Placements may
 * come in any order and twice.
 */
export class Placements {
  readonly #byPatient = new Map<string, Placement>();
  readonly #byBed = new Map<string, string>();
  /** Where each was, by time: told in any order. */
  readonly #told = new Map<string, readonly Told[]>();

  /** Beds whose tile is another one now. */
  place(placement: Placement): readonly string[] {
    const { patient } = placement;
    const before = this.#byPatient.get(patient);
    this.#remember(placement);
    // Of an earlier bed only what is told of the move can change.
    if (before && before.at > placement.at) return [this.bedOf(patient) ?? noBed(patient)];
    const left = before ? [this.bedOf(patient) ?? noBed(patient)] : [];
    this.#byPatient.set(patient, placement);
    const beds = [before?.bed, placement.bed].filter((bed) => typeof bed === 'string');
    const displaced = beds.flatMap((bed) => this.#settle(bed));
    return [...new Set([...left, ...beds, ...displaced, this.bedOf(patient) ?? noBed(patient)])];
  }

  /** Gives a bed to whoever came last. Tiles of patients who lost it or got it back. */
  #settle(bed: string): string[] {
    const claims = [...this.#byPatient.values()]
      .filter((placement) => placement.bed === bed)
      .sort((a, b) => b.at - a.at || (a.patient < b.patient ? -1 : 1));
    const [owner] = claims;
    if (owner) this.#byBed.set(bed, owner.patient);
    else this.#byBed.delete(bed);
    return claims.map(({ patient }) => noBed(patient));
  }

  placementOf(patient: string): Placement | null {
    return this.#byPatient.get(patient) ?? null;
  }

  /** The bed that is this patient's alone; `null`: none is. */
  bedOf(patient: string): string | null {
    const bed = this.#byPatient.get(patient)?.bed;
    return typeof bed === 'string' && this.#byBed.get(bed) === patient ? bed : null;
  }

  #remember({ patient, bed, at }: Placement): void {
    const others = (this.#told.get(patient) ?? []).filter((one) => one.at !== at);
    const told = [...others, { bed, at }].sort((a, b) => a.at - b.at);
    this.#told.set(patient, told.slice(-MOST_TOLD));
  }

  /** Where somebody lay before, if they were moved since anybody looks. */
  movedFrom(patient: string): Move | null {
    const told = this.#told.get(patient) ?? [];
    const now = told.at(-1);
    const k = told.findLastIndex(({ bed }) => bed !== now?.bed);
    const [from, to] = [told[k], told[k + 1]];
    return from?.bed && to?.bed ? { bed: from.bed, at: to.at } : null;
  }

  patientIn(bed: string): string | null {
    return this.#byBed.get(bed) ?? null;
  }

  /** Whether they lie in no bed any more. */
  hasLeft(patient: string): boolean {
    return this.#byPatient.get(patient)?.bed === null;
  }

  forget(patient: string): void {
    this.#byPatient.delete(patient);
    this.#told.delete(patient);
  }
}
