import type { TableKind } from '@keysmith/table';

export const TABLE_KINDS: readonly TableKind[] = ['embedded', 'dynamodb-local', 'aws'];

/** The table that exercises run on unless told otherwise. */
export const DEFAULT_TABLE: TableKind = 'dynamodb-local';
