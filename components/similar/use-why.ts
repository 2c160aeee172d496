import { useCallback, useEffect, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { ValueWords } from './value-words.ts';
import { type WhySentences, whySentences } from './why-sentences.ts';

/** Before the words are there. */
const NO_WORDS: ValueWords = () => null;
const NOTHING: WhySentences = { short: '', agree: [], differ: [] };

/** The words of a space's values, fetched once. */
export function useValueWords({ space }: CohortTable): ValueWords {
  const [words, setWords] = useState<ValueWords>(() => NO_WORDS);
  useEffect(() => {
    let current = true;
    void import('./value-words.ts')
      .then(({ loadValueWords }) => loadValueWords(space))
      .then((loaded) => current && setWords(() => loaded));
    return () => {
      current = false;
    };
  }, [space]);
  return words;
}

/** Tells why a neighbour is similar to the patient of a row. */
export function useWhy(
  table: CohortTable,
  asked: number | null,
  words: ValueWords,
): (neighbour: Neighbour) => WhySentences {
  const [units] = useUnitSystem();
  return useCallback(
    (neighbour) => {
      const own = asked === null ? undefined : table.members[asked];
      const other = table.members[neighbour.member];
      if (!own || !other) return NOTHING;
      return whySentences({ views: table.space.views, own, other, neighbour, words, units });
    },
    [table, asked, words, units],
  );
}
