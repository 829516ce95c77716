// The parameters of the webinar programme in the order of the spec, each with its clause of the instruction.
import { amount, between, email, integer, listOf, notNegative, number, positive, text } from '../kinds.js';
import { timeKind } from '../kinds-time.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';
import { HOUR_SECONDS } from '../zone.js';

const common = commonSettings({ zone: 'Asia/Almaty', country: 'РК' });

const whole = (header: string, fallback: number, note: string) =>
  setting(header, integer, fallback, note, notNegative);
const atLeastOne = (header: string, fallback: number, note: string) =>
  setting(header, integer, fallback, note, positive);
const percent = (header: string, fallback: number, note: string) =>
  setting(header, number, fallback, note, between(0, 100));

export const settings = {
  zone: common.zone,
  country: common.country,
  programmeDays: whole(
    'Программа до, дней',
    14,
    'За сколько дней до начала подаётся программа («Программа вебинара», п. 1).',
  ),
  budgetDays: whole('Смета до, дней', 14, 'За сколько дней до начала подаётся смета («Составление сметы»).'),
  materialsDays: whole(
    'Материалы до, дней',
    7,
    'За сколько дней до начала передаются материалы («Основные положения», п. 8).',
  ),
  programmeGraceDays: whole(
    'Исключение при опоздании программы больше, дней',
    2,
    'Программа позже срока больше чем на столько дней — исключение из проекта («Штрафы»).',
  ),
  refusalDays: whole(
    'Отказ без последствий до, дней',
    7,
    'Отказ меньше чем за столько дней до начала отмечается «позже недели» («Основные положения», п. 8).',
  ),
  quorum: whole(
    'Слушателей для зачёта',
    25,
    'Сколько слушателей нужно для баллов и бонусов («Составление сметы», таблица).',
  ),
  points: whole(
    'Баллы за вебинар',
    100,
    'Баллы за вебинар с нужным числом слушателей («Составление сметы», таблица).',
  ),
  bonusLimit: setting(
    'Предел бонусов',
    amount,
    money(80_000),
    'Больше этой суммы бонусов за один вебинар не бывает («Составление сметы», таблица).',
    notNegative,
  ),
  breachShare: percent(
    'Доля бонусов при нарушениях, %',
    100,
    'Какая часть бонусов остаётся, если были нарушения: «в полном размере, если не было нарушений» («Составление сметы»).',
  ),
  changePenalty: whole(
    'Штраф за изменение программы',
    20,
    'Баллов за каждое изменение согласованной программы без уведомления («Штрафы»).',
  ),
  placementPenalty: whole(
    'Штраф за размещение',
    20,
    'Баллов за каждое запрещённое размещение («Анонсирование», «Запрещается»).',
  ),
  talkMinutes: whole(
    'Минимум доклада, минут',
    30,
    'Наименьшая продолжительность доклада о продукте («Программа вебинара», п. 1).',
  ),
  showLow: percent(
    'Явка от, %',
    30,
    'Нижняя граница прогноза явки («Работа с зарегистрированными»: 30–40 %).',
  ),
  showHigh: percent(
    'Явка до, %',
    40,
    'Верхняя граница прогноза явки («Работа с зарегистрированными»: 30–40 %).',
  ),
  countDays: atLeastOne(
    'Количественный отчёт, раб. дней',
    1,
    'Через сколько рабочих дней после вебинара нужны данные о регистрациях и явке («Отчетность»).',
  ),
  documentDays: atLeastOne(
    'Документы, раб. дней',
    5,
    'Через сколько рабочих дней нужны смета, фотографии, список, сканы и скриншоты («Отчетность»).',
  ),
  mailingDays: atLeastOne(
    'Рассылка после, раб. дней',
    3,
    'Через сколько рабочих дней после вебинара разослать запись и презентации («Работа с лидами», п. 1).',
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
  soonMinutes: atLeastOne(
    'Напоминание за, минут',
    15,
    'За сколько минут до начала уходит последнее напоминание («Работа с зарегистрированными»).',
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
