/** MD5 alone: by the package's own name it would come into the chunk that loads first, where its SHA-256 is. */
declare module 'hash-wasm/dist/md5.umd.min.js' {
  export { createMD5 } from 'hash-wasm';
}
