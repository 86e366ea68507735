/**
 * Where DynamoDB Local 3.3.1 is known to differ from the service. A test names the difference that it meets; on
 * DynamoDB Local the difference itself is then asserted, so that a change of Local is noticed, and everywhere else the
 * service's behaviour is.
 *
 * What Local does was measured. What the service does rests on the source given: the API reference and the developer
 * guide of AWS, or test suites whose authors ran them against the service ([W1], [W2] and dynalite's), or a catalogue
 * of the errors of table operations that its authors recorded on the service in two Regions in October 2026 ([W3]).
 */
export interface LocalDifference {
  /** What Local does instead, in words. */
  readonly instead: string;
  /** Why the test follows something else. */
  readonly source: string;
  /** The sentence of Local's refusal, where both refuse and only the words differ. */
  readonly says?: RegExp;
  /** The name of Local's exception, where it is another one than the service's. */
  readonly name?: string;
  /** How the test's assertion fails on Local, where the behaviour differs and not only the words. */
  readonly fails?: RegExp;
}

const WORDS = 'other words for the same refusal';
const DYNALITE = "dynalite's tests, which were run against the service";

/** Both refuse, in other words. */
const words = {
  'key-missing': {
    instead: WORDS,
    says: /One of the required keys was not given a value/,
    source: `${DYNALITE}; [W1]`,
  },
  'key-size': {
    instead: WORDS,
    says: /The number of conditions on the keys is invalid/,
    source: `${DYNALITE}; [W1]`,
  },
  'key-type': {
    instead: `${WORDS}: it does not name the key`,
    says: /One or more parameter values were invalid: Type mismatch for key$/,
    source: `${DYNALITE}; [W1]`,
  },
  'key-bytes': {
    instead: `${WORDS}: one sentence for both keys`,
    says: /Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes/,
    source: DYNALITE,
  },
  'index-key-type': {
    instead: `${WORDS}: it names neither the key nor the index`,
    says: /One or more parameter values were invalid: Type mismatch for Index Key$/,
    source: `engine-facts, "GSI eventual consistency"; ${DYNALITE}`,
  },
  'not-a-number': {
    instead: WORDS,
    says: /A value provided cannot be converted into a number/,
    source: `${DYNALITE}; [W1]`,
  },
  'return-values': {
    instead: WORDS,
    says: /Return values set to invalid value/,
    source: `${DYNALITE}; [W1]`,
  },
  'no-such-table': {
    instead: WORDS,
    says: /^Cannot do operations on a non-existent table$/,
    source: `${DYNALITE}; [W1]`,
  },
  'no-request-items': {
    instead: WORDS,
    says: /BatchGetItem must have some requests set/,
    source: '[W1]: the generic sentence in most Regions, the older one in the rest',
  },
  'table-name': {
    instead: WORDS,
    says: /Invalid table\/index name\. {2}Table\/index names must be between 3 and 255 characters long/,
    source: `${DYNALITE}; [W1]`,
  },
  'no-key-schema': {
    instead: WORDS,
    says: /No defined key schema/,
    source: DYNALITE,
  },
  'key-not-defined': {
    instead: WORDS,
    says: /Hash Key not specified in Attribute Definitions/,
    source: DYNALITE,
  },
  'definition-unused': {
    instead: WORDS,
    says: /The number of attributes in key schema must match the number of attributes defined in attribute definitions/,
    source: DYNALITE,
  },
  'two-hash-keys': {
    instead: WORDS,
    says: /Too many hash keys specified/,
    source: DYNALITE,
  },
  'index-name-twice': {
    instead: WORDS,
    says: /Two global secondary indices have the same name/,
    source: DYNALITE,
  },
  'no-projection': {
    instead: WORDS,
    says: /Indexes must have a projection specified/,
    source: DYNALITE,
  },
  'local-index-no-sort-key': {
    instead: WORDS,
    says: /Local Secondary indices are not allowed on hash tables, only hash and range tables/,
    source: DYNALITE,
  },
  'six-local-indexes': {
    instead: WORDS,
    says: /Cannot have more than 5 local secondary indexes per table/,
    source: DYNALITE,
  },
  'key-condition-element': {
    instead: `${WORDS}: it does not name the key`,
    says: /Query condition missed key schema element$/,
    source: `engine-facts, "Key conditions"; ${DYNALITE}`,
  },
  'start-key-partition': {
    instead: 'the words that belong to the range condition',
    says: /The provided starting key does not match the range key predicate/,
    source: `engine-facts, "Pagination"; ${DYNALITE}`,
  },
  'start-key-size': {
    instead: WORDS,
    says: /Exclusive Start Key must have same size as table's key schema/,
    source: `engine-facts, "Pagination"; ${DYNALITE}`,
  },
  'start-key-type': {
    instead: WORDS,
    says: /Type mismatch for attribute to update/,
    source: `engine-facts, "Pagination"; ${DYNALITE}`,
  },
  'limit-zero': {
    instead: WORDS,
    says: /Limit must be greater than or equal to 1/,
    source: `${DYNALITE}; [W1]`,
  },
  'segment-alone': {
    instead: WORDS,
    says: /If segment is specified, total segment must also be specified/,
    source: DYNALITE,
  },
  'segments-alone': {
    instead: WORDS,
    says: /If total segments is specified, a particular segment must also be specified for this request/,
    source: DYNALITE,
  },
  'segment-beyond': {
    instead: WORDS,
    says: /Value '2' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 1/,
    source: DYNALITE,
  },
  'same-capacity': {
    instead: WORDS,
    says: /The requested throughput value equals the current value/,
    source: '[W3]',
  },
  'no-capacity': {
    instead: WORDS,
    says: /No provisioned throughput specified for the table/,
    source: '[W3]',
  },
  'zero-capacity': {
    instead: WORDS,
    says: /Table read and write throughput must be at least 1, and cannot be null/,
    source: `[W3]; ${DYNALITE}`,
  },
  'nothing-to-update': {
    instead: WORDS,
    says: /^Nothing to update$/,
    source: '[W3]',
  },
  'unknown-enum': {
    instead: 'an InternalFailure with status 500',
    name: 'InternalFailure',
    says: /unknown error, exception or failure/,
    source: '[W3]',
  },
  'no-view-type': {
    instead: WORDS,
    says: /^Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams\.$/,
    source: '[W3]',
  },
  'index-key-not-defined': {
    instead: WORDS,
    says: /^No Attribute Schema Defined$/,
    source: '[W3]',
  },
  'no-index-action': {
    instead: WORDS,
    says: /^Update global secondary index action is null$/,
    source: '[W3]',
  },
  'empty-ttl-attribute': {
    instead: 'the words that belong to the attributes of an index',
    says: /Names of key attributes and attributes projected into an index must be between 1 and 255 characters/,
    source: 'API reference of TimeToLiveSpecification: a length of 1 to 255',
  },
  'key-attribute-count': {
    instead: WORDS,
    says: /Too many partition keys\. GSI can have at most 4 partition keys/,
    source: '[W3]',
  },
  'stream-on': {
    instead: `${WORDS}: it does not name the table`,
    says: /^Table already has an enabled stream$/,
    source: '[W3]',
  },
  'stream-off': {
    instead: `${WORDS}: it does not name the table`,
    says: /^Table has no stream to disable$/,
    source: '[W3]',
  },
  'other-ttl-attribute': {
    instead: `${WORDS}: it does not name the attribute`,
    says: /^TimeToLive is active on a different AttributeName$/,
    source: '[W3]',
  },
  'key-no-scalar': {
    instead: WORDS,
    says: /^Invalid attribute value type$/,
    source: `${DYNALITE}; [W1]`,
  },
  'empty-key': {
    instead: WORDS,
    says: /may not contain null or empty values: \S+ has one or more empty keys/,
    source: `${DYNALITE}; [W1]`,
  },
  'no-error-count': {
    instead: `${WORDS}: it does not count the errors`,
    says: /^Value null at 'tableName' failed to satisfy constraint: Member must not be null$/,
    source: `${DYNALITE}; [W1]`,
  },
  'no-key': {
    instead: WORDS,
    says: /^Cannot have null key for GetItem, DeleteItem, or UpdateItem$/,
    source: DYNALITE,
  },
  'no-item': {
    instead: WORDS,
    says: /^Item to put in PutItem cannot be null$/,
    source: DYNALITE,
  },
  'no-keys': {
    instead: WORDS,
    says: /^The list of keys in RequestItems for BatchGetItem is required: \S+ has empty list$/,
    source: '[W1]',
  },
  'no-write-items': {
    instead: WORDS,
    says: /^BatchWriteItem cannot have a null or no requests set$/,
    source: '[W1]',
  },
  'no-writes': {
    instead: WORDS,
    says: /^The batch write request list for a table cannot be null or empty: \S+$/,
    source: '[W1]',
  },
  'no-transact-items': {
    instead: 'the words for a list that is absent, for one that is empty',
    says: /Member must not be null/,
    source: '[W1]',
  },
  'wrong-json-type': {
    instead: 'an InternalFailure with status 500',
    name: 'InternalFailure',
    says: /unknown error, exception or failure/,
    source: `${DYNALITE}: a SerializationException`,
  },
  'duplicate-name': {
    instead: 'the exception lacks the end of its name',
    name: 'DuplicateItem',
    says: /Duplicate primary key exists in table/,
    source: 'API reference of ExecuteStatement; [W1]',
  },
  'no-statements': {
    instead: WORDS,
    says: /^The statement was empty\.$/,
    source: 'API reference of BatchExecuteStatement: 1 to 25 statements',
  },
  'many-statements': {
    instead: WORDS,
    says: /^BatchGetItem cannot fetch more than 25 items$/,
    source: 'API reference of BatchExecuteStatement: 1 to 25 statements',
  },
  'no-transact-statements': {
    instead: WORDS,
    says: /^ExecutePartiQLTransaction can not have empty statement\.$/,
    source: 'API reference of ExecuteTransaction: 1 to 100 statements',
  },
  'partiql-index': {
    instead: `${WORDS}: it names the index`,
    says: /^The table does not have the specified index: nowhere$/,
    source: '[W1]',
  },
  'partiql-key': {
    instead: WORDS,
    says: /^Key attribute should be present in the item: Key sk$/,
    source: '[W1]',
  },
  'partiql-consistent': {
    instead: 'the words of Query',
    says: /^Consistent reads are not supported on global secondary indexes$/,
    source: '[W1]',
  },
  'list-limit': {
    instead: WORDS,
    says: /^Limit in ListTables must be <= 100$/,
    source: 'API reference of ListTables: 1 to 100; [W3]',
  },
  'scan-start-key-type': {
    instead: WORDS,
    says: /^Type mismatch for attribute to update$/,
    source: `${DYNALITE}; [W1]`,
  },
  'segment-negative': {
    instead: 'the words for a segment that is too large',
    says: /Member must have value less than or equal to 1$/,
    source: 'API reference of Scan: 0 to 999999',
  },
  'segment-count': {
    instead: 'the words for a segment that is too large',
    says: /Value '0' at 'segment' failed to satisfy constraint: Member must have value less than or equal to -1$/,
    source: 'API reference of Scan: 1 to 1000000',
  },
  'unknown-select': {
    instead: WORDS,
    says: /^Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES$/,
    source: `${DYNALITE}; API reference of Query: an enumeration`,
  },
  'iterator-type': {
    instead: 'an InternalFailure with status 500',
    name: 'InternalFailure',
    says: /unknown error, exception or failure/,
    source: 'API reference of GetShardIterator: an enumeration',
  },
} as const satisfies Record<string, LocalDifference>;

/** Local does another thing. */
const behaviour = {
  'capacity-unasked': {
    instead: 'a DeleteItem that finds nothing returns ConsumedCapacity unasked',
    fails: /to deeply equal \{\}/,
    source: 'API reference of DeleteItem: ConsumedCapacity is returned only when asked for',
  },
  'empty-query-free': {
    instead: 'a Query that finds nothing consumes 0 units',
    fails: /expected \+?0 to be 0\.5/,
    source: 'engine-facts, "Consumed capacity": [W1] requires more than nothing',
  },
  'batch-get-free': {
    instead: 'a BatchGetItem key that finds nothing consumes 0 units, where GetItem consumes 0.5',
    fails: /expected \+?0 to be 1/,
    source: 'dynamodb-facts, "Cost rules": a missing item costs the least',
  },
  'batch-delete-double': {
    instead: 'a delete that finds nothing consumes 2 units in a batch, where DeleteItem consumes 1',
    fails: /expected 2 to be 1/,
    source: 'engine-facts, "Consumed capacity": a delete of a missing item consumes 1',
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
    source: 'AWS\'s cost rules in dynamodb-facts, "Cost rules"; [W1]',
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
    source: 'engine-facts, "ReturnValues": [W2]',
  },
  'remove-makes': {
    instead: 'an update that only takes away makes an item of the key alone',
    fails: /to be undefined/,
    source: 'engine-facts, "Where DynamoDB Local differs": [W2]',
  },
  'remove-path-error': {
    instead: 'refuses the removal of a path of an item that is not there',
    fails: /The document path provided in the update expression is invalid for update/,
    source: 'engine-facts, "Where DynamoDB Local differs": [W2]',
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
    source: 'engine-facts, "Expression validation", order; [W1]',
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
    source: 'engine-facts, "Transactions": [W2]',
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

export const LOCAL_DIFFERENCES = { ...words, ...behaviour } as const;

export type LocalDifferenceId = keyof typeof LOCAL_DIFFERENCES;

/** The difference of that name, with every field of the interface. */
export function localDifference(id: LocalDifferenceId): LocalDifference {
  return LOCAL_DIFFERENCES[id];
}
