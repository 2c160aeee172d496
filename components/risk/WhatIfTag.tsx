import classes from './what-if.module.css';

/** Marks numbers that answer a question and are not those of the patient. */
export const WhatIfTag = () => <span className={classes.tag}>What if</span>;
