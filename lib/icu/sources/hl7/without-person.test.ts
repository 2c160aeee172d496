import { expect, it } from 'vitest';
import { withoutPerson } from './without-person.ts';

it('leaves out who the patient and the relatives are, and nothing else', () => {
  const message = [
    'MSH|^~\\&|MONITOR|ICU|||20261130021500||ORU^R01|7|P|2.6',
    'PID|||4711^^^HOSP^MR||Chan^Ada||19600102|F|||1 Road',
    'NK1|1|Chan^Bo',
    'OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||high|262688^MDC_DIM_PERCENT^MDC|||||F',
  ];
  const kept = withoutPerson(message.join('\r'));
  expect(kept).not.toMatch(/Chan|4711|1960|Road/);
  expect(kept.split('\r')).toEqual([message[0], 'PID|(left out)', 'NK1|(left out)', message[3]]);
  expect(withoutPerson('PID$4711$$Chan\nOBX$1')).toBe('PID$(left out)\nOBX$1');
});
