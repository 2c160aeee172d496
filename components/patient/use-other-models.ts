'use client';

import { useEffect, useState } from 'react';

/** Ids of the registry's other models, once it is here; it comes with the score, and before that the list is empty. */
export function useOtherModels(except: string): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    import('#lib/models/index.ts')
      .then(({ models }) => {
        if (current) setIds(models.map(({ id }) => id).filter((id) => id !== except));
      })
      .catch(() => {
        // The score says that the page's code could not be fetched.
      });
    return () => {
      current = false;
    };
  }, [except]);
  return ids;
}
