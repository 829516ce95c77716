// The parameters of the webinar programme in the order of the spec, each with its clause of the instruction.
import { amount, between, email, integer, listOf, notNegative, number, positive, text } from '../kinds.js';
import { timeKind } from '../kinds-time.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';
import { HOUR_SECONDS } from '../zone.js';

const common = commonSettings({ zone: 'Asia/Almaty', country: 'РК' });

export const settings = {
  zone: common.zone,
  country: common.country,
  programmeDays: setting(
    'Программа до, дней',
    integer,
    14,
    'За сколько дней до начала подаётся программа: «Программа вебинара», п. 1 — не менее чем за 2 недели.',
    notNegative,
  ),
  budgetDays: setting(
    'Смета до, дней',
    integer,
    14,
    'За сколько дней до начала подаётся смета («Составление сметы»).',
    notNegative,
  ),
  materialsDays: setting(
    'Материалы до, дней',
    integer,
    7,
    'За сколько дней до начала передаются материалы («Основные положения», п. 8).',
    notNegative,
  ),
  programmeGraceDays: setting(
    'Исключение при опоздании программы больше, дней',
    integer,
    2,
    'Программа позже срока больше чем на столько дней — исключение из проекта («Штрафы»).',
    notNegative,
  ),
  refusalDays: setting(
    'Отказ без последствий до, дней',
    integer,
    7,
    'Отказ меньше чем за столько дней до начала отмечается «позже недели» («Основные положения», п. 8).',
    notNegative,
  ),
  quorum: setting(
    'Слушателей для зачёта',
    integer,
    25,
    'Сколько слушателей нужно для баллов и бонусов («Составление сметы», таблица).',
    notNegative,
  ),
  points: setting(
    'Баллы за вебинар',
    integer,
    100,
    'Баллы за вебинар с нужным числом слушателей («Составление сметы», таблица).',
    notNegative,
  ),
  bonusLimit: setting(
    'Предел бонусов',
    amount,
    money(80_000),
    'Больше этой суммы бонусов за один вебинар не бывает («Составление сметы», таблица).',
    notNegative,
  ),
  breachShare: setting(
    'Доля бонусов при нарушениях, %',
    number,
    100,
    'Какая часть бонусов остаётся, если были нарушения: «в полном размере, если не было нарушений» («Составление сметы»).',
    between(0, 100),
  ),
  changePenalty: setting(
    'Штраф за изменение программы',
    integer,
    20,
    'Баллов за каждое изменение согласованной программы без уведомления («Штрафы»).',
    notNegative,
  ),
  placementPenalty: setting(
    'Штраф за размещение',
    integer,
    20,
    'Баллов за каждое запрещённое размещение («Анонсирование», «Запрещается»).',
    notNegative,
  ),
  talkMinutes: setting(
    'Минимум доклада, минут',
    integer,
    30,
    'Наименьшая продолжительность доклада о продукте («Программа вебинара», п. 1).',
    notNegative,
  ),
  showLow: setting(
    'Явка от, %',
    number,
    30,
    'Нижняя граница прогноза явки («Работа с зарегистрированными»: 30–40 %).',
    between(0, 100),
  ),
  showHigh: setting(
    'Явка до, %',
    number,
    40,
    'Верхняя граница прогноза явки («Работа с зарегистрированными»: 30–40 %).',
    between(0, 100),
  ),
  countDays: setting(
    'Количественный отчёт, раб. дней',
    integer,
    1,
    'Через сколько рабочих дней после вебинара нужны данные о регистрациях и явке («Отчетность»).',
    positive,
  ),
  documentDays: setting(
    'Документы, раб. дней',
    integer,
    5,
    'Через сколько рабочих дней нужны смета, фотографии, список, сканы и скриншоты («Отчетность»).',
    positive,
  ),
  mailingDays: setting(
    'Рассылка после, раб. дней',
    integer,
    3,
    'Через сколько рабочих дней после вебинара разослать запись и презентации («Работа с лидами», п. 1).',
    positive,
  ),
  attendanceMinutes: setting(
    'Минут для зачёта явки',
    number,
    1,
    'Сколько минут в сумме по всем подключениям нужно для зачёта; если минуты не указаны, явка засчитывается.',
    notNegative,
  ),
  competitors: setting(
    'Конкуренты',
    listOf(text, (word) => word),
    [],
    'Слова через запятую: названия конкурирующих продуктов, которых не должно быть в текстах («Основные положения», п. 11).',
  ),
  letterHour: setting(
    'Час писем',
    timeKind,
    10 * HOUR_SECONDS,
    'В котором часу уходят напоминания слушателям («Работа с зарегистрированными»).',
  ),
  soonMinutes: setting(
    'Напоминание за, минут',
    integer,
    15,
    'За сколько минут до начала уходит последнее напоминание («Работа с зарегистрированными»).',
    positive,
  ),
  warnDays: {
    ...common.warnDays,
    note: `${common.warnDays.note} Тогда же партнёр получает письмо о сроке.`,
  },
  letterMode: common.letterMode,
  erasureContact: setting(
    'Контакт по удалению данных',
    email,
    null,
    'Кому сообщить, что персональные данные удалены по просьбе слушателя («Посадочная страница», п. 4).',
  ),
};
