// Waiting letters: taken back when their content no longer applies, and updated when the rules now return
// different content.
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/rules/letters.js';
import { textPrint } from '../../src/mail/keys.js';
import type { OutboxEntry } from '../../src/mail/entries.js';
import { appended, type Around, cellsOf, NOW, plan, updates } from './planning.js';
import { keyCell, type LetterCells, outboxOf, rowOf, serial, yielded } from './support.js';

const NOT_CALLED_FOR = 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка';

describe('a letter that waits', () => {
  const tomorrow = '2023-10-07T11:00:00+03:00';
  const upcoming = yielded({ occasion: tomorrow, object: 'завтра' });

  describe('that describes a state', () => {
    const BACK = ['2 status=отменено', `2 reason=${NOT_CALLED_FOR}`];
    const now = { occasion: NOW, code: 'p.standing', object: 'сегодня' };
    const today = yielded(now);
    const days = yielded({ ...now, occasion: '2023-10-03T00:00:00+03:00' });
    const month = yielded({ ...now, occasion: '2023-09-05T00:00:00+03:00' });
    const waits = (letter: Letter, more = {}) => outboxOf([rowOf(letter, { status: 'черновик', ...more })]);
    const back = { status: 'отменено', reason: NOT_CALLED_FOR };

    test.each<[string, readonly Letter[], readonly OutboxEntry[], Around, readonly string[]]>([
      ['waits while the state lasts', [today], waits(today), {}, []],
      ['is taken back when it has ended', [], waits(today), {}, BACK],
      [
        'is also taken back when this very run would have created it',
        [],
        waits(today, { created: serial(NOW) }),
        {},
        BACK,
      ],
      ['is also taken back from the queue', [], waits(today, { status: 'в очереди' }), {}, BACK],
      ['is not taken back once sent', [], waits(today, { status: 'отправлено' }), {}, []],
      ['waits for days', [], waits(days), { older: [days] }, []],
      ['is taken back after days', [], waits(days), {}, BACK],
      ['is a draft again', [today], waits(today, back), {}, ['2 status=черновик', '2 reason=']],
      ['is not restored after a month', [], waits(month, back), { older: [month] }, []],
      [
        'is a draft again after days',
        [],
        waits(days, back),
        { older: [days] },
        ['2 status=черновик', '2 reason='],
      ],
    ])('%s', (_, letters, entries, around, expected) => {
      expect(updates(plan(letters, { ...around, entries }))).toEqual(expected);
    });
  });

  test('one that has waited for days gets the rules’ current text, once', () => {
    const long = yielded({
      code: 'p.standing',
      occasion: '2023-10-03T09:00:00+03:00',
      until: tomorrow,
      object: 'давно',
    });
    const older = [{ ...long, values: () => ({ Имя: 'Анна, осталось меньше' }) }];
    const [row = {}] = appended(plan([long], { now: '2023-10-03T09:30:00+03:00' }));
    const cells = cellsOf(plan([], { entries: outboxOf([row]), older }));
    expect(cells).toMatchObject({ subject: 'Тема Анна, осталось меньше' });
    expect(updates(plan([], { entries: outboxOf([{ ...row, ...cells }]), older }))).toEqual([]);
    const gone = { ...row, status: 'отменено', reason: NOT_CALLED_FOR };
    const back = cellsOf(plan([], { entries: outboxOf([gone]), older }));
    expect(back).toEqual({ ...cells, status: 'черновик', reason: '' });
  });

  describe('that announced a start', () => {
    const telling = (start: string, more: Partial<Letter> = {}): Letter => ({
      ...yielded({ occasion: NOW, code: 'p.standing', until: `2023-10-07T${start}:00+03:00` }),
      memo: start,
      values: () => ({ Имя: start }),
      ...more,
    });
    const [row = {}] = appended(plan([telling('11:00')]));
    const words = (start: string) => ({ subject: `Тема ${start}`, text: `Здравствуйте, ${start}!` });
    const keyOf = (letter: Letter, print = words(letter.memo ?? '')): string =>
      keyCell(letter, textPrint(print.subject, print.text), true);
    const changed = (letter: Letter, more: LetterCells = {}) =>
      cellsOf(plan([letter], { entries: outboxOf([{ ...row, ...more }]) }));

    test.each(['черновик', 'в очереди'])(
      'as «%s» has told nobody: it takes the new one and its end',
      (status) => {
        expect(changed(telling('15:00'), { status })).toEqual({
          ...words('15:00'),
          key: keyOf(telling('15:00')),
        });
      },
    );
    test.each(['отправляется', 'отправлено'])('and is «%s» stays as it is', (status) => {
      expect(changed(telling('15:00'), { status })).toEqual({});
    });
    test('in a text edited by staff announces it still; only its end moves', () => {
      const text = 'Здравствуйте! Ждём вас в 11:00.';
      const key = keyOf(telling('15:00', { memo: '11:00' }), words('11:00'));
      expect(changed(telling('15:00'), { text })).toEqual({ key });
    });
    test('in a text that does not name it is also brought up to date', () => {
      const silent = telling('15:00', { values: () => ({ Имя: '11:00' }) });
      expect(changed(silent)).toEqual({ key: keyOf(silent, words('11:00')) });
    });
    test('outlives its old end, which the sender reads from the key', () => {
      const entries = outboxOf([{ ...row, ...changed(telling('15:00')) }]);
      expect(updates(plan(null, { now: '2023-10-07T12:00:00+03:00', entries }))).toEqual([]);
    });
  });

  describe('whose content has changed since', () => {
    const linkOf = (letter: Letter): Letter => ({
      ...letter,
      values: () => ({ Имя: 'Анна, ссылка готова' }),
    });
    const CELLS = { subject: 'Тема Анна, ссылка готова', text: 'Здравствуйте, Анна, ссылка готова!' };
    const dayOff = yielded({ occasion: '2023-10-06T00:00:00+03:00', object: 'сегодня' });
    const seen = yielded({ occasion: NOW, object: 'сразу' });
    const stands = yielded({ occasion: NOW, object: 'сразу', code: 'p.standing' });

    test.each<[string, Letter, LetterCells, boolean]>([
      ['waits for its moment', upcoming, {}, true],
      ['is in the queue', upcoming, { status: 'в очереди' }, true],
      ['is of this morning', dayOff, {}, true],
      ['describes a state', stands, {}, true],
      ['was taken back and comes again', upcoming, { status: 'отменено', reason: NOT_CALLED_FOR }, true],
      ['was created for the run that saw its occasion', seen, {}, false],
      ['was edited by staff', upcoming, { text: 'Здравствуйте, Анна! Возьмите паспорт.' }, false],
      ['was sent', upcoming, { status: 'отправлено' }, false],
      ['staff cancelled', upcoming, { status: 'отменено' }, false],
    ])('one that %s', (_, letter, more, told) => {
      const [row = {}] = appended(plan([letter], { ahead: true }));
      const entries = outboxOf([{ ...row, ...more }]);
      const cells = cellsOf(plan([linkOf(letter)], { entries, ahead: true }));
      expect(cells).toEqual(
        told
          ? {
              ...(more.reason === NOT_CALLED_FOR ? { status: 'черновик', reason: '' } : {}),
              ...CELLS,
              key: keyCell(letter, textPrint(CELLS.subject, CELLS.text), letter === stands),
            }
          : {},
      );
      const standing = outboxOf([{ ...row, ...more, ...cells }]);
      expect(updates(plan([linkOf(letter)], { entries: standing, ahead: true }))).toEqual([]);
    });
  });
});
