import { IconFlask } from '@tabler/icons-react';
import classes from './SimulatedBanner.module.css';

/** Stays in view for as long as the page shows simulated patients. */
export function SimulatedBanner() {
  return (
    <aside className={classes.banner} aria-label="Data notice">
      <IconFlask size={16} stroke={1.8} aria-hidden />
      <span>
        <strong>Simulated patients.</strong> No one here is a real person.
      </span>
    </aside>
  );
}
