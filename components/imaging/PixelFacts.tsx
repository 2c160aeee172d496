import { useEffect, useState } from 'react';
import type { FrameSummary } from '#lib/dicom/summarise-frame.ts';
import classes from './imaging.module.css';
import type { Viewer } from './viewer.ts';

/** How the picture is stored, and figures of the current frame's stored values to compare with other software. */
export function PixelFacts({ viewer }: { readonly viewer: Viewer }) {
  const { header, frame } = viewer.store.getState();
  const [summary, setSummary] = useState<FrameSummary | null>(null);
  const { session } = viewer;
  useEffect(() => {
    void session?.summary(frame).then((outcome) => setSummary(outcome.ok ? outcome.value : null));
  }, [session, frame]);
  if (!header) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['Stored as', `${header.transferSyntax.name}, ${header.transferSyntax.uid}`],
    ['Size', `${header.columns} columns, ${header.rows} rows, ${header.frames} frames`],
    ['Values', summary ? `${summary.min} to ${summary.max}, mean ${summary.mean}` : '…'],
    ['SHA-256', summary?.sha256 ?? '…'],
  ];
  return (
    <dl className={classes.facts} aria-label={`Pixels of frame ${frame + 1}`}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
