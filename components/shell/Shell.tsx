import type { ReactNode } from 'react';
import { BackendBadge } from './BackendBadge.tsx';
import { Navigation } from './Navigation.tsx';
import { OfflineSupport } from './OfflineSupport.tsx';
import classes from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** Header, content and footer round every screen. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <header className={classes.header}>
        <Navigation />
        <div className={classes.tools}>
          <BackendBadge />
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={classes.footer}>
        <span>Research prototype, not a medical device.</span>
        <span className={classes.quiet}>Scores are computed in this browser.</span>
      </footer>
      <OfflineSupport />
    </div>
  );
}
