import type { InstanceSource } from './instance-source.ts';

/** Several sources as one; what two hold by the same UIDs is read from the first. */
export function joinInstances(sources: readonly InstanceSource[]): InstanceSource {
  return {
    async findStudies(query) {
      const found = await Promise.all(sources.map((source) => source.findStudies(query)));
      const seen = new Set<string>();
      return found.flat().filter(({ studyUid }) => !seen.has(studyUid) && seen.add(studyUid));
    },
    async readInstance(address) {
      for (const source of sources) {
        const stream = await source.readInstance(address);
        if (stream !== null) return stream;
      }
      return null;
    },
  };
}
