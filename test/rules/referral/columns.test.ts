// Titles, headers, kinds and listed words of the tabs (spec 03): exact, for other tabs and filled workbooks rest on them.
import { expect, test } from '@jest/globals';
import { referral } from '../../../src/rules/referral/index.js';
import { declaredColumns, declaredLetters } from '../columns.js';

const TABS: Readonly<Record<string, readonly string[]>> = {
  'input Партнёры': [
    'Партнёр* — unique',
    'Тариф*: (юрлицо, физлицо)',
    'Дата регистрации*: day',
    'Промокод* — unique',
    'Email*: email — personal email',
    'Договор подписан: day',
    'Прежние условия: flag',
    'Статус: (активен, ещё не начал) — computed',
    'Причина — computed',
  ],
  'input Смена тарифа': ['Дата*: day', 'Партнёр*', 'Новый тариф*: (юрлицо, физлицо)'],
  'input Клиенты': [
    'Клиент* — unique',
    'Промокод*',
    'Дата регистрации*: day',
    'Обучен: flag',
    'Обучен с: day',
    'Email: email — personal email',
    'Партнёр — computed',
    'Вознаграждение до: day — computed',
    'Списано всего: number — computed',
    'Примечание — computed',
  ],
  'input Списания': [
    'Дата*: day',
    'Клиент*',
    'Вид*: (абонентская плата, телефония, обзвон роботом)',
    'Сумма*: number',
    'Подтверждено: flag',
    'Учтено — computed',
    'Примечание — computed',
  ],
  'input Выводы': [
    'Дата*: day',
    'Партнёр*',
    'Сумма*: number',
    'Способ: (аккаунт, расчётный счёт, карта)',
    'Выплачено: day',
    'Статус: (принят, отклонён) — computed',
    'Причина — computed',
  ],
  'ledger Начисления': [
    'Дата: day',
    'За месяц',
    'Партнёр',
    'Клиент',
    'Тариф: (юрлицо, физлицо)',
    'Основание: (процент, разовое, обнуление, корректировка)',
    'База: number',
    'Сумма: number',
    'Закрыто: (да, нет)',
  ],
  'output Балансы': [
    'Партнёр',
    'Тариф: (юрлицо, физлицо)',
    'Клиентов с оплатой: number',
    'Начислено: number',
    'Обнулено: number',
    'Выведено: number',
    'Баланс: number',
    'Доступно: number',
    'Доступно с: day',
    'Чего не хватает',
  ],
  'log Закрытые месяцы': [
    'Месяц',
    'Закрыт: instant',
    'Строк: number',
    'Сумма: number',
    'Отпечаток',
    'Условия',
  ],
};
const declared = declaredColumns(referral);

test('the tabs and their roles', () => {
  expect(Object.keys(declared)).toEqual(Object.keys(TABS));
});

test.each(Object.entries(TABS))('%s', (tab, columns) => {
  expect(declared[tab]).toEqual(columns);
});

test('the letters and their priorities', () => {
  expect(declaredLetters(referral)).toEqual([
    'referral.withdrawal-rejected: decision',
    'referral.contract: decision',
    'referral.first-client: confirmation',
    'referral.statement: confirmation',
    'referral.ending: reminder',
    'referral.digest: digest',
  ]);
});
