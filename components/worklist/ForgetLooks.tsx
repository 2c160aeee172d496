'use client';

import { useEffect } from 'react';
import { forgetLooks } from './browser-looks.ts';

/** Stands where somebody has signed out: the next reader of this browser has not looked at anybody. */
export function ForgetLooks() {
  useEffect(forgetLooks, []);
  return null;
}
