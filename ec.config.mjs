// Expressive Code looks for its options here and nowhere else; they live beside the rest of the site's code.
export { default } from './site/code/expressive-code.mjs';
