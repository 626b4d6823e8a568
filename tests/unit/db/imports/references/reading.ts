// What the tests of the readers share: a reading that must have succeeded.
import { readReferences } from '../../../../../db/imports/references/readReferences';
import type { ReferenceReading, ReferenceRecord } from '../../../../../db/imports/references/types';

export function read(text: string): ReferenceReading {
  const reading = readReferences(text);
  if (reading.format === null) throw new Error(reading.message);
  return reading;
}

export function readOne(text: string): ReferenceRecord {
  const { records } = read(text);
  const [record] = records;
  if (record === undefined || records.length !== 1) throw new Error(`${records.length} records instead of one`);
  return record;
}
