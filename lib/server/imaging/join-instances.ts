import type { InstanceSource } from './instance-source.ts';

/** Several sources as one; what two hold by the same UIDs is read from the first. */
export function joinInstances(sources: readonly InstanceSource[]): InstanceSource {
  return {
    async findStudies(query) {
      const found = await Promise.all(sources.map((source) => source.findStudies(query)));
      const owners = new Map<string, number>();
      return found.flatMap((studies, i) =>
        studies.filter(({ studyUid }) => {
          const owner = owners.get(studyUid) ?? i;
          owners.set(studyUid, owner);
          return owner === i;
        }),
      );
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
