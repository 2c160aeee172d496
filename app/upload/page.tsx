import type { Metadata } from 'next';
import { Upload } from '#components/upload/Upload.tsx';
import { siteMap } from '#lib/server/site-map.ts';

export const metadata: Metadata = { title: 'Upload' };

export default function UploadPage() {
  return <Upload siteMap={siteMap()} />;
}
