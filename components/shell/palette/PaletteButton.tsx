'use client';

import { Kbd } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import classes from './palette.module.css';
import type { PaletteCommand } from './palette-command.ts';

const Palette = dynamic(() => import('./Palette.tsx'), { ssr: false });

const focusOn = (element: Element | null): void => {
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
};

/** Opens the palette, from the header or by its key on any screen; what it needs is fetched then. */
export function PaletteButton({ listPatients }: { readonly listPatients: () => Promise<PatientGroups> }) {
  const [opener, setOpener] = useState<Element | null>(null);
  const os = useOs();
  const key = os === 'macos' || os === 'ios' ? '⌘ K' : 'Ctrl K';
  const close = (then?: PaletteCommand) => {
    setOpener(null);
    // After the dialog has gone: it holds the focus while it is there.
    requestAnimationFrame(() => {
      if (!then?.movesFocus) focusOn(opener);
      then?.run();
    });
  };
  useHotkeys([['mod+K', () => (opener ? close() : setOpener(document.activeElement ?? document.body))]], []);
  return (
    <>
      <button
        type="button"
        className={classes.open}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setOpener(currentTarget)}
      >
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={classes.openName}>Go to</span>
        <Kbd size="xs" className={classes.openKey ?? ''}>
          {key}
        </Kbd>
      </button>
      {opener ? <Palette listPatients={listPatients} opener={opener} onClose={close} /> : null}
    </>
  );
}
