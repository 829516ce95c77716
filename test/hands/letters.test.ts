// Failures found by random edits while letters wait or are being sent, one case each.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { beforeCall, type Hand, open, READ, WRITE } from '../bundle/open.js';
import { type Cell, column, columnOf } from '../bundle/tables.js';
import { begun, MORNING, OWN, own, ownColumn, PEOPLE } from './support.js';

describe('letters', () => {
  const drafted = (): WorkbookModel => {
    const book = begun();
    open(book, { now: MORNING }).run('recompute');
    return book;
  };
  const mailed = (book: WorkbookModel, faults = {}): readonly string[] => {
    const { call, host } = open(book, { now: MORNING, faults });
    call('send');
    return host.mails.map((mail) => mail.to);
  };

  test.each(['черновик', 'в очереди'])(
    'a copied row («%s») is the same letter: it is sent once, and the copy says why',
    (status) => {
      const book = drafted();
      const row = book.values('Письма')[1] ?? [];
      const at = columnOf(book, 'Письма', 'Статус');
      book.insertRow(
        'Письма',
        3,
        row.map((cell, index) => (index === at ? status : cell)),
      );
      const first = mailed(book);
      expect([...first].sort()).toEqual([...new Set(first)].sort());
      expect(first).toHaveLength(PEOPLE);
      expect(mailed(book)).toEqual([]);
      expect(book.get('Письма', 3, at)).toBe('отменено');
      expect(book.get('Письма', 3, columnOf(book, 'Письма', 'Причина'))).toBe('повтор письма из строки 2');
    },
  );

  const inserted = ['Ключ', 'Кому', 'Статус', 'Отправлено', 'Причина'].flatMap((header) => [
    [header, 'before the first mark', WRITE, 2] as const,
    [header, 'while a letter is being sent', 'sendEmail', 2] as const,
  ]);
  test.each(inserted)(
    'a column inserted before «%s» %s: every mark is in its own column',
    (header, _, method, when) => {
      const book = drafted();
      let done = false;
      const hand: Hand = (one) => {
        if (!done) ownColumn(one, 'Письма', columnOf(one, 'Письма', header), 'Заметка');
        done = true;
      };
      const faults =
        method === WRITE
          ? beforeCall(READ, (n) => n === 3, hand)
          : beforeCall(method, (n) => n === when, hand);
      expect(mailed(book, faults)).toHaveLength(PEOPLE);
      expect(done).toBe(true);
      expect(own(book, 'Письма', columnOf(book, 'Письма', 'Заметка'))).toEqual(OWN);
      expect(column(book, 'Письма', 'Статус')).toEqual(Array(PEOPLE).fill('отправлено'));
      expect(column(book, 'Письма', 'Попыток')).toEqual(Array(PEOPLE).fill(1));
      expect(mailed(book)).toEqual([]);
    },
  );

  test('a letter cancelled while others are being sent, before its turn, stays cancelled', () => {
    const book = drafted();
    const at = columnOf(book, 'Письма', 'Статус');
    const faults = beforeCall(
      'sendEmail',
      (n) => n === 1,
      (one) => one.set('Письма', PEOPLE, at, 'отменено'),
    );
    const { call, host } = open(book, { now: MORNING, faults, quota: 2 });
    call('send');
    expect(host.mails).toHaveLength(2);
    expect(column(book, 'Письма', 'Статус')).toEqual(['отправлено', 'отправлено', 'в очереди', 'отменено']);
  });

  test('a row deleted while its letter is being sent is restored as sent: the letter is not sent again', () => {
    const book = drafted();
    const letters = book.values('Письма').slice(1);
    const faults = beforeCall(
      'sendEmail',
      (n) => n === 1,
      (one) => one.deleteRow('Письма', 2),
    );
    expect(mailed(book, faults)).toHaveLength(PEOPLE);
    const text = (row: readonly Cell[] | undefined): Cell | undefined =>
      row?.[columnOf(book, 'Письма', 'Текст')];
    expect(text(book.values('Письма')[PEOPLE])).toBe(text(letters[1]));
    expect(column(book, 'Письма', 'Статус')).toEqual(Array(PEOPLE).fill('отправлено'));
    expect(column(book, 'Письма', 'Попыток')).toEqual(Array(PEOPLE).fill(1));
    open(book, { now: MORNING }).run('recompute');
    expect(mailed(book)).toEqual([]);
  });

  test.each(['Журнал', 'Письма'])(
    '«%s» deleted while letters are being sent: no error, and none is sent again',
    (title) => {
      const book = drafted();
      const faults = beforeCall(
        'sendEmail',
        (n) => n === PEOPLE,
        (one) => one.deleteSheet(title),
      );
      expect(mailed(book, faults)).toHaveLength(PEOPLE);
      expect(mailed(book)).toEqual([]);
    },
  );
});
