/** What can go wrong with a table, as `table.reason`. Each code is explained, with its remedy, in the message. */
export type TableErrorCode =
  | 'table.no-java'
  | 'table.old-java'
  | 'table.no-program'
  | 'table.port-taken'
  | 'table.start-timeout'
  | 'table.start-failed'
  | 'table.unreachable'
  | 'table.reply-lost'
  | 'table.closed'
  | 'table.bad-address'
  | 'table.not-ready'
  | 'table.bad-reply'
  | 'table.bad-definition'
  | 'table.bad-items'
  | 'table.refused'
  | 'table.not-confirmed'
  | 'table.no-credentials'
  | 'table.not-supported';

/** The one class of error that this package throws. The message names what happened and what to do about it. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly code: TableErrorCode;

  constructor(code: TableErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
