import type { LocalDifference } from './local-differences.ts';

const DYNALITE = "dynalite's tests, which were run against the service";

/** Requests that DynamoDB Local answers in another way, and not only in other words. */
export const LOCAL_BEHAVIOUR = {
  'capacity-unasked': {
    instead: 'a DeleteItem that finds nothing returns ConsumedCapacity unasked',
    fails: /to deeply equal \{\}/,
    source: 'API reference of DeleteItem: ConsumedCapacity is returned only when asked for',
  },
  'empty-query-free': {
    instead: 'a Query that finds nothing consumes 0 units',
    fails: /expected \+?0 to be 0\.5/,
    source: '[W1] requires more than nothing',
  },
  'batch-get-free': {
    instead: 'a BatchGetItem key that finds nothing consumes 0 units, where GetItem consumes 0.5',
    fails: /expected \+?0 to be 1/,
    source: '[K]: a missing item costs the least',
  },
  'batch-delete-double': {
    instead: 'a delete that finds nothing consumes 2 units in a batch, where DeleteItem consumes 1',
    fails: /expected 2 to be 1/,
    source: '[W1]: a delete of a missing item consumes 1',
  },
  'scan-index-whole': {
    instead:
      'a Scan of an index consumes by the bytes of whole items, where a Query does by what is projected',
    fails: /expected 5\.5 to be 0\.5/,
    source: 'developer guide, "Global secondary indexes": read units are by the size of index entries',
  },
  'transaction-unit-names': {
    instead: 'transactions give CapacityUnits alone, without ReadCapacityUnits or WriteCapacityUnits',
    fails: /expected \[ undefined, undefined \] to deeply equal/,
    source: '[W1]',
  },
  'transaction-index-double': {
    instead: 'doubles the units of index writes in a transaction as well',
    fails: /expected 6 to be 4/,
    source: '[K]; [W1]',
  },
  'enum-unchecked': {
    instead: 'takes any word for ReturnConsumedCapacity and ReturnItemCollectionMetrics',
    fails: /expected to be refused/,
    source: `${DYNALITE}; [W1]`,
  },
  'update-no-expression': {
    instead: 'takes an Update without UpdateExpression in a transaction',
    fails: /expected to be refused/,
    source: 'API reference of Update: UpdateExpression is required',
  },
  'partiql-no-capacity': {
    instead: 'PartiQL operations give no ConsumedCapacity',
    fails: /undefined/,
    source: 'API reference of ExecuteStatement, BatchExecuteStatement and ExecuteTransaction; [W1]',
  },
  'partiql-batch-words': {
    instead: 'other words for the same fault of a statement in a batch',
    fails: /expected 'Only single item select is supported' to match/,
    source: '[W1]',
  },
  'parameters-unchecked': {
    instead: 'takes more parameters than the statement has places',
    fails: /expected to be refused/,
    source: 'developer guide, "PartiQL parameters"',
  },
  'duplicate-reason': {
    instead: 'the reason for an item that is there already is ValidationError',
    fails: /expected \[ 'None', 'ValidationError' \]/,
    source: 'API reference of CancellationReason: DuplicateItem',
  },
  'no-table-id': {
    instead: 'describes a table without TableId',
    fails: /expected 'absent' to match/,
    source: 'API reference of TableDescription',
  },
  'filtered-page': {
    instead: 'a page of a Query with a filter does not end at 1 MB',
    fails: /expected 40 to be 35/,
    source: 'API reference of Query: the limit of 1 MB applies before the filter',
  },
  'updated-whole': {
    instead: 'UPDATED_OLD and UPDATED_NEW of a nested path give the whole attribute',
    fails: /to deeply equal/,
    source: '[W2]',
  },
  'remove-makes': {
    instead: 'an update that only takes away makes an item of the key alone',
    fails: /to be undefined/,
    source: '[W2]',
  },
  'remove-path-error': {
    instead: 'refuses the removal of a path of an item that is not there',
    fails: /The document path provided in the update expression is invalid for update/,
    source: '[W2]',
  },
  'no-metrics': {
    instead: 'gives no ItemCollectionMetrics',
    fails: /expected (\{\}|undefined) to deeply equal/,
    source: 'API reference of PutItem; [W1]',
  },
  'number-not-text': {
    instead: 'takes a JSON number as the value of N',
    fails: /expected to be refused/,
    source: `${DYNALITE}: a SerializationException`,
  },
  'table-first': {
    instead: 'looks for the table before it reads the expressions',
    fails: /^ResourceNotFoundException: /,
    source: '[W1]',
  },
  'get-reasons': {
    instead: 'a cancelled TransactGetItems has the words of the fault and no reasons',
    fails: /^TransactionCanceledException: /,
    source: '[W1]',
  },
  'reason-words': {
    instead: 'the Message of a cancellation reason does not name the key and the types',
    fails: /to deeply equal|values were inv.* to match/,
    source: '[W1]',
  },
  'check-full-stop': {
    instead: 'the Message of a ConditionCheck that fails ends with a full stop',
    fails: /to deeply equal/,
    source: 'the Message of the other actions; [W1]',
  },
  'list-key-thrown': {
    instead: 'a key that is a list is a ValidationException of the request, not a cancellation',
    fails: /expected 'ValidationException' to be 'TransactionCanceledException'/,
    source: '[W1]',
  },
  'later-reasons': {
    instead: 'gives a reason for every action, also after the first ValidationError',
    fails: /to deeply equal \[ 'ValidationError', 'None' \]/,
    source: '[W2]',
  },
  'no-table-class': {
    instead: 'finds nothing to update',
    fails: /^Nothing to update$/,
    source: 'API reference of UpdateTable',
  },
  'several-changes': {
    instead: 'takes a change of deletion protection together with another change',
    fails: /expected to be refused/,
    source: '[W3]',
  },
  'unknown-view-type': {
    instead: 'takes a view type that does not exist',
    fails: /expected to be refused/,
    source: 'API reference of StreamSpecification: an enumeration',
  },
  'backfill-wrong-type': {
    instead: 'an index that is added takes items in whose key has a wrong type',
    fails: /to deeply equal/,
    source: 'developer guide, "Managing global secondary indexes": violating items are left out',
  },
  'no-tags': {
    instead: 'does not know tags',
    fails: /not currently supported in DynamoDB Local|UnknownOperationException/,
    source: 'API reference of TagResource',
  },
  'no-endpoints': {
    instead: 'does not know the operation',
    fails: /An unknown operation was requested/,
    source: 'API reference of DescribeEndpoints',
  },
  'on-demand-capacity': {
    instead: 'takes ProvisionedThroughput beside PAY_PER_REQUEST and ignores it',
    fails: /expected to be refused/,
    source: `${DYNALITE}; API reference of CreateTable`,
  },
  'update-failure-thrown': {
    instead: 'an update that cannot be applied is a ValidationException of the request, not a cancellation',
    fails: /expected 'ValidationException' to be 'TransactionCanceledException'/,
    source: '[W1]; API reference of TransactWriteItems, reason ValidationError',
  },
} as const satisfies Record<string, LocalDifference>;
