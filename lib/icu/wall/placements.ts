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

/** What a tile is called whose patient has no bed that is theirs alone: data of nobody are lost, and none stand on another's. */
export const noBed = (patient: string): string => `no bed: ${patient}`;

/**
 * Who lies where. Each patient is where their latest placement says; a bed belongs to whoever came into it last. Placements may
 * come in any order and twice.
 */
export class Placements {
  readonly #byPatient = new Map<string, Placement>();
  readonly #byBed = new Map<string, string>();

  /** Beds whose tile is another one now. */
  place(placement: Placement): readonly string[] {
    const { patient } = placement;
    const before = this.#byPatient.get(patient);
    if (before && before.at > placement.at) return [];
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

  patientIn(bed: string): string | null {
    return this.#byBed.get(bed) ?? null;
  }

  /** Whether they lie in no bed any more. */
  hasLeft(patient: string): boolean {
    return this.#byPatient.get(patient)?.bed === null;
  }

  forget(patient: string): void {
    this.#byPatient.delete(patient);
  }
}
