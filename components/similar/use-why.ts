import { useCallback, useEffect, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { whySimilar } from '#lib/similarity/why-similar.ts';
import { type WhySentences, whySentences } from './why-sentences.ts';

const NOTHING: WhySentences = { short: '', agree: [], differ: [] };

/** What finds the words: it brings the descriptions of all features, and comes a moment after the list. */
function useTeller(): typeof whySimilar | null {
  const [tell, setTell] = useState<typeof whySimilar | null>(null);
  useEffect(() => {
    let current = true;
    void import('#lib/similarity/why-similar.ts').then((loaded) => {
      if (current) setTell(() => loaded.whySimilar);
    });
    return () => {
      current = false;
    };
  }, []);
  return tell;
}

/** Tells why a neighbour is similar to the patient of a row. */
export function useWhy(table: CohortTable, asked: number | null): (neighbour: Neighbour) => WhySentences {
  const [units] = useUnitSystem();
  const tell = useTeller();
  return useCallback(
    (neighbour) => {
      const own = asked === null ? undefined : table.members[asked];
      const other = table.members[neighbour.member];
      if (!tell || !own || !other) return NOTHING;
      return whySentences(tell(table.space, own, other, neighbour, units));
    },
    [table, asked, units, tell],
  );
}
