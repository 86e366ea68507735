import { readRoster } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';

describe('a roster', () => {
  const roster = readRoster(
    '\ufeffFolder,ID,Name,Email\r\nada_1,101,"Lovelace, Ada",Ada@Example.org\r\n,102,Bo,\r\nzoë.zip,103,Zoë,z@example.org\r\n',
  );

  it('maps folders and archives to students, by their id where no folder is named', () => {
    expect(roster.studentOf('ada_1')).toEqual({ id: '101', name: 'Lovelace, Ada', email: 'Ada@Example.org' });
    expect(roster.studentOf('102')).toEqual({ id: '102', name: 'Bo' });
    expect(roster.studentOf('102.tar.gz')?.id).toBe('102');
    expect(roster.studentOf('zoë'.normalize('NFD'))?.id).toBe('103');
    expect(roster.studentOf('nobody')).toBeUndefined();
  });

  it('knows who handed nothing in', () => {
    expect(roster.absentOf(['ada_1', 'zoë.zip', 'stray']).map(({ id }) => id)).toEqual(['102']);
  });

  it.each([
    ['id\n1\n', 'The roster cannot be used. It has no column "name".'],
    ['id,name\n1,\n', 'Line 2 has no name. Fill it in, or take the line out.'],
    ['id,name\n1,A\n1,B\n', 'The id "1" stands in two lines.'],
    ['id,name,folder\n1,A,x\n2,B,x.zip\n', 'The folder "x" stands in two lines.'],
    ['id,name\n"1,A\n', 'It cannot be read as CSV'],
    ['', 'It has no column "id"'],
  ])('refuses %j', (text, message) => {
    expect(() => readRoster(text)).toThrow(message);
  });
});
