import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { pictureNumber, readHeader } from '#lib/modalities/header.ts';
import { binariesOf } from '#lib/modalities/whole-record.ts';
import type { ImageFolder } from './image-folder.ts';

const readAsset: Files['asset'] = (path) =>
  openAsBlob(fileURLToPath(new URL(`../public${path}`, import.meta.url)));

/** What lies beside a chart that was read from files: its own `Binary` resources, and the pictures of a folder. */
export const nodeFiles = (chart: Chart, images: ImageFolder | null = null): Files =>
  filesOf(chart.patient.id ?? '', {
    recordNumber: pictureNumber(readHeader(chart.patient)),
    binary: binariesOf(chart),
    asset: readAsset,
    ...(images && { instance: images.instance }),
  });
