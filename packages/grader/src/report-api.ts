/** How a verdict is told, for every front door. Small, and without Node. */
export { checkToExplain, type Judged } from './report/explain.ts';
export { formatFailure, requestLine, requestLines } from './report/text.ts';
