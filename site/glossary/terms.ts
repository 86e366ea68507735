/** A word of the course or of DynamoDB. */
export interface Term {
  /** Its anchor on the glossary's page. */
  readonly id: string;
  /** As the glossary prints it. */
  readonly word: string;
  /** Other forms in which a chapter may use it; the plural with an "s" is found without being named. */
  readonly forms?: readonly string[];
  /** One or two sentences. No figures: those stand in chapters/facts.yaml. Backquotes set code. */
  readonly text: string;
  /** Id of the page that explains it: of a chapter, or of a page below one. */
  readonly page: string;
  /** Set for a word that every chapter uses all the time; a card at each would be noise. */
  readonly isEveryday?: boolean;
}

/** The glossary, in the order of the alphabet. */
export const TERMS: readonly Term[] = [
  {
    id: 'access-pattern',
    word: 'access pattern',
    text: 'A need of the application, such as "the ten newest members of a workspace". It says what is asked and how often; which query serves it is decided later.',
    page: 'one-to-many',
  },
  {
    id: 'adjacency-list',
    word: 'adjacency list',
    text: 'A many-to-many relationship stored as items: one for each node, one for each edge, and the edges of a node in its item collection.',
    page: 'many-to-many',
  },
  {
    id: 'aggregate',
    word: 'aggregate',
    text: 'A sum, count or other figure over many items. DynamoDB computes none, so it is stored as an item and kept up with the writes.',
    page: 'aggregation',
  },
  {
    id: 'attribute',
    word: 'attribute',
    text: 'A named value of an item. Only key attributes are declared; every item may have others of its own.',
    page: 'one-to-many',
    isEveryday: true,
  },
  {
    id: 'backfill',
    word: 'backfill',
    text: 'A program that goes through items written before a change and gives them what the change needs, while the application goes on writing.',
    page: 'online-migrations',
  },
  {
    id: 'batch',
    word: 'batch operation',
    forms: ['BatchGetItem', 'BatchWriteItem'],
    text: 'Several reads or writes in one request. They are independent: some may be done and the rest handed back as unprocessed.',
    page: 'many-to-many',
  },
  {
    id: 'condition',
    word: 'condition',
    text: 'A test that a write must pass, on the item under its own full key as it is at that moment. If it fails, nothing is written.',
    page: 'many-to-many',
  },
  {
    id: 'edge',
    word: 'edge',
    text: 'The item that stands for one relationship between two things, with whatever belongs to that relationship alone.',
    page: 'many-to-many',
  },
  {
    id: 'eventual-consistency',
    word: 'eventually consistent read',
    forms: ['eventually consistent', 'eventual consistency'],
    text: 'A read that may miss the latest writes of the last moment. It is the default and the cheaper of the two, and all that a global secondary index offers.',
    page: 'one-to-many',
  },
  {
    id: 'filter',
    word: 'filter',
    text: 'A test on items after they were read and before they are returned. It makes the reply smaller and leaves the bill as it is.',
    page: 'one-to-many',
  },
  {
    id: 'global-secondary-index',
    word: 'global secondary index',
    forms: ['global secondary indexes'],
    text: 'A copy of the table under another partition key and sort key. DynamoDB keeps it up shortly after each write, and each entry that changes is paid for like a write.',
    page: 'many-to-many',
  },
  {
    id: 'hot-partition',
    word: 'hot partition',
    forms: ['hot key', 'hot item'],
    text: 'A partition key value that is asked for, or written, more often than one partition can serve, while the rest of the table is idle.',
    page: 'aggregation',
  },
  {
    id: 'idempotent',
    word: 'idempotent',
    forms: ['idempotence'],
    text: 'Doing it twice leaves the same as doing it once. An absolute value that is set has this property; one that is added does not.',
    page: 'aggregation',
  },
  {
    id: 'inverted-index',
    word: 'inverted index',
    forms: ['inverted indexes'],
    text: "A global secondary index whose partition key is the table's sort key and the other way round, so that a relationship can be read from its other side.",
    page: 'many-to-many',
  },
  {
    id: 'item',
    word: 'item',
    text: 'What a table holds: attributes under one primary key. Reads and writes are counted item by item, by size.',
    page: 'one-to-many',
    isEveryday: true,
  },
  {
    id: 'item-collection',
    word: 'item collection',
    text: 'All items with one partition key value, kept in the order of their sort key. A Query reads one stretch of one item collection.',
    page: 'one-to-many',
  },
  {
    id: 'key-condition',
    word: 'key condition',
    text: 'What a Query asks for: one partition key value and, if you like, one condition on the sort key. It decides what is read, and so what is paid.',
    page: 'one-to-many',
  },
  {
    id: 'local-secondary-index',
    word: 'local secondary index',
    forms: ['local secondary indexes'],
    text: 'The same item collections under another sort key. It has to be made with its table, and bounds the size of an item collection.',
    page: 'one-to-many',
  },
  {
    id: 'multi-attribute-key',
    word: 'multi-attribute key',
    text: 'A key of a global secondary index that is made of several attributes as they are, so that none has to be glued together from others.',
    page: 'one-to-many',
  },
  {
    id: 'natural-key',
    word: 'natural key',
    text: 'A key made of attributes that the application has anyway, as opposed to an overloaded one.',
    page: 'one-to-many',
  },
  {
    id: 'overloaded-key',
    word: 'overloaded key',
    forms: ['overloaded'],
    text: 'A key attribute with a neutral name that holds other things for other kinds of item, so that they share one table and stand side by side.',
    page: 'one-to-many',
  },
  {
    id: 'partition-key',
    word: 'partition key',
    text: 'The first part of a primary key. Items that share its value form an item collection; every Query names exactly one value.',
    page: 'one-to-many',
  },
  {
    id: 'projection',
    word: 'projection',
    forms: ['projected'],
    text: 'The attributes that a secondary index copies, or that a read returns. The first decides what the index costs; the second only what is sent.',
    page: 'many-to-many',
  },
  {
    id: 'query',
    word: 'Query',
    text: 'The operation that reads one stretch of one item collection in the order of the sort key, forwards or backwards.',
    page: 'one-to-many',
    isEveryday: true,
  },
  {
    id: 'read-unit',
    word: 'read unit',
    text: 'What DynamoDB counts for reading: so many kilobytes, rounded up once for a Query and for each item of a GetItem or a batch.',
    page: 'one-to-many',
  },
  {
    id: 'roll-up',
    word: 'roll-up',
    forms: ['rollup'],
    text: 'Sums over ever longer stretches, such as hours, days and months, each kept as an item of its own.',
    page: 'aggregation',
  },
  {
    id: 'scan',
    word: 'Scan',
    text: 'The operation that reads the whole table, page by page. It serves exports and backfills; for a page of an application it grows with everything else that is stored.',
    page: 'one-to-many',
  },
  {
    id: 'secondary-index',
    word: 'secondary index',
    forms: ['secondary indexes'],
    text: 'The items of a table in item collections by another key: a global one under a partition key of its own, a local one under the same.',
    page: 'many-to-many',
  },
  {
    id: 'sort-key',
    word: 'sort key',
    text: 'The second part of a primary key, by which an item collection is ordered: strings by their UTF-8 bytes, numbers by value.',
    page: 'one-to-many',
  },
  {
    id: 'sparse-index',
    word: 'sparse index',
    forms: ['sparse indexes', 'sparse'],
    text: 'A secondary index that holds only some items, because the others lack one of its key attributes.',
    page: 'online-migrations',
  },
  {
    id: 'stream',
    word: 'stream',
    text: "The table's changes as records, in order for each item and for a limited time. Its consumer may be given a record more than once.",
    page: 'aggregation',
  },
  {
    id: 'strong-consistency',
    word: 'strongly consistent read',
    forms: ['strongly consistent', 'strong consistency'],
    text: 'A read that sees every write that was acknowledged before it began. It costs more than an eventually consistent one, and a global secondary index does not offer it.',
    page: 'one-to-many',
  },
  {
    id: 'throttling',
    word: 'throttling',
    forms: ['throttled', 'throttle'],
    text: 'A request is refused because more units were asked for than the table or one partition gives. It was not carried out and may be sent again later.',
    page: 'online-migrations',
  },
  {
    id: 'transaction',
    word: 'transaction',
    forms: ['TransactWriteItems', 'TransactGetItems'],
    text: 'Several conditions and writes, or several reads, that take effect together or not at all. It costs more units than its parts would alone.',
    page: 'aggregation',
  },
  {
    id: 'write-unit',
    word: 'write unit',
    text: 'What DynamoDB counts for writing: so many kilobytes of the whole item, rounded up, and the same again for each index entry that changes.',
    page: 'one-to-many',
  },
];
