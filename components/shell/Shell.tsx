import type { ReactNode } from 'react';
import { BackendBadge } from './BackendBadge.tsx';
import { Navigation } from './Navigation.tsx';
import { OfflineSupport } from './OfflineSupport.tsx';
import classes from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** Header, content and footer round every screen. `account`: who is signed in, where sign-in is asked for. */
export function Shell({ account, children }: { account: ReactNode; children: ReactNode }) {
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
          {account}
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
