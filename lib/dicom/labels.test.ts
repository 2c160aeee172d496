import { describe, expect, it } from 'vitest';
import type { Made } from './fixtures/make-file.ts';
import { madeRows, notesOf } from './fixtures/open-made.ts';
import { personNameText } from './person-name.ts';
import { headerOf } from './picture-header.ts';

const DATES = {
  acquired: [0x00080022, 0x00080032],
  content: [0x00080023, 0x00080033],
  series: [0x00080021, 0x00080031],
  study: [0x00080020, 0x00080030],
} as const;

const event = (name: keyof typeof DATES, day: string, time = ''): Made[] => [
  [DATES[name][0], 'DA', day],
  ...(time === '' ? [] : ([[DATES[name][1], 'TM', time]] as Made[])),
];
const picture = (...events: readonly (readonly Made[])[]) => madeRows([[1]], events.flat());
const takenOf = (...events: readonly (readonly Made[])[]) => headerOf(picture(...events)).labels.taken;
const ZONE: Made[] = [[0x00080201, 'SH', '-0330']];
const whole = (text: string): Made[] => [[0x0008002a, 'DT', text]];

describe('the time on a picture', () => {
  it('is that of one event, the nearest that has a date', () => {
    const study = event('study', '20310404', '0900');
    const content = event('content', '20310405', '132011.5');
    expect(takenOf(study, content)).toBe('Content 2031-04-05 13:20 (zone not stated)');
    expect(takenOf(study, event('acquired', '20310405'))).toBe('Acquired 2031-04-05');
    expect(takenOf(study, [[0x00080032, 'TM', '1320']])).toBe('Study 2031-04-04 09:00 (zone not stated)');
    expect(takenOf(study, event('series', '2031.04.05', '10:11:12'), ZONE)).toBe(
      'Series 2031-04-05 10:11 UTC−03:30',
    );
    expect(takenOf()).toBe('');
  });

  it('has the zone of its own moment before that of the file', () => {
    expect(takenOf(whole('20310405132011.25+0200'), ZONE)).toBe('Acquired 2031-04-05 13:20 UTC+02:00');
    expect(takenOf(whole('20310405'), ZONE)).toBe('Acquired 2031-04-05');
  });

  it('that contradicts itself is another event’s', () => {
    const twice = [whole('20310405132011'), event('acquired', '20310406', '132011')];
    expect(takenOf(...twice, event('study', '20310404', '0900'))).toContain('Study 2031-04-04');
    expect(notesOf(picture(...twice))[0]).toContain('contradicts');
  });

  it.each(['20310230', '20311301', '2031', 'yesterday'])('on %s is not used, and that is said', (day) => {
    expect(takenOf(event('acquired', day, '1000'), event('study', '20310404'))).toBe('Study 2031-04-04');
    expect(notesOf(picture(event('acquired', day)))[0]).toContain('no day of the calendar');
  });

  it.each(['2500', '13', '1360', 'noon'])('has no time of day where that is “%s”', (time) => {
    expect(takenOf(event('acquired', '20310405', time))).toBe('Acquired 2031-04-05');
  });
});

describe('the name on a picture', () => {
  it('is shown in the writings that the file has', () => {
    expect(personNameText('Yamada^Tarou=山田^太郎=やまだ^たろう')).toBe(
      'Yamada, Tarou (山田, 太郎, やまだ, たろう)',
    );
    expect(personNameText('=山田^太郎')).toBe('山田, 太郎');
    expect(personNameText('Rowan^Vega^M^^')).toBe('Rowan, Vega M');
    expect(personNameText('^^^=^^')).toBe('');
  });

  it('in letters that no named set has is said to be so', () => {
    const made = picture([[0x00100010, 'PN', Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c)]]);
    expect(headerOf(made).labels.name).toBe('M\ufffdll');
    expect(notesOf(made)[0]).toContain('no character set that the file names');
  });
});
