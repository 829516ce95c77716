// «Отправить письма» asks before it sends; the preview says how many letters would go (spec 00, «Letters»).
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { drafted, MORNING, statuses } from './mailing.js';
import { cloneOf, open } from './open.js';
import { watcher } from './screen.js';
import { put } from './tables.js';

type Hand = (book: WorkbookModel) => void;
const nothing: Hand = () => undefined;
const set =
  (header: string, value: string, ...rows: readonly number[]): Hand =>
  (book) => {
    for (const row of rows) put(book, 'Письма', row, header, value);
  };
const LATER = '12.09.2023 18:00';
const all = Array.from({ length: 10 }, (_, index) => index + 1);
const prepared = (hand: Hand): WorkbookModel => {
  const book = cloneOf(drafted);
  hand(book);
  return book;
};

describe('«Отправить письма»', () => {
  const CASES: readonly [string, Hand, string, number][] = [
    ['drafts that are due', nothing, '10 писем 10 получателям? ', 10],
    [
      'drafts for later',
      set('Отправить не раньше', LATER, 1, 2),
      '8 писем 8 получателям? Ещё 2 ждут своего времени. ',
      8,
    ],
    ['letters to one person', set('Кому', 'Person1@example.com', 2, 3), '10 писем 8 получателям? ', 10],
    [
      'a queued one among cancelled ones',
      (book) => {
        set('Статус', 'отменено', ...all)(book);
        set('Статус', 'в очереди', 4)(book);
      },
      '1 письмо 1 получателю? ',
      1,
    ],
    ['one without a text', set('Текст', ' ', 1), '9 писем 9 получателям? ', 9],
    ['one to a wrong address', set('Кому', 'Анна', 1), '9 писем 9 получателям? ', 9],
  ];
  test.each(CASES)('asks: %s', (_, hand, asked, sent) => {
    const { ui, shown } = watcher();
    const { host, call } = open(prepared(hand), { now: MORNING, ui });
    call('send');
    expect(shown[0]).toBe(`Отправить письма: Отправить сейчас ${asked}Отправленное не вернуть.`);
    expect(host.mails).toHaveLength(sent);
  });

  test.each(['NO', 'CLOSE'] as const)('%s sends and writes nothing', (alert) => {
    const book = prepared(nothing);
    const before = book.core.state;
    const { ui, shown } = watcher({ alert });
    expect(open(book, { now: MORNING, ui }).call('send')).toBeNull();
    expect(shown.at(-1)).toBe('Отменено, ничего не записано.');
    expect(book.core.state).toBe(before);
  });

  test.each<[string, Hand]>([
    ['nothing waits', set('Статус', 'отменено', ...all)],
    ['everything waits for its time', set('Отправить не раньше', LATER, ...all)],
  ])('asks nothing when %s', (_, hand) => {
    const { ui, shown } = watcher();
    open(prepared(hand), { now: MORNING, ui }).call('send');
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(/к отправке нет|отправлять нечего/);
  });

  test('asks nothing without a screen', () => {
    const book = prepared(nothing);
    open(book, { now: MORNING }).call('send');
    expect(statuses(book)).toEqual({ отправлено: 10 });
  });
});

test('«Предпросмотр писем» counts what «Отправить письма» would send', () => {
  const book = prepared(set('Отправить не раньше', LATER, 1, 2));
  const { ui, dialogs } = watcher();
  open(book, { now: MORNING, ui }).call('previewLetters');
  expect(dialogs[0]?.html).toContain(
    '<p class="figure">10 писем: 8 уйдут по «Отправить письма», 2 ждут своего времени</p>',
  );
});
