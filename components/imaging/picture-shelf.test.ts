import { describe, expect, it } from 'vitest';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import { refuse } from '#lib/dicom/refusal.ts';
import type { OpenedFile } from './picture-session.ts';
import { PictureShelf } from './picture-shelf.ts';

const image = (file: string): OpenImage => ({
  key: file,
  file,
  title: file,
  bytes: () => Promise.resolve(new ArrayBuffer(0)),
});

/** A shelf for 100 bytes, with what was opened, stopped and closed, by the name of the file. */
function shelf(weights: Readonly<Record<string, number>> = {}) {
  const log: string[] = [];
  const bad = new Set<string>();
  const open = async ({ file }: OpenImage, signal: AbortSignal): Promise<OpenedFile> => {
    log.push(`open ${file}`);
    signal.addEventListener('abort', () => log.push(`stop ${file}`));
    await Promise.resolve();
    return {
      picture: { ok: false, refusal: refuse('no-picture', null, file) },
      tags: async () => [],
      video: async () => ({ ok: false, refusal: refuse('video', null, file) }),
      weight: weights[file] ?? 10,
      isGood: () => !bad.has(file),
      close: () => log.push(`close ${file}`),
    };
  };
  return { pictures: new PictureShelf(open, 100), log, bad };
}

/** Borrowed, opened and put down again. */
async function seen(pictures: PictureShelf, file: string) {
  const borrowed = pictures.borrow(image(file));
  await borrowed.file;
  borrowed.putDown();
  return borrowed;
}

describe('PictureShelf', () => {
  it('opens a file once for all who show it, one after the other or at the same time', async () => {
    const { pictures, log } = shelf();
    const small = await seen(pictures, 'a');
    const [large, other] = [pictures.borrow(image('a')), pictures.borrow(image('a'))];
    expect(await large.file).toBe(await small.file);
    expect(await other.file).toBe(await small.file);
    expect(log).toEqual(['open a']);
  });

  it('gives nobody another file', async () => {
    const { pictures } = shelf();
    const [a, b] = [pictures.borrow(image('a')), pictures.borrow(image('b'))];
    expect(await a.file).not.toBe(await b.file);
    expect((await b.file).picture).toMatchObject({ refusal: { message: 'b' } });
  });

  it('closes a file when the last who had it gives it back, and opens it anew for the next', async () => {
    const { pictures, log } = shelf();
    const [first, second] = [await seen(pictures, 'a'), await seen(pictures, 'a')];
    first.giveBack();
    first.giveBack();
    expect(log).toEqual(['open a']);
    second.giveBack();
    expect(log).toEqual(['open a', 'stop a', 'close a']);
    await seen(pictures, 'a');
    expect(log.at(-1)).toBe('open a');
  });

  it('stops what is on its way when the page is left, and closes what comes after all', async () => {
    const { pictures, log } = shelf();
    const borrowed = pictures.borrow(image('a'));
    borrowed.giveBack();
    expect(log).toEqual(['open a', 'stop a']);
    await borrowed.file;
    expect(log).toEqual(['open a', 'stop a', 'close a']);
  });

  it('does not stop what another still waits for', async () => {
    const { pictures, log } = shelf();
    const [left, stays] = [pictures.borrow(image('a')), pictures.borrow(image('a'))];
    left.giveBack();
    await stays.file;
    expect(log).toEqual(['open a']);
  });

  it('keeps what nobody looks at within its room, the oldest goes first', async () => {
    const { pictures, log } = shelf({ a: 60, b: 30, c: 30 });
    await seen(pictures, 'a');
    await seen(pictures, 'b');
    expect(log).toEqual(['open a', 'open b']);
    await seen(pictures, 'c');
    expect(log.slice(2)).toEqual(['open c', 'stop a', 'close a']);
  });

  it('closes nothing that somebody looks at', async () => {
    const { pictures, log } = shelf({ a: 90, b: 90, c: 90 });
    const held = pictures.borrow(image('a'));
    await held.file;
    await seen(pictures, 'b');
    await seen(pictures, 'c');
    expect(log).not.toContain('close a');
    expect(log).toContain('close b');
  });

  it('keeps no film, whose decoder the browser has few of', async () => {
    const { pictures, log } = shelf({ film: Number.POSITIVE_INFINITY });
    await seen(pictures, 'a');
    await seen(pictures, 'film');
    expect(log).toEqual(['open a', 'open film', 'stop film', 'close film']);
  });

  it('hands on no file that failed to come or whose decoder died', async () => {
    const { pictures, log, bad } = shelf();
    const first = await seen(pictures, 'a');
    bad.add('a');
    const second = pictures.borrow(image('a'));
    await second.file;
    expect(log).toEqual(['open a', 'open a']);
    first.giveBack();
    expect(log).toEqual(['open a', 'open a', 'stop a', 'close a']);
  });
});
