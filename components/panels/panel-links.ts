'use client';

import { createContext, useContext, useEffect, useState } from 'react';

/** Where a measure of a modality can be seen on the page, or with `null` the modality itself; `null`: nowhere. */
export type AnchorOf = (modality: string, measure: string | null) => string | null;

const NOWHERE: AnchorOf = () => null;

const Anchors = createContext<AnchorOf>(NOWHERE);

/** Tells the reasons below it what their links may lead to. */
export const PanelLinks = Anchors.Provider;

export const useAnchorOf = (): AnchorOf => useContext(Anchors);

type ModalityOf = (feature: string) => string | null;

/** The modality of a feature; until the features' code is here, which the score needs as well, nobody knows. */
export function useModalityOf(): ModalityOf {
  const [known, setKnown] = useState<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    let current = true;
    import('#lib/modalities/index.ts')
      .then(({ modalityIds, specsOf }) => {
        if (current) setKnown(new Map(specsOf(modalityIds).map(({ id, modality }) => [id, modality])));
      })
      .catch(() => {
        // The names stay plain text.
      });
    return () => {
      current = false;
    };
  }, []);
  return (feature) => known?.get(feature) ?? null;
}
