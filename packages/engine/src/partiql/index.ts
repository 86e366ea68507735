/** PartiQL for DynamoDB, beside the engine: `createEngine({ operations: partiql })`. */
export { partiql } from './operations.ts';
