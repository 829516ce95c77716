// The marathon's parameters with the defaults of the regulation (seed 000), in the order of the spec.
import { day } from '../day.js';
import { amount, email, integer, notNegative, number, positive } from '../kinds.js';
import { dayKind } from '../kinds-time.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';

const common = commonSettings({ zone: 'Europe/Moscow', country: 'РФ' });

export const settings = {
  zone: common.zone,
  country: common.country,
  registrationFrom: setting(
    'Регистрация с',
    dayKind,
    day('2023-09-04'),
    'Первый день регистрации («Правила регистрации на марафон»).',
  ),
  registrationTo: setting(
    'Регистрация по',
    dayKind,
    day('2023-10-05'),
    'Последний день регистрации, включительно («Правила регистрации на марафон»).',
  ),
  marathonFrom: setting('Марафон с', dayKind, day('2023-09-21'), 'Первый день марафона («Срок проведения»).'),
  marathonTo: setting(
    'Марафон по',
    dayKind,
    day('2023-11-03'),
    'Последний день марафона, включительно; в этот день финал («Срок проведения», «Подведение итогов»).',
  ),
  testDays: setting(
    'Окно теста, дней',
    integer,
    14,
    'Сколько дней после начала блока открыт его тест («Правила прохождения обучения»).',
    positive,
  ),
  lastTestDays: setting(
    'Окно последнего теста, дней',
    integer,
    7,
    'То же для последнего блока («Правила прохождения обучения»).',
    positive,
  ),
  questions: setting(
    'Вопросов в тесте',
    integer,
    8,
    'Больше верных ответов в одном тесте быть не может («Правила прохождения обучения»).',
    positive,
  ),
  attendancePoints: setting(
    'Балл за посещение',
    number,
    1,
    'За каждый блок, посещённый онлайн («Расчет рейтинга»).',
    notNegative,
  ),
  answerPoints: setting(
    'Балл за верный ответ',
    number,
    1,
    'За каждый верный ответ в тесте («Расчет рейтинга»).',
    notNegative,
  ),
  taskPoints: setting(
    'Балл за задание',
    number,
    3,
    'За каждое принятое задание («Расчет рейтинга»).',
    notNegative,
  ),
  salePoints: setting(
    'Балл за продажу',
    number,
    3,
    'За каждую засчитанную продажу («Расчет рейтинга»).',
    notNegative,
  ),
  minSale: setting(
    'Минимальная сумма продажи',
    amount,
    money(10_000),
    'В РРЦ, руб.: меньшие продажи не засчитываются («Расчет рейтинга»).',
    notNegative,
  ),
  warnDays: common.warnDays,
  lastBlock: setting(
    'Последний блок',
    integer,
    null,
    'Номер блока с коротким окном теста. Пусто — самый поздний по началу.',
  ),
  letterMode: common.letterMode,
  organiser: setting(
    'Организатор',
    email,
    'partner@pro32.com',
    'Кому сообщают о сделках и кому уходит ежедневная сводка («Расчет рейтинга»).',
  ),
};
