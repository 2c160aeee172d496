import type { Metadata } from 'next';
import { Upload } from '#components/upload/Upload.tsx';

export const metadata: Metadata = { title: 'Upload' };

export default function UploadPage() {
  return <Upload />;
}
