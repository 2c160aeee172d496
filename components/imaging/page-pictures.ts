import { openFile } from './picture-session.ts';
import { PictureShelf } from './picture-shelf.ts';

/** The pictures of this page. */
export const pagePictures = new PictureShelf(openFile);
