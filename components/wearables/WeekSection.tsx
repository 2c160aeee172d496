'use client';

import { createContext, type ReactNode, useContext } from 'react';
import classes from './wearables.module.css';
import { type WeekPart, weekAnchor } from './wearables-anchor.ts';

/** Title of the panel around, where a page has several; `null`: the week of the patient, to which reasons lead. */
export const WeekTitle = createContext<string | null>(null);

type WeekSectionProps = {
  readonly part: WeekPart;
  readonly label: string;
  /** The chart names itself: the label is for those who hear the page. */
  readonly silent?: boolean;
  readonly children: ReactNode;
};

/** One chart of a week under its own name; on a page of several weeks no two share a name or an id. */
export function WeekSection({ part, label, silent = false, children }: WeekSectionProps) {
  const title = useContext(WeekTitle);
  const name = title === null ? label : `${label}: ${title}`;
  const anchor = title === null ? { id: weekAnchor(part), tabIndex: -1 } : {};
  return (
    <section className={classes.part} {...(silent && { 'aria-label': name })} {...anchor}>
      {silent ? null : <h3 className={classes.heading}>{label}</h3>}
      {children}
    </section>
  );
}
