import { expect, it } from 'vitest';
import { CourseError } from '@keysmith/course';
import { GradeError } from '@keysmith/grader';
import { TableError } from '@keysmith/table';
import { CommanderError } from 'commander';
import { CliError } from '../../packages/cli/src/error.ts';
import { reportError } from '../../packages/cli/src/report-error.ts';

const PROBLEM = { code: 'exercise.no-brief', place: 'exercises/x', rule: 'It has one.', remedy: 'Write it.' };

it.each([
  ['usage', new CliError('cli.no-course', 'What is wrong.', 'What to do.'), 'What is wrong.\nWhat to do.'],
  ['the course', new CourseError([PROBLEM]), 'exercise.no-brief  exercises/x\n  It has one.\n  Write it.'],
  ['the table', new TableError('table.no-java', 'Install Java.'), 'Install Java.'],
  ['grading', new GradeError('grade.no-submissions', 'Put some there.'), 'Put some there.'],
])('tells what is wrong with %s without a stack', (_, error, text) => {
  expect(reportError(error)).toEqual({ code: 2, text });
});

it('shows a stack for what nobody foresaw', () => {
  const { code, text } = reportError(new TypeError('x is not a function'));
  expect(code).toBe(2);
  expect(text).toMatch(/its own fault:\nTypeError: x is not a function\n {4}at /);
});

it('adds nothing to what the parser has said, and takes asking for help for no error', () => {
  expect(reportError(new CommanderError(1, 'commander.unknownOption', 'x'))).toEqual({ code: 2, text: '' });
  expect(reportError(new CommanderError(0, 'commander.help', 'x'))).toEqual({ code: 0, text: '' });
});
