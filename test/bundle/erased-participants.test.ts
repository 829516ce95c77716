// «Удалить персональные данные…» (spec 00, «Menu») and rule 1 of the marathon: whose application was refused
// stays refused, whoever is erased.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import type { Explanation } from '../../src/run/explain.js';
import { cellsTelling, lived, registrationOf } from './erasing.js';
import { fail } from './failures.js';
import { open } from './open.js';
import { type Cell, column, put, table } from './tables.js';

describe('who takes part stays as it was', () => {
  const statuses = (book: WorkbookModel): readonly Cell[] => column(book, 'Регистрации', 'Статус');
  const reasons = (book: WorkbookModel): readonly Cell[] => column(book, 'Регистрации', 'Причина');
  const names = (book: WorkbookModel): readonly Cell[] => column(book, 'Рейтинг', 'Никнейм');
  const texts = (book: WorkbookModel, email: Cell | undefined): Cell[] =>
    table(book, 'Письма')
      .filter((row) => row['Кому'] === email)
      .map((row) => row['Текст'] ?? null);
  const nicknameOf = (book: WorkbookModel, email: string): string =>
    String(registrationOf(book, email)['Никнейм']);
  const inError = (reason: Cell): Cell => (String(reason).startsWith('ошибка: ') ? 'ошибка' : reason);
  const HOLDER = 'uchastnik01@example.com';
  /** A candidate in two nominations. */
  const CANDIDATE = 'uchastnik02@example.org';
  const IN_VAIN = 'uchastnik48@example.net';

  /** A draw that names the holder of a nickname that somebody else asked for. */
  const contested = (): WorkbookModel =>
    lived((book) => {
      const row = (email: string): number =>
        column(book, 'Регистрации', 'Email').indexOf(email) + 1 || fail(`no ${email}`);
      put(book, 'Регистрации', row(IN_VAIN), 'Никнейм', nicknameOf(book, CANDIDATE).toUpperCase());
    });

  test.each([
    ['the holder of a nickname', HOLDER],
    ['somebody who asked for a nickname in vain', IN_VAIN],
    ['somebody whose application is in error', 'zapyataya@example.com'],
  ])('%s is erased', (_, email) => {
    const book = lived();
    const seen = (): unknown => [statuses(book), reasons(book).map(inError), names(book).length];
    const before = seen();
    expect(names(book)).toHaveLength(44);
    expect(cellsTelling(book, email).length).toBeGreaterThan(0);
    open(book).run('erasePerson', email);
    expect(cellsTelling(book, email)).toEqual([]);
    expect(seen()).toEqual(before);
  });

  test('the holder of a contested nickname is gone from the lists; the other applicant’s letter stays', () => {
    const book = contested();
    expect(reasons(book)).toContain('никнейм занят');
    const nickname = nicknameOf(book, CANDIDATE);
    const told = texts(book, IN_VAIN);
    expect(told.some((text) => String(text).includes(nickname.toUpperCase()))).toBe(true);
    open(book).run('erasePerson', CANDIDATE);
    for (const title of ['Розыгрыши', 'Номинации', 'Рейтинг'])
      expect([
        title,
        book.values(title).filter((row) => row.some((cell) => String(cell).split(',').includes(nickname))),
      ]).toEqual([title, []]);
    expect(column(book, 'Номинации', 'Примечание')).not.toContain('состав изменился');
    expect(texts(book, IN_VAIN)).toEqual(told);
  });

  test('a draw with an erased candidate is explained by its recorded hash', () => {
    const book = lived();
    open(book).run('erasePerson', CANDIDATE);
    const row = column(book, 'Розыгрыши', 'Претенденты').findIndex((list) =>
      String(list).includes('удалено-'),
    );
    const { Хеш, Победитель, Претенденты } = table(book, 'Розыгрыши')[row] ?? fail('no draw');
    const explained = open(book).call('explain', 'Розыгрыши', row + 2, 'Победитель') as Explanation;
    const list = String(Претенденты).split(',');
    const index = Number(BigInt(`0x${String(Хеш)}`) % BigInt(list.length));
    expect(list[index]).toBe(Победитель);
    expect(explained.sum).toBe(
      `остаток от деления хеша на ${list.length} равен ${index}: ${String(Победитель)}`,
    );
    expect(explained.lines.map(({ text }) => text)).toContain(`Записанный хеш: ${String(Хеш)}`);
  });

  test('the other applicant is erased: the holder stays in the lists', () => {
    const book = contested();
    const [draws, rating] = [column(book, 'Розыгрыши', 'Претенденты'), names(book)];
    expect(draws.some((list) => String(list).split(',').includes(nicknameOf(book, CANDIDATE)))).toBe(true);
    open(book).run('erasePerson', IN_VAIN);
    expect(column(book, 'Розыгрыши', 'Претенденты')).toEqual(draws);
    expect(names(book)).toEqual(rating);
  });
});
