/** Sizes as DynamoDB counts them; on its own, for those who measure items and need no engine. */
export { itemSize as itemSizeBytes } from './values/size.ts';
