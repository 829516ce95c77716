// Parameters of the reseller programme: the numbers of the regulation, and the two points that can be read in
// two ways.
import {
  amount,
  between,
  email,
  Fault,
  integer,
  listOf,
  notNegative,
  number,
  oneOf,
  text,
} from '../kinds.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';
import { LEVELS } from './levels.js';
import { BASES, PERIODS } from './points.js';

/** «Накопление для уровней»: all levels take part. */
export const EVERY_LEVEL = 'все';

const notEmpty = (list: readonly unknown[]): Fault | null =>
  list.length > 0 ? null : new Fault('список пуст', 'Впишите хотя бы одно значение или очистите ячейку.');

const leads = (list: readonly number[]): Fault | null =>
  list.every((lead) => lead >= 0 && lead <= 366)
    ? notEmpty(list)
    : new Fault('число дней вне пределов 0…366', 'Впишите числа дней через запятую, например 60,30,14,7.');

const common = commonSettings({ zone: 'Asia/Almaty', country: 'РК' });

export const settings = {
  zone: common.zone,
  country: common.country,
  currency: setting('Валюта', text, 'KZT', 'В какой валюте закупки; стоит в письмах и объяснениях.'),
  threshold: setting(
    'Порог закупок',
    amount,
    money(3_000_000),
    'До этой суммы закупок включительно действует ставка до порога (раздел «Накопительная программа»).',
    notNegative,
  ),
  lowRate: setting(
    'Ставка до порога, %',
    number,
    2,
    'Процент баллов при сумме закупок до порога (раздел «Накопительная программа»).',
    between(0, 100),
  ),
  highRate: setting(
    'Ставка свыше порога, %',
    number,
    4,
    'Процент баллов при сумме закупок свыше порога (раздел «Накопительная программа»).',
    between(0, 100),
  ),
  basis: setting(
    'Расчёт баллов',
    oneOf(BASES),
    'вся сумма',
    'вся сумма — свыше порога повышенная ставка берётся со всей суммы; сверх порога — только с превышения. Правила программы допускают оба толкования.',
  ),
  period: setting(
    'Срок накопления',
    oneOf(PERIODS),
    'год участия',
    'год участия — сумма закупок начинается заново 1 января (раздел «Срок участия в программе»); всё время — копится с первой закупки.',
  ),
  accrualLevels: setting(
    'Накопление для уровней',
    listOf(oneOf([EVERY_LEVEL, ...LEVELS]), (word) => word),
    [EVERY_LEVEL],
    'Какие уровни копят баллы: все или названия через запятую. В таблице уровней накопление названо только у Primary Reseller.',
    notEmpty,
  ),
  renewalLeads: setting(
    'Предупреждать о продлении за, дней',
    listOf(integer, String),
    [60, 30, 14, 7],
    'За сколько дней до конца участия компания получает письмо о продлении (раздел «Срок участия в программе»).',
    leads,
  ),
  answerDays: setting(
    'Ответ на заявку, рабочих дней',
    integer,
    5,
    'За сколько рабочих дней решается заявка на уровень (раздел «Изменение уровня участия»).',
    between(1, 365),
  ),
  warnDays: common.warnDays,
  letterMode: common.letterMode,
  manager: setting(
    'Менеджер',
    email,
    null,
    'Кому приходит сводка и чей адрес стоит в письмах партнёрам. Пусто — сводки нет, вопросы приходят ответом на письмо.',
  ),
};
