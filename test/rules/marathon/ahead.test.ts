// Dates that have not come: the rows count, and staff are warned.
import { expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { application, emailOf, sale, stage, task } from './fixtures.js';

const EARLY = '(предупреждение) дата ещё не наступила, а строка уже считается';
const extra = (date: string): Typed => ({
  Email: emailOf('anna'),
  Баллы: 2,
  'За что': 'Вопрос',
  Дата: at(date),
});

test.each<[string, Readonly<Record<string, readonly Typed[]>>, readonly string[]]>([
  [
    'Регистрации',
    {
      Регистрации: [
        application('anna', { 'Дата регистрации': at('2023-09-25 12:00') }),
        application('boris', { 'Дата регистрации': at('2023-09-25 12:00:01') }),
      ],
    },
    [`Регистрации!3[Дата регистрации]: ${EARLY}`],
  ],
  [
    'Задания',
    {
      Задания: [
        task('anna', 'А', { Дата: at('2023-09-25') }),
        task('anna', 'Б', { Дата: at('2023-09-26') }),
        task('anna', 'В', { Дата: at('2023-09-26'), Принято: false }),
        task('anna', 'Г'),
      ],
    },
    [`Задания!3[Дата]: ${EARLY}`],
  ],
  [
    'Дополнительные баллы',
    { 'Дополнительные баллы': [extra('2023-09-25'), extra('2024-09-25')] },
    [`Дополнительные баллы!3[Дата]: ${EARLY}`],
  ],
  // The note says why it does not count.
  ['Продажи', { Продажи: [sale('anna', { Дата: at('2023-09-26') })] }, []],
])('«%s»: what is ahead of now and counts is warned of', (_, tabs, expected) => {
  const now = '2023-09-25T12:00:00+03:00';
  expect(stage({ now, tabs: { Регистрации: [application('anna')], ...tabs } }).problems).toEqual(expected);
});
