/**
 * One class per DynamoDB exception. `toBody()` is the wire's error document; `details` are its further members
 * (`Item`, `CancellationReasons`, `ThrottlingReasons`). Names are written out because a minifier renames classes.
 * Source: "Error handling with DynamoDB", Developer Guide.
 */
const SERVICE = 'com.amazonaws.dynamodb.v20120810#';
const CORAL = 'com.amazon.coral.service#';
const VALIDATE = 'com.amazon.coral.validate#';

export type ErrorDetails = Readonly<Record<string, unknown>>;

export class DynamoError extends Error {
  /** The exception's name without its namespace, as the SDK shows it. */
  override readonly name: string = 'DynamoError';
  /** The HTTP status. */
  readonly status: number = 400;
  readonly namespace: string = SERVICE;
  readonly details: ErrorDetails;
  constructor(message: string, details: ErrorDetails = {}) {
    super(message);
    this.details = details;
  }
  get __type(): string {
    return this.namespace + this.name;
  }
  toBody(): Record<string, unknown> {
    return { __type: this.__type, message: this.message, ...this.details };
  }
}

export class ValidationException extends DynamoError {
  override readonly name = 'ValidationException';
  override readonly namespace = VALIDATE;
}

/** A key that does not fit its table. On the wire like any other; in a transaction a reason, not an error. */
export class KeyMismatchException extends ValidationException {}

const TOKEN_OF: Readonly<Record<string, string>> = { string: 'STRING_VALUE', number: 'NUMBER_VALUE' };

/** What the service's JSON reader says where it finds another JSON type than the parameter has. */
function unexpected(found: unknown, wanted: string): string {
  if (Array.isArray(found))
    return wanted === 'Map'
      ? 'Start of list found where not expected'
      : `Unrecognized collection type class java.lang.${wanted}`;
  if (typeof found === 'object' && found !== null)
    return 'Start of structure or map found where not expected';
  if (wanted === 'List' || wanted === 'Map') return 'Unexpected field type';
  const token = TOKEN_OF[typeof found] ?? `${String(found).toUpperCase()}_VALUE`;
  return `${token} cannot be converted to ${wanted}`;
}

export class SerializationException extends DynamoError {
  override readonly name = 'SerializationException';
  override readonly namespace = CORAL;
  static wrongType(found: unknown, wanted: string): SerializationException {
    return new SerializationException(unexpected(found, wanted));
  }
  /** This one exception has always been spelled with a capital. */
  override toBody(): Record<string, unknown> {
    return { __type: this.__type, Message: this.message };
  }
}

export class UnknownOperationException extends DynamoError {
  override readonly name = 'UnknownOperationException';
  override readonly namespace = CORAL;
}

export class ConditionalCheckFailedException extends DynamoError {
  override readonly name = 'ConditionalCheckFailedException';
}

export class ResourceNotFoundException extends DynamoError {
  override readonly name = 'ResourceNotFoundException';
}

export class ResourceInUseException extends DynamoError {
  override readonly name = 'ResourceInUseException';
}

export class LimitExceededException extends DynamoError {
  override readonly name = 'LimitExceededException';
}

export class ItemCollectionSizeLimitExceededException extends DynamoError {
  override readonly name = 'ItemCollectionSizeLimitExceededException';
}

export class ProvisionedThroughputExceededException extends DynamoError {
  override readonly name = 'ProvisionedThroughputExceededException';
}

export class ThrottlingException extends DynamoError {
  override readonly name = 'ThrottlingException';
}

export class TransactionCanceledException extends DynamoError {
  override readonly name = 'TransactionCanceledException';
  /** This exception's message has a capital on the wire too. */
  override toBody(): Record<string, unknown> {
    return { __type: this.__type, Message: this.message, message: this.message, ...this.details };
  }
}

export class TransactionConflictException extends DynamoError {
  override readonly name = 'TransactionConflictException';
}

export class TransactionInProgressException extends DynamoError {
  override readonly name = 'TransactionInProgressException';
}

export class IdempotentParameterMismatchException extends DynamoError {
  override readonly name = 'IdempotentParameterMismatchException';
}

export class DuplicateItemException extends DynamoError {
  override readonly name = 'DuplicateItemException';
}

export class ExpiredIteratorException extends DynamoError {
  override readonly name = 'ExpiredIteratorException';
}

export class TrimmedDataAccessException extends DynamoError {
  override readonly name = 'TrimmedDataAccessException';
}

export class InternalServerError extends DynamoError {
  override readonly name = 'InternalServerError';
  override readonly status = 500;
}
