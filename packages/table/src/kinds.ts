/** The tables that an exercise can run on: the engine inside this process, the official local program, or the service. */
export type TableKind = 'embedded' | 'dynamodb-local' | 'aws';

export const TABLE_KINDS: readonly TableKind[] = ['embedded', 'dynamodb-local', 'aws'];

/** The table that exercises run on unless told otherwise: it needs no Java and starts at once. */
export const DEFAULT_TABLE: TableKind = 'embedded';
