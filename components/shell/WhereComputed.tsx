'use client';

import { usePathname } from 'next/navigation';
import classes from './Shell.module.css';

/** Where the scores of a screen come from: only intensive care is scored where nobody looks. */
export function WhereComputed() {
  const ward = usePathname().startsWith('/icu');
  return (
    <span className={classes.quiet}>
      {ward
        ? 'Scores of intensive care are computed on this hospital’s server; explanations in this browser.'
        : 'Scores are computed in this browser.'}
    </span>
  );
}
