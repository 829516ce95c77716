// «Автоматически каждый день» (spec 00, «Menu»): one trigger of each, whoever switches them on.
import { describe, expect, test } from '@jest/globals';
import type { Button } from '../../src/local/host.js';
import { messageOf } from './failures.js';
import { beforeCall, counted, open, READ } from './open.js';
import { watcher } from './screen.js';
import { setSetting } from './tables.js';

describe('«Автоматически каждый день»', () => {
  test('switching on twice leaves one trigger of each, off leaves none, foreign triggers stay', () => {
    const book = counted();
    const { core } = book;
    core.state = {
      ...core.state,
      host: { ...core.state.host, triggers: [{ id: '99', handler: 'чужой', schedule: { everyHours: 1 } }] },
    };
    setSetting(book, 'Общие', 'Час ежедневного запуска', 6);
    const { run } = open(book);
    const handlers = (): string[] => book.core.state.host.triggers.map(({ handler }) => handler).sort();
    expect(run('automate', 'on').message).toContain('с 6:00 до 7:00 (Москва, UTC+3)');
    run('automate', 'on');
    expect(handlers()).toEqual(['daily', 'tick', 'чужой']);
    expect(book.core.state.host.triggers.find(({ handler }) => handler === 'daily')?.schedule).toEqual({
      everyDays: 1,
      atHour: 6,
      inTimezone: 'Europe/Moscow',
    });
    expect(book.core.state.host.triggers.find(({ handler }) => handler === 'tick')?.schedule).toEqual({
      everyMinutes: 5,
    });
    expect(run('automate', 'off').message).toBe('У вас выключено: удалены 2 запуска.');
    run('automate', true);
    expect(run('automate', false).message).toBe('У вас выключено: удалены 2 запуска.');
    expect(handlers()).toEqual(['чужой']);
  });

  test.each<[Button, 'off' | 'on', number, string]>([
    ['YES', 'off', 2, 'Включено: '],
    ['YES', 'on', 0, 'У вас выключено: удалены 2 запуска.'],
    ['NO', 'off', 0, 'Ничего не изменено.'],
    // The hour of «Настройки» now applies.
    ['NO', 'on', 2, 'Включено: '],
    ['CLOSE', 'off', 0, 'Ничего не изменено.'],
    ['CLOSE', 'on', 2, 'Ничего не изменено.'],
  ])('asks and shows which triggers exist: %s while they are %s', (alert, mode, left, told) => {
    const { ui, shown } = watcher({ alert });
    const book = counted();
    open(book).call('automate', mode);
    const before = book.core.state;
    open(book, { ui }).call('automate');
    const state = mode === 'on' ? 'включён' : 'выключен';
    const question = mode === 'on' ? 'Выключить у вас? «Нет» — оставить и обновить час.' : 'Включить у вас?';
    expect(shown[0]).toBe(
      `Автоматически каждый день: Ежедневный запуск у вас: ${state}. Пятиминутный запуск писем у вас: ${state}.\n\n${question}`,
    );
    expect(shown[1]).toContain(told);
    expect(book.core.state.host.triggers).toHaveLength(left);
    if (told === 'Ничего не изменено.') expect(book.core.state).toBe(before);
  });

  test('a zone typed in small letters is the same zone, also for Google', () => {
    const book = counted();
    setSetting(book, 'Марафон', 'Часовой пояс', 'europe/samara');
    expect(open(book).run('automate', 'on').message).toContain('с 8:00 до 9:00 (Самара, UTC+4)');
    expect(book.core.state.host.triggers.map(({ schedule }) => schedule.inTimezone)).toContain(
      'Europe/Samara',
    );
  });

  test('a word that is not understood switches nothing on', () => {
    const book = counted();
    expect(messageOf(() => open(book).call('automate', 'выкл'))).toBe(
      'Слово «выкл» непонятно: нужно on или off.',
    );
    expect(book.core.state.host.triggers).toEqual([]);
  });

  test('one trigger that was left is one', () => {
    const book = counted();
    open(book).run('automate', 'on');
    const { core } = book;
    const triggers = core.state.host.triggers.slice(1);
    core.state = { ...core.state, host: { ...core.state.host, triggers } };
    expect(open(book).run('automate', 'off').message).toBe('У вас выключено: удалён 1 запуск.');
  });

  test('without a header of «Настройки» the hour is unknown: nothing is switched on, but it can be off', () => {
    const book = counted();
    open(book).run('automate', 'on');
    book.set('Настройки', 0, 2, 'Сколько');
    expect(messageOf(() => open(book).call('automate', 'on'))).toMatch(
      /^Вкладка «Настройки»: заголовок потерян .*«Значение».* Верните потерянные заголовки в строку 1; столбец с повторным заголовком переименуйте или удалите\.$/,
    );
    expect(open(book).run('automate', 'off').message).toBe('У вас выключено: удалены 2 запуска.');
  });

  test('«Настройки» renamed meanwhile', () => {
    const book = counted();
    const faults = beforeCall(
      READ,
      (n) => n === 1,
      (one) => one.renameSheet('Настройки', 'Параметры'),
    );
    expect(open(book, { faults }).run('automate', 'on').message).toMatch(/^Включено/);
  });

  test('a person to whom Google refused the triggers is not named to colleagues', () => {
    const book = counted();
    const { core } = book;
    const others = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      handler: 'чужой',
      schedule: { everyHours: 1 },
    }));
    core.state = { ...core.state, host: { ...core.state.host, triggers: others } };
    expect(messageOf(() => open(book).run('automate', 'on'))).toContain('too many triggers');
    const { ui, shown } = watcher({ alert: 'CLOSE' });
    open(book, { ui, user: 'boris@example.com' }).call('automate');
    expect(shown[0]).not.toContain('Уже включали');
  });

  test.each([
    ['anna@example.com', 'anna@example.com (03.11.2023)'],
    ['', 'кто-то из сотрудников (03.11.2023)'],
  ])('switched on by «%s»: a colleague, to whom Google does not show it, is informed', (user, named) => {
    const book = counted();
    const asked = (by: string): string => {
      const { ui, shown } = watcher({ alert: 'CLOSE' });
      open(book, { ui, user: by }).call('automate');
      return shown[0] ?? '';
    };
    const switched = (by: string, mode: string): void => {
      open(book, { ui: watcher().ui, user: by }).call('automate', mode);
    };
    // Each person sees and removes only their own triggers.
    const unseen = (): void => {
      book.core.state = { ...book.core.state, host: { ...book.core.state.host, triggers: [] } };
    };
    switched(user, 'on');
    expect(asked(user)).not.toContain('Уже включали');
    unseen();
    expect(asked('boris@example.com')).toContain(
      `выключен.\nУже включали: ${named}. Хватает одного человека: второй раз не включайте.`,
    );
    switched('boris@example.com', 'off');
    expect(asked('boris@example.com')).toContain(named);
    switched('boris@example.com', 'on');
    expect(asked(user)).toContain('Уже включали: boris@example.com (03.11.2023).');
    switched(user, 'off');
    expect(asked('boris@example.com')).not.toContain(named);
  });

  test('somebody whose triggers Google has deleted is not told of them, and can withdraw', () => {
    const book = counted();
    const as = (user: string) => open(book, { user });
    as('anna@example.com').run('automate', 'on');
    book.core.state = { ...book.core.state, host: { ...book.core.state.host, triggers: [] } };
    const { ui, shown } = watcher({ alert: 'CLOSE' });
    open(book, { ui, user: 'anna@example.com' }).call('automate');
    expect(shown[0]).not.toContain('Уже включали');
    expect(as('boris@example.com').run('automate', 'off').message).toBe(
      'У вас запусков и не было. Запуски коллег продолжают работать: anna@example.com (03.11.2023).',
    );
    expect(as('anna@example.com').run('automate', 'off').message).toBe('У вас запусков и не было.');
    expect(as('boris@example.com').run('automate', 'off').message).toBe('У вас запусков и не было.');
  });
});
