'use client';

import type { ReactNode } from 'react';
import { useAnchorOf } from './panel-links.ts';
import classes from './panels.module.css';

type ReasonLinkProps = {
  /** `null`: not known. */
  readonly modality: string | null;
  /** `null`: the modality as a whole. */
  readonly measure: string | null;
  readonly children: ReactNode;
};

/** A reason's name, as a link to where its entries stand on the page; plain text where they do not. */
export function ReasonLink({ modality, measure, children }: ReasonLinkProps) {
  const anchorOf = useAnchorOf();
  const anchor = modality === null ? null : anchorOf(modality, measure);
  if (anchor === null) return children;
  return (
    <a href={`#${anchor}`} className={classes.reason}>
      {children}
    </a>
  );
}
