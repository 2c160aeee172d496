import { subjectOf } from '../subject.ts';
import { type StoredResource, storedKey } from './stored-resource.ts';

/** One change of the store, as the journal keeps it. */
export type Change = { readonly put: StoredResource } | { readonly delete: string };

type ById = Map<string, StoredResource>;

const patientOf = (resource: StoredResource): string | undefined => {
  const subject = subjectOf(resource);
  return subject?.type === 'Patient' && subject.base === undefined ? subject.id : undefined;
};

function mapIn<K, Inner>(outer: Map<K, Map<string, Inner>>, key: K): Map<string, Inner> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, Inner>();
  outer.set(key, made);
  return made;
}

const NONE: ReadonlyMap<string, StoredResource> = new Map();

/** The resources in memory with their indexes: by type and id, by patient and type, and every version by key. */
export class ResourceTable {
  readonly #byType = new Map<string, ById>();
  readonly #byPatient = new Map<string, Map<string, ById>>();
  readonly #versions = new Map<string, StoredResource[]>();

  /** Number of resources, without older versions. */
  get size(): number {
    let sum = 0;
    for (const { size } of this.#byType.values()) sum += size;
    return sum;
  }

  read(type: string, id: string): StoredResource | undefined {
    return this.#byType.get(type)?.get(id);
  }

  ofType(type: string): ReadonlyMap<string, StoredResource> {
    return this.#byType.get(type) ?? NONE;
  }

  /** Resources of one type about one patient. */
  ofPatient(patient: string, type: string): ReadonlyMap<string, StoredResource> {
    return this.#byPatient.get(patient)?.get(type) ?? NONE;
  }

  /** Everything about one patient but the Patient itself, type by type. */
  compartment(patient: string): StoredResource[] {
    const types = this.#byPatient.get(patient);
    return types === undefined ? [] : [...types.values()].flatMap((byId) => [...byId.values()]);
  }

  /** Oldest first; a deleted resource keeps its versions. */
  versions(type: string, id: string): readonly StoredResource[] {
    return this.#versions.get(`${type}/${id}`) ?? [];
  }

  /** Applies a change; what it returns undoes it when nothing came after. */
  apply(change: Change): () => void {
    return 'put' in change ? this.#put(change.put) : this.#delete(change.delete);
  }

  #put(resource: StoredResource): () => void {
    const old = this.read(resource.resourceType, resource.id);
    const key = storedKey(resource);
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [resource]);
    else versions.push(resource);
    this.#replace(old, resource);
    return () => {
      this.#versions.get(key)?.pop();
      this.#replace(resource, old);
    };
  }

  #delete(key: string): () => void {
    const [type = '', id = ''] = key.split('/');
    const old = this.read(type, id);
    this.#replace(old, undefined);
    return () => this.#replace(undefined, old);
  }

  #replace(old: StoredResource | undefined, next: StoredResource | undefined): void {
    if (old !== undefined && (next === undefined || patientOf(old) !== patientOf(next))) this.#remove(old);
    if (next === undefined) return;
    const { resourceType, id } = next;
    mapIn(this.#byType, resourceType).set(id, next);
    const patient = patientOf(next);
    if (patient !== undefined) mapIn(mapIn(this.#byPatient, patient), resourceType).set(id, next);
  }

  #remove(old: StoredResource): void {
    const { resourceType, id } = old;
    this.#byType.get(resourceType)?.delete(id);
    const patient = patientOf(old);
    if (patient !== undefined) this.#byPatient.get(patient)?.get(resourceType)?.delete(id);
  }
}
