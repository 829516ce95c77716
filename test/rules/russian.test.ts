// Russian text: stems of all word forms, names in any case form, where sentences start, and that all of it
// runs without a host.
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { nameFinder, startsSentence, stem, words } from '../../src/rules/russian.js';

describe('words', () => {
  test.each([
    ['Битрикс24', ['Битрикс', '24']],
    ['Wixом', ['Wix', 'ом']],
    ['по-вашему', ['по', 'вашему']],
    ['Ти\u0301льда — «ёлка».', ['Ти\u0301льда', 'ёлка']],
    ['', []],
    ['… — 7%', ['7']],
  ])('%s', (text, expected) => {
    expect(words(text).map((word) => word.text)).toEqual(expected);
  });
  test('positions refer to the original text', () => {
    for (const word of words('Где «ты», Wixом?'))
      expect('Где «ты», Wixом?'.slice(word.start, word.end)).toBe(word.text);
  });
});

test('«ё», case and stress marks do not change a stem; other alphabets are only lower-cased', () => {
  expect(stem('Отчёты')).toBe(stem('отчетами'));
  expect(stem('Ти\u0301льда')).toBe(stem('ТИЛЬДЕ'));
  expect(stem('amoCRM')).toBe('amocrm');
});

/** Names in the nominative, as staff put them into a setting, and their case forms. */
const PARADIGMS: readonly (readonly [string, string])[] = [
  ['Тильда', 'тильда тильды тильде тильду тильдой тильдою'],
  ['Мегаплан', 'мегаплан мегаплана мегаплану мегапланом мегаплане мегапланы мегапланов мегапланами'],
  ['Асана', 'асана асаны асане асану асаной'],
  ['Вордпресс', 'вордпресс вордпресса вордпрессу вордпрессом вордпрессе'],
  ['Джумла', 'джумла джумлы джумле джумлу джумлой'],
  ['Планфикс', 'планфикс планфикса планфиксу планфиксом планфиксе'],
  ['Юнисендер', 'юнисендер юнисендера юнисендеру юнисендером юнисендере'],
  ['Тлинк', 'тлинк тлинка тлинку тлинком тлинке'],
  ['Ноушен', 'ноушен ноушена ноушену ноушеном ноушене'],
  ['Трелло', 'трелло'],
  ['Яндекс', 'яндекс яндекса яндексу яндексом яндексе'],
  ['Клиентская база', 'клиентская-база клиентской-базы клиентской-базе клиентскую-базу клиентской-базой'],
];

describe('a name is found in every case form', () => {
  test.each(PARADIGMS)('%s', (name, forms) => {
    const find = nameFinder([name]);
    for (const form of forms.split(' '))
      for (const typed of [form, form.toUpperCase(), form.replace('-', ' ')])
        expect({ typed, found: find(`Раньше мы жили в ${typed}, теперь нет.`).length }).toEqual({
          typed,
          found: 1,
        });
  });
});

describe('names', () => {
  const find = nameFinder(['Тильда', 'Wix', 'amoCRM', 'Мой Склад', 'Аспро.Cloud', 'U-ON']);
  test.each([
    ['Wix, wix.com и WIX-ом', ['Wix', 'wix', 'WIX']],
    ['Wix’ом или Wixом', ['Wix', 'Wix']],
    ['wixsite и wixes — другие слова', []],
    ['amoCRM, AMOcrm, amo CRM, amo-CRM', ['amoCRM', 'AMOcrm', 'amo CRM', 'amo-CRM']],
    ['Мой Склад, «Мой склад», МойСклад, Мой-Склад', ['Мой Склад', 'Мой склад', 'МойСклад', 'Мой-Склад']],
    ['МойСкладом и Моим Складом', ['МойСкладом', 'Моим Складом']],
    ['Это мой. Склад закрыт.', []],
    ['Мой  Склад', ['Мой  Склад']],
    ['Мой      Склад', ['Мой      Склад']],
    ['Мой       Склад', []],
    ['мой — склад', []],
    ['Аспро.Cloud, аспро cloud', ['Аспро.Cloud', 'аспро cloud']],
    ['в U-ON и u on', ['U-ON', 'u on']],
    ['утильдать', []],
    ['станьте асами', []],
  ])('%s', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });
  test('no names and an empty name find nothing', () => {
    expect(nameFinder([])('Тильда')).toEqual([]);
    expect(nameFinder(['', ' — '])('Тильда — это')).toEqual([]);
  });
  test('each place is found once, by the longest name', () => {
    expect(nameFinder(['Склад', 'Мой Склад'])('Мой Склад')).toEqual(['Мой Склад']);
    expect(nameFinder(['Мой Склад', 'Мой'])('Мой Склад')).toEqual(['Мой Склад']);
  });
  test('if the text ends within a longer name, the shorter one is found', () => {
    expect(nameFinder(['Мой', 'Мой Склад'])('Это мой')).toEqual(['мой']);
  });
  test('a name given twice is found once', () => {
    expect(nameFinder(['Тильда', 'ТИЛЬДА'])('на Тильде')).toEqual(['Тильде']);
  });
  test('a name with a short stem does not match other words', () => {
    expect(nameFinder(['Асана'])('Мы станем асами, ас асом, аса не видно')).toEqual([]);
  });
});

/** The word to be examined is between bars. */
const STARTS: readonly (readonly [string, boolean])[] = [
  ['|Вы', true],
  ['  |Вы', true],
  ['Ура! |Вы', true],
  ['Готовы? |Вы', true],
  ['Ждём… |Вы', true],
  ['Ждём... |Вы', true],
  ['Конец. |Вы', true],
  ['Конец.|Вы', true],
  ['Конец.» |Вы', true],
  ['Конец (совсем). |Вы', true],
  ['(Конец.) |Вы', true],
  ['строка\n|Вы', true],
  ['строка,\r\n|Вы', true],
  ['список:\n— |Вы', true],
  ['- |Вы', true],
  ['• |Вы', true],
  ['1. |Вы', true],
  ['1) |Вы', true],
  ['а) |Вы', true],
  ['Плюсы: 1) запись; 2) |Вы', true],
  ['✅ |Вы', true],
  ['🎁 |Вы', true],
  ['**|Вы', true],
  ['Вебинар «|Вы', true],
  ['Он сказал: «|Вы', true],
  ['Доклад "|Вы', true],
  ['Готовы? — |Вы', true],
  ['в 2024 г. |Вы', true],
  ['портал, CRM и т. д. |Вы', true],
  ['и т.п. |Вы', true],
  ['за 5 тыс. руб. |Вы', true],
  ['на bitrix24.kz. |Вы', true],
  ['Коллеги, |Вы', false],
  ['для |Вас', false],
  ['наши гости — |Вы', false],
  ['наши гости – |Вы', false],
  ['Помните: |Вы', false],
  ['т. е. |Вы', false],
  ['т.е. |Вы', false],
  ['напр. |Вы', false],
  ['в т.ч. |Вы', false],
  ['бесплатно (|Вы', false],
  ['бесплатно; |Вы', false],
  ['«Ура!», а |Вы', false],
  ['на «Битрикс24» |Вас', false],
  ['(бесплатно) |Вас', false],
  ['по-|Вашему', false],
  ['на bitrix24.kz |Вас', false],
  ['в 10:00 |Вас', false],
  ['ждём **|Вас', false],
  ['Плюсы: 10) |Вы', true],
  ['Он сказал: « |Вы', true],
  ['Он сказал: „ |Вы', true],
  ['Итак 🐀 |Вы', true],
  ['т. е. |Вы придёте к нам завтра вечером', false],
  ['Мы ждём коллег. Т. е. |Ваш отдел', false],
  ['Все из г. т. е. |Вы', false],
  ['Мы ждём вас. В зале А. |Вы', true],
  ['звоните (доб. 12) — |Вы узнаете', false],
  ['наш "Клуб"—|Вы', false],
  ['✔я |Вам', false],
  ['сеть 𝕏 |Вам', false],
];

describe('where a sentence starts', () => {
  test.each(STARTS)('%s: %s', (marked, expected) => {
    expect(startsSentence(marked.replace('|', ''), marked.indexOf('|'))).toBe(expected);
  });
});

test('runs in a bare V8 context: no Node or DOM globals', () => {
  const bundle = buildSync({
    stdin: {
      contents: `import { nameFinder, startsSentence, stem } from './src/rules/russian.ts';
        globalThis.answer = [stem('регистрацией'), nameFinder(['Тильда'])('с тильдой').length, startsSentence('Ура! Вы', 5)].join();`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'iife',
    target: 'es2019',
    write: false,
  });
  const context = vm.createContext({});
  vm.runInContext(bundle.outputFiles[0]?.text ?? '', context);
  expect(vm.runInContext('answer', context)).toBe('регистрац,1,true');
});
