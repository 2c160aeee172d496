import type { ReactNode } from 'react';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { Navigation } from './Navigation.tsx';
import { OfflineSupport } from './OfflineSupport.tsx';
import { PaletteButton } from './palette/PaletteButton.tsx';
import classes from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { WhereComputed } from './WhereComputed.tsx';

type ShellProps = {
  /** Who is signed in, where sign-in is asked for. */
  readonly account: ReactNode;
  /** `null`: nobody may see patients (yet). */
  readonly listPatients: (() => Promise<PatientGroups>) | null;
  readonly children: ReactNode;
};

/** Header, content and footer round every screen. */
export function Shell({ account, listPatients, children }: ShellProps) {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <header className={classes.header}>
        <Navigation />
        <div className={classes.tools}>
          <BackendBadge />
          {listPatients ? <PaletteButton listPatients={listPatients} /> : null}
          <ThemeSwitch />
          {account}
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={classes.footer}>
        <span>Research prototype, not a medical device.</span>
        <WhereComputed />
      </footer>
      <OfflineSupport />
    </div>
  );
}
