import type { LocalDifference } from './local-differences.ts';

const WORDS = 'other words for the same refusal';
const DYNALITE = "dynalite's tests, which were run against the service";

/** Requests that both refuse: DynamoDB Local with other words, or as another exception. */
export const LOCAL_WORDS = {
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
    source: `${DYNALITE}`,
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
    source: `${DYNALITE}`,
  },
  'start-key-partition': {
    instead: 'the words that belong to the range condition',
    says: /The provided starting key does not match the range key predicate/,
    source: `${DYNALITE}`,
  },
  'start-key-size': {
    instead: WORDS,
    says: /Exclusive Start Key must have same size as table's key schema/,
    source: `${DYNALITE}`,
  },
  'start-key-type': {
    instead: WORDS,
    says: /Type mismatch for attribute to update/,
    source: `${DYNALITE}`,
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
