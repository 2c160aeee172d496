// Stands for `fs` in the browser: the image codecs ask for it behind a check for Node.
export default {};
