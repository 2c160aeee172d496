import { randomUUID } from 'node:crypto';
import {
  badRequest,
  gone,
  notFound,
  OperationOutcomeError,
  preconditionFailed,
  type SearchRequest,
} from '@medplum/core';
import { FhirRepository } from '@medplum/fhir-router';
import type { Bundle, Reference, Resource } from '@medplum/fhirtypes';
import { isObject, type JsonObject } from '../json-value.ts';
import type { Journal } from './journal.ts';
import { type Change, ResourceTable } from './resource-table.ts';
import { asMedplum, type StoredResource, storedKey } from './stored-resource.ts';
import { checkIdentity, checkStructure } from './validate-resource.ts';

type WithId<T> = T & { id: string };

const unsupported = (what: string) => new OperationOutcomeError(badRequest(`${what} is not supported.`));

/**
 * The embedded FHIR R4 repository: resources in memory under real indexes, every commit in a journal on disk.
 * All methods that change something run inside `withTransaction`, which is whole or void.
 */
export class FhirStore extends FhirRepository {
  readonly table: ResourceTable;
  readonly #journal: Journal | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #pending: { readonly change: Change; readonly undo: () => void }[] | undefined;

  /** Without a journal the store forgets everything with its process. */
  constructor(table = new ResourceTable(), journal?: Journal) {
    super();
    this.table = table;
    this.#journal = journal;
  }

  /** Runs one request at a time, so that none sees half of another's transaction. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Everything that `work` changes is on disk when this resolves, or undone when it rejects. */
  override async withTransaction<T>(work: (store: this) => Promise<T>): Promise<T> {
    if (this.#pending !== undefined) return work(this);
    const pending: { readonly change: Change; readonly undo: () => void }[] = [];
    this.#pending = pending;
    try {
      const result = await work(this);
      if (pending.length > 0) await this.#journal?.append(pending.map(({ change }) => change));
      return result;
    } catch (error) {
      for (const { undo } of pending.reverse()) undo();
      throw error;
    } finally {
      this.#pending = undefined;
    }
  }

  #change(change: Change): Promise<void> {
    return this.withTransaction(async () => {
      const undo = this.table.apply(change);
      this.#pending?.push({ change, undo });
    });
  }

  /** Files resources as they are, versioned; `trusted` skips the check against the structure definitions. */
  async putAll(resources: Iterable<JsonObject>, trusted: boolean): Promise<number> {
    return this.withTransaction(async () => {
      let count = 0;
      for (const resource of resources) {
        checkIdentity(resource);
        if (!trusted) checkStructure(resource);
        await this.#change({ put: this.#versioned(resource) });
        count += 1;
      }
      return count;
    });
  }

  #versioned(resource: JsonObject): StoredResource {
    const resourceType = String(resource.resourceType);
    const id = typeof resource.id === 'string' ? resource.id : this.generateId();
    const version = this.table.versions(resourceType, id).length + 1;
    const sent = isObject(resource.meta) ? resource.meta : {};
    const meta = { ...sent, versionId: String(version), lastUpdated: new Date().toISOString() };
    return { ...resource, resourceType, id, meta };
  }

  async #write<T extends Resource>(resource: T): Promise<WithId<T>> {
    // The router hands over parsed JSON: this is the border where it is checked.
    const sent: unknown = resource;
    if (!isObject(sent)) throw new OperationOutcomeError(badRequest('The body is not a resource.'));
    checkIdentity(sent);
    checkStructure(sent);
    const put = this.#versioned(sent);
    await this.#change({ put });
    return asMedplum<T>(put);
  }

  /** The server chooses the id, or has chosen it for the entry of a transaction (`assignedId`). */
  override createResource<T extends Resource>(
    resource: T,
    options?: { assignedId?: boolean },
  ): Promise<WithId<T>> {
    const id = options?.assignedId === true && resource.id ? resource.id : this.generateId();
    return this.withTransaction(() => this.#write({ ...resource, id }));
  }

  override updateResource<T extends Resource>(
    resource: T,
    options?: { ifMatch?: string },
  ): Promise<WithId<T>> {
    return this.withTransaction(async () => {
      if (!resource.id) throw new OperationOutcomeError(badRequest('The resource has no id.'));
      this.#checkVersion(this.table.read(resource.resourceType, resource.id), options?.ifMatch);
      return this.#write(resource);
    });
  }

  override deleteResource(type: string, id: string, options?: { ifMatch?: string }): Promise<void> {
    return this.withTransaction(async () => {
      const stored = this.#read(type, id);
      this.#checkVersion(stored, options?.ifMatch);
      await this.#change({ delete: storedKey(stored) });
    });
  }

  #checkVersion(stored: StoredResource | undefined, wanted: string | undefined): void {
    if (wanted === undefined) return;
    if (stored?.meta.versionId !== wanted) throw new OperationOutcomeError(preconditionFailed);
  }

  #read(type: string, id: string): StoredResource {
    const stored = this.table.read(type, id);
    if (stored !== undefined) return stored;
    const known = this.table.versions(type, id).length > 0;
    throw new OperationOutcomeError(known ? gone : notFound);
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<WithId<T>> {
    return asMedplum<T>(this.#read(type, id));
  }

  override async readVersion<T extends Resource>(
    type: string,
    id: string,
    version: string,
  ): Promise<WithId<T>> {
    const found = this.table.versions(type, id).find(({ meta }) => meta.versionId === version);
    if (found === undefined) throw new OperationOutcomeError(notFound);
    return asMedplum<T>(found);
  }

  override async readHistory<T extends Resource>(type: string, id: string): Promise<Bundle<WithId<T>>> {
    const versions = this.table.versions(type, id);
    if (versions.length === 0) throw new OperationOutcomeError(notFound);
    const entry = versions.toReversed().map((version) => ({ resource: asMedplum<T>(version) }));
    return { resourceType: 'Bundle', type: 'history', total: versions.length, entry };
  }

  override async readReference<T extends Resource>({ reference }: Reference<T>): Promise<WithId<T>> {
    const [type = '', id = ''] = reference?.split('/') ?? [];
    return this.readResource<T>(type, id);
  }

  override readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(references.map((one) => this.readReference<T>(one).catch((error: Error) => error)));
  }

  override generateId(): string {
    return randomUUID();
  }

  override setMode(): void {
    // One process, one copy: there is no reader to switch to.
  }

  // The router's own search drops what it does not understand; `runSearch` is the strict one that the routes use.
  override async search<T extends Resource>(_request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    throw unsupported('A conditional request');
  }

  override async searchByReference<T extends Resource>(): Promise<Record<string, WithId<T>[]>> {
    throw unsupported('A search by reference');
  }

  override async patchResource<T extends Resource>(): Promise<WithId<T>> {
    throw unsupported('PATCH');
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#journal?.close();
  }
}
