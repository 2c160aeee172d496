'use client';

import { useEffect, useState } from 'react';
import type { Model } from '#lib/contract/model.ts';
import type { Slices } from '#lib/modalities/index.ts';

/**
 * Ids of the models that are wanted, once the registry is here; it comes with the score, and before that the list is empty.
 *
 * @param isWanted one function for as long as the same are wanted
 */
export function useModelIds(
  isWanted: (model: Pick<Model<Slices>, 'id' | 'kind'>) => boolean,
): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    import('#lib/models/index.ts')
      .then(({ models }) => {
        if (current) setIds(models.filter(isWanted).map(({ id }) => id));
      })
      .catch(() => {
        // The score says that the page's code could not be fetched.
      });
    return () => {
      current = false;
    };
  }, [isWanted]);
  return ids;
}
