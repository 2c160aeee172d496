import { saveBlob } from '#components/ui/save-blob.ts';

const SHARPNESS = 2;

export const saveSvg = (svg: string, name: string): void =>
  saveBlob(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);

/** The same picture in pixels, twice as fine as a screen's. */
export async function savePng(svg: string, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth * SHARPNESS, image.naturalHeight * SHARPNESS);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    saveBlob(await canvas.convertToBlob({ type: 'image/png' }), `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
