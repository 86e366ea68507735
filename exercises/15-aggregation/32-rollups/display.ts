import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import type { Bar } from './access.ts';

/** A change of the table, as a Lambda function gets it from the stream: attributes are in DynamoDB's JSON. */
export interface StreamRecord {
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: {
    SequenceNumber: string;
    Keys: Record<string, AttributeValue>;
    /** The item as it is now, if the stream's view type has it. */
    NewImage?: Record<string, AttributeValue>;
  };
}

/** Adds the readings of a batch to the hours of all meters together. A batch may come again, and so may each record. */
export async function onRecords(_context: Context, _batch: { Records: StreamRecord[] }): Promise<void> {
  throw new Error('Implement onRecords in display.ts');
}

/** The hours of all meters together that begin at `from` or later and before `to`, in order of time. */
export async function display(_context: Context, _input: { from: number; to: number }): Promise<Bar[]> {
  throw new Error('Implement display in display.ts');
}
