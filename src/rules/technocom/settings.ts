// The parameters of «Техноком», in the order of the spec, each with its default, meaning and clause. Staff
// change them in «Настройки»; numbers that are not parameters are next to their rules.
import { type Day, ruDay, yearOf } from '../day.js';
import { between, email, Fault, integer, type Kind, listOf, notNegative, number, yesNo } from '../kinds.js';
import { dayKind, dayOfYear, timeKind } from '../kinds-time.js';
import { commonSettings, setting, type SettingsOf } from '../settings.js';
import { HOUR_SECONDS } from '../zone.js';

const common = commonSettings({ zone: 'Asia/Yekaterinburg', country: 'РФ' });

/** A term; none of the regulation exceeds a few weeks, and ten years guard against typing errors. */
const term = (header: string, kind: Kind<number>, length: number, note: string) =>
  setting(header, kind, length, note, between(0, 3_650));
/** A term in whole working days that may not be over at once. */
const workingTerm = (header: string, length: number, note: string) =>
  setting(header, integer, length, note, between(1, 3_650));

/** A year with a digit too many would require millennia of working days to be counted. */
const withinTheCentury = (list: readonly Day[]): Fault | null => {
  const far = list.find((one) => yearOf(one) > 2100);
  return far === undefined ? null : new Fault(`${ruDay(far)} слишком далеко`, 'Проверьте год в дате релиза.');
};
const days: Kind<readonly Day[]> = {
  ...listOf(dayKind, ruDay),
  hint: 'Даты через запятую: 01.03.2025, 01.09.2025.',
};

export const settings = {
  zone: common.zone,
  country: common.country,
  holdDays: term(
    'Предварительное закрепление, дней',
    integer,
    60,
    'Сколько календарных дней действует предварительное закрепление (п. 3.1).',
  ),
  extendDays: term(
    'Продление, дней',
    integer,
    30,
    'На сколько календарных дней можно продлить предварительное закрепление, один раз (п. 3.1).',
  ),
  reportDate: setting(
    'Отчётная дата',
    dayOfYear,
    { day: 15, month: 1 },
    'К какому дню года нужен отчёт по клиенту (п. 3.2).',
  ),
  warnAfter: term(
    'Предупреждение через, дней',
    integer,
    3,
    'На какой день после отчётной даты без отчёта наступает предупреждение (п. 3.3).',
  ),
  detachAfter: term(
    'Открепление через, дней',
    integer,
    10,
    'Сколько дней после отчётной даты у партнёра есть на отчёт (п. 3.3).',
  ),
  autoDetach: setting(
    'Откреплять автоматически',
    yesNo,
    false,
    'да — клиент открепляется сам, когда время на отчёт вышло; нет — решает головной офис (п. 3.3).',
  ),
  dayStart: setting('Начало дня', timeKind, 8.5 * HOUR_SECONDS, 'Начало рабочего дня Service Desk (п. 4.2).'),
  dayEnd: setting('Конец дня', timeKind, 17.5 * HOUR_SECONDS, 'Конец рабочего дня Service Desk (п. 4.2).'),
  lunchStart: setting('Обед с', timeKind, null, 'Начало обеда; пусто — рабочее время идёт без перерыва.'),
  lunchEnd: setting('Обед по', timeKind, null, 'Конец обеда.'),
  shortDays: setting(
    'Сокращённые дни учитывать',
    yesNo,
    false,
    'да — предпраздничный день в «Календаре» на час короче и для сроков Service Desk.',
  ),
  clarifyDays: term(
    'Уточнение, суток',
    number,
    3,
    'Сколько суток у головного офиса на уточняющие вопросы (п. 4.2).',
  ),
  urgentDays: term('Срочный, раб. дней', number, 1, 'Срок решения срочной неисправности (п. 4.3).'),
  highDays: term('Высокий, раб. дней', number, 3, 'Срок решения неисправности высокого приоритета (п. 4.3).'),
  normalDays: term(
    'Нормальный, раб. дней',
    number,
    21,
    'Предельный срок неисправности нормального приоритета (п. 4.3).',
  ),
  normalWish: term(
    'Нормальный желательно, раб. дней',
    number,
    5,
    'Желательный срок неисправности нормального приоритета: показан в «Сроках» (п. 4.3: от 5 до 21).',
  ),
  consultDays: term('Консультация, раб. дней', number, 5, 'Срок ответа на запрос консультации (п. 4.3).'),
  urgentSoonHours: setting(
    'Скоро для Срочного, часов',
    number,
    2,
    'За сколько рабочих часов до срока срочное обращение получает состояние «скоро».',
    notNegative,
  ),
  answerDays: workingTerm(
    'Ответ на запрос закрепления, раб. дней',
    3,
    'За сколько рабочих дней головной офис отвечает на запрос закрепления (п. 3.1).',
  ),
  authorisedHours: setting(
    'Часы авторизованного',
    number,
    80,
    'Часов головного офиса в год авторизованному партнёру (п. 6.1).',
    notNegative,
  ),
  officialHours: setting(
    'Часы официального',
    number,
    160,
    'Часов головного офиса в год официальному и золотому партнёру (п. 6.1).',
    notNegative,
  ),
  hoursAnswerDays: workingTerm(
    'Ответ на запрос часов, раб. дней',
    3,
    'За сколько рабочих дней головной офис назначает ответственного (п. 6.2).',
  ),
  draftDays: workingTerm('Проект и счёт, раб. дней', 5, 'Срок проекта соглашения и счёта (п. 7.1).'),
  scanDays: workingTerm('Подписанные сканы, раб. дней', 5, 'Срок подписанных сканов от партнёра (п. 7.1).'),
  payDays: workingTerm('Оплата, раб. дней', 5, 'Срок оплаты, если договор не задаёт свой (п. 7.1).'),
  actMonths: setting(
    'Акт после оплаты, месяцев',
    integer,
    1,
    'Срок акта или сертификата после оплаты (п. 8.2).',
    between(0, 120),
  ),
  originalsDays: term('Оригиналы, дней', integer, 7, 'Срок отправки оригиналов (п. 8.2).'),
  returnDays: term('Возврат оригиналов, дней', integer, 7, 'Срок возврата подписанных экземпляров (п. 8.2).'),
  warnDays: common.warnDays,
  letterMode: common.letterMode,
  headOffice: setting(
    'Головной офис',
    email,
    'mail@technocom.tech',
    'Куда идут письма головному офису (п. 3.1, 7.1).',
  ),
  accounting: setting(
    'Бухгалтерия',
    email,
    null,
    'Куда сообщать о часах сверх лимита (п. 6.2). Пусто — письма не создаются.',
  ),
  releases: setting(
    'Релизы',
    days,
    [],
    'Дни релизов: к ближайшему решаются неисправности низкого приоритета (п. 4.3).',
    withinTheCentury,
  ),
};

export type TechnocomSettings = SettingsOf<typeof settings>;
