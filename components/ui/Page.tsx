import type { ReactNode } from 'react';
import { SimulatedBanner } from '#components/shell/SimulatedBanner.tsx';
import classes from './Page.module.css';

/** The frame every screen stands in: the simulated-data banner when it applies, then the content at reading width. */
export function Page({ simulated = false, children }: { simulated?: boolean; children: ReactNode }) {
  return (
    <>
      {simulated ? <SimulatedBanner /> : null}
      <div className={classes.page}>{children}</div>
    </>
  );
}

type PageHeaderProps = {
  readonly title: ReactNode;
  /** One line under the title. */
  readonly description?: ReactNode;
  /** Buttons and switches, right of the title. */
  readonly actions?: ReactNode;
};

/** The page's one `h1` with its description and actions. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{title}</h1>
        {description ? <p className={classes.description}>{description}</p> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
