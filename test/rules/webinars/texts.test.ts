// The text checks: a labelled corpus with precision and recall, and a table for each rule.
import { describe, expect, test } from '@jest/globals';
import { reviewAnnouncement } from '../../../src/rules/webinars/announcements.js';
import { hasContact } from '../../../src/rules/webinars/contact.js';
import { capitalisedPronouns, compileChecker } from '../../../src/rules/webinars/texts.js';
import { vendorMentions, vendorPositioning } from '../../../src/rules/webinars/vendor.js';
import { CORPUS, CORPUS_COMPETITORS, type Label, type Sentence } from './corpus.js';

const checker = compileChecker(CORPUS_COMPETITORS);

function found(sentence: Sentence): Readonly<Record<Label, readonly string[]>> {
  const words = (kind: Label): readonly string[] =>
    checker.findings(sentence.text).flatMap((finding) => (finding.kind === kind ? finding.words : []));
  return {
    competitor: words('competitor'),
    pronoun: words('pronoun'),
    vendor: words('vendor'),
    cold: sentence.cold ? vendorMentions(sentence.text) : [],
  };
}

const LABELS: readonly Label[] = ['competitor', 'pronoun', 'vendor', 'cold'];

describe('corpus', () => {
  test('at least 120 sentences, about half of them clean, no duplicates', () => {
    const clean = CORPUS.filter((sentence) => Object.keys(sentence.found).length === 0);
    expect(CORPUS.length).toBeGreaterThanOrEqual(120);
    expect(Math.abs(clean.length / CORPUS.length - 0.5)).toBeLessThan(0.05);
    expect(new Set(CORPUS.map((sentence) => sentence.text)).size).toBe(CORPUS.length);
  });

  test('precision and recall, by word', () => {
    const lines: string[] = [];
    const misses: string[] = [];
    for (const label of LABELS) {
      let right = 0;
      let wrong = 0;
      let missed = 0;
      for (const sentence of CORPUS) {
        const expected = [...(sentence.found[label] ?? [])];
        for (const word of found(sentence)[label]) {
          const index = expected.indexOf(word);
          if (index < 0) {
            wrong += 1;
            misses.push(`лишнее (${label}): «${word}» в «${sentence.text}»`);
          } else {
            right += 1;
            expected.splice(index, 1);
          }
        }
        missed += expected.length;
        for (const word of expected) misses.push(`пропущено (${label}): «${word}» в «${sentence.text}»`);
      }
      const precision = right / (right + wrong);
      const recall = right / (right + missed);
      lines.push(
        `${label}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${right + missed} words)`,
      );
      expect({ label, precision: precision >= 0.95, recall: recall >= 0.95, misses }).toMatchObject({
        precision: true,
        recall: true,
      });
    }
    process.stdout.write(`corpus of ${CORPUS.length} sentences\n${[...lines, ...misses].join('\n')}\n`);
  });
});

/** Rule 6: the offending words of each kind, as written in the text. */
describe('«вебинар от 1С-Битрикс» («Анонсирование», «Запрещается»)', () => {
  test.each([
    'вебинар от 1С-Битрикс',
    'вебинар\nот 1С-Битрикс',
    'ВЕБИНАР\nОТ 1С-БИТРИКС',
    'Вебинар от «1С-Битрикс»',
    'вебинар от "1С-Битрикс"',
    'вебинар от „1С–Битрикс“',
    'вебинар от “1С—Битрикс”',
    'ВЕБИНАР ОТ 1С-БИТРИКС',
    'вебинар от 1C-Битрикс',
    'вебинар от 1С Битрикс',
    'вебинар от 1СБитрикс',
    'вебинар от 1с:битрикс',
    'вебинар «от 1С-Битрикс»',
    'вебинар — от 1С-Битрикс',
    'вебинары от 1С-Битрикс24',
    'вебинар „от «1С-Битрикс“',
    'вебинару от Битрикса',
    'Вебинар\u00a0от\u00a01С-Битрикс',
    'вебинар от 1С‑Битрикс',
  ])('%s', (text) => {
    expect(vendorPositioning(`Скоро ${text}, приходите.`)).toHaveLength(1);
  });
  test.each([
    'вебинар при поддержке «1С-Битрикс»',
    'вебинар от партнёра 1С-Битрикс',
    'Вебинар: от 1С-Битрикс к своему порталу',
    'Вебинар\nОт 1С-Битрикс выступит Иван Образцов',
    'вебинар от Ромашки-Пример о 1С-Битрикс',
    'вебинар. От 1С-Битрикс придёт наблюдатель',
    'вебинар от 1С',
    'вебинар отдела 1С-Битрикс',
    'битриксоиды: вебинар от битриксоидов',
    'вебинар «От 1С-Битрикс к росту продаж»',
    'вебинар от 1С-Битрикс-партнёра «Ромашка»',
    'вебинар от Битрикс 24–интегратора',
    'вебинар от Битрикс24',
    'семинар от 1С-Битрикс',
  ])('not an event of the vendor: %s', (text) => {
    expect(vendorPositioning(text)).toEqual([]);
  });
});

describe('«Вы» with a capital inside a sentence («Посадочная страница», п. 8)', () => {
  const forms =
    'Вы Вас Вам Вами Ваш Ваша Ваше Ваши Вашего Вашей Вашему Вашу Вашею Вашим Вашими Ваших Вашем'.split(' ');
  test.each(forms)('%s', (form) => {
    expect(capitalisedPronouns(`Мы помним ${form} всегда.`)).toEqual([form]);
    expect(capitalisedPronouns(`${form} здесь.\n${form} там! ${form} везде.`)).toEqual([]);
    expect(capitalisedPronouns(`Мы помним ${form.toUpperCase()} и ${form.toLowerCase()}.`)).toEqual([]);
  });
  test('each form is listed once', () => {
    expect(capitalisedPronouns('Ждём Вас, Вас и Вам.')).toEqual(['Вас', 'Вам']);
  });
});

/** Rule 6, announcements. The base text is clean. */
const OK = {
  row: 2,
  webinar: 'В-1',
  cost: null,
  text: 'Бесплатный вебинар о продажах. Нужна регистрация: info@example.com',
  channel: 'ВКонтакте',
  logo: true,
  cold: false,
};
describe('announcements («Анонсирование»)', () => {
  const kinds = (one: Partial<typeof OK>): readonly string[] =>
    reviewAnnouncement({ ...OK, ...one }, checker).findings.map((finding) => finding.kind);
  test.each<[string, Partial<typeof OK>, readonly string[]]>([
    ['clean', {}, []],
    ['no logo', { logo: false }, ['logo']],
    ['presented as the vendor’s event', { text: `${OK.text}. Вебинар от 1С-Битрикс` }, ['vendor']],
    ['a competitor', { text: `${OK.text} и Wix` }, ['competitor']],
    ['a capital inside a sentence', { text: `${OK.text}, ждём Вас` }, ['pronoun']],
    ['no «бесплатно»', { text: 'Вебинар. Нужна регистрация: info@example.com' }, ['free']],
    ['«бесплатное» is enough', { text: 'Участие бесплатное, регистрация на info@example.com' }, []],
    ['«бесплатен» is enough', { text: 'Вебинар бесплатен, регистрация на info@example.com' }, []],
    ['«платно» is not enough', { text: 'Платно, регистрация на info@example.com' }, ['free']],
    ['no «регистрация»', { text: 'Бесплатно, пишите info@example.com' }, ['registration']],
    ['an inflection of «регистрация» is enough', { text: 'Бесплатно, по регистрации: info@example.com' }, []],
    ['the verb is enough', { text: 'Бесплатно. Зарегистрируйтесь: info@example.com' }, []],
    ['no contact', { text: 'Бесплатно, нужна регистрация' }, ['contact']],
    ['a phone is a contact', { text: 'Бесплатно, нужна регистрация: +7 (727) 555-01-02' }, []],
    ['the vendor in a warm mailing', { text: `${OK.text}. При поддержке «1С-Битрикс»` }, []],
    [
      'the vendor in a cold mailing',
      { text: `${OK.text}. При поддержке «1С-Битрикс»`, cold: true },
      ['cold'],
    ],
    ['a cold mailing without the vendor', { cold: true }, []],
    ['radio', { channel: 'Радио' }, ['channel']],
    ['television', { channel: 'реклама на телевидении' }, ['channel']],
    ['newspapers', { channel: 'Газеты' }, ['channel']],
    ['leaflets', { channel: 'листовки' }, ['channel']],
    ['contextual advertising', { channel: 'Контекстная реклама' }, ['channel']],
    ['banners', { channel: 'Баннеры' }, ['channel']],
  ])('%s', (_, one, expected) => {
    expect(kinds(one)).toEqual(expected);
  });
  test('findings other than the logo and the vendor’s event are not a placement violation', () => {
    const { findings, violation } = reviewAnnouncement(
      { ...OK, text: 'Ждём Вас, Wix и Битрикс24', channel: 'радио', cold: true },
      checker,
    );
    expect(findings.map((finding) => finding.kind)).toEqual([
      'competitor',
      'pronoun',
      'cold',
      'free',
      'registration',
      'contact',
      'channel',
    ]);
    expect(violation).toBe(false);
  });
});

describe('marks that readers do not see, and stress', () => {
  const LTR = '\u200e';
  test('the vendor, a pronoun and a competitor are found all the same', () => {
    const kinds = (text: string) => checker.findings(text).map(({ kind, words }) => [kind, ...words]);
    expect(kinds(`Скоро вебинар от${LTR} 1С-${LTR}Бит\u00adрикс.`)).toEqual([
      ['vendor', 'вебинар от 1С-Битрикс'],
    ]);
    expect(kinds('Скоро веби\u0301нар от 1С-Би\u0301трикс.')).toEqual([['vendor', 'вебинар от 1С-Битрикс']]);
    expect(kinds(`Ждём В${LTR}ас и В\u0430\u0301с.`)).toEqual([['pronoun', 'Вас']]);
    expect(kinds(`Переходите с W${LTR}ix.`)).toEqual([['competitor', 'Wix']]);
  });
  test('the vendor in a cold mailing, and what an announcement needs', () => {
    expect(vendorMentions(`в Битри${LTR}кс24 и Би\u0301трикс24`)).toEqual(['Битрикс24']);
    expect(checker.lacks(`Бес${LTR}платно, реги${LTR}страция: info@${LTR}example.com`)).toEqual([]);
  });
});

describe('contacts', () => {
  test.each([
    ['a.b@example.com', true],
    ['8 727 555 01 02', true],
    ['(727) 555-01-02', true],
    ['+77275550102', true],
    ['555-01-02', false],
    ['21.03.2024 11:00', false],
    ['2024-03-21 11:00', false],
    ['2024-03-21, тел. 8 727 555 01 02', true],
    ['8-7272-50-01-02', true],
    ['+7.700.555.01.02', true],
    ['8.727.555.01.02.', true],
    ['+7 (727) 555.01.02', true],
    ['555.123.45.67', true],
    ['+998 90 123-45-67', true],
    ['договор 12345678901234', false],
    ['БИН 123456789012', false],
    ['14.03.2024 11.00-12.30', false],
    ['14.03 11.00-12.30', false],
    ['адрес 192.168.100.25', false],
    ['от 1 000 до 80 000 бонусов', false],
    ['сайт example.com', false],
    ['21-03-2024 10:00', false],
    ['21-03-2024, тел. 8 727 555 01 02', true],
    ['1 000 000 000 тенге', false],
    ['от 1 000 000 000, тел. +7 727 555 01 02', true],
    ['8(727)123.45.67', true],
    ['+7(727)1234567', true],
  ])('%s: %s', (text, expected) => {
    expect(hasContact(text)).toBe(expected);
  });
});

describe('products', () => {
  test.each([
    ['CRM в Битрикс24', 'Битрикс24', true],
    ['CRM в Bitrix24', 'Битрикс24', true],
    ['CRM в Битрикс 24', 'Битрикс24', true],
    ['Магазин на «1С-Битрикс: Управление сайтом»', '1С-Битрикс: Управление сайтом', true],
    ['О 1C-Битрикс: управлении сайтом', '1С-Битрикс: Управление сайтом', true],
    ['О продажах', 'Битрикс24', false],
    ['О Сайтах24', 'Битрикс24; Сайты24', true],
    ['О продажах', ' , ', false],
  ])('«%s» names «%s»: %s', (text, product, expected) => {
    expect(checker.namesProduct(text, product)).toBe(expected);
  });
});
