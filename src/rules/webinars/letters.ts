// The letters of the webinar programme: codes, priorities and built-in texts. Staff may edit them in «Шаблоны
// писем».
import { letterKind } from '../letters.js';

/** Placeholders of every letter to a listener: greeting, webinar, how to join, the organiser's contact. */
const LISTENER = [
  'Обращение',
  'Вебинар',
  'Тема',
  'Начало',
  'Пояс',
  'Партнёр',
  'Подключение',
  'Контакт организатора',
] as const;
export type ListenerPlaceholder = (typeof LISTENER)[number];

const SIGNATURE = `С уважением,
организатор вебинара — {{Контакт организатора}}`;
const WHEN = 'Начало: {{Начало}} ({{Пояс}}).';

const reminder = (code: string, subject: string, lead: string) =>
  letterKind({
    code,
    priority: 'reminder',
    placeholders: LISTENER,
    subject,
    body: `{{Обращение}}

${lead}

${WHEN}
{{Подключение}}

Если планы изменились или остались вопросы, напишите организатору: {{Контакт организатора}}.

${SIGNATURE}`,
  });

export const letters = {
  confirmed: letterKind({
    code: 'webinars.confirmed',
    priority: 'confirmation',
    placeholders: [...LISTENER, 'Решение'],
    subject: 'Регистрация принята: {{Тема}}, {{Начало}}',
    body: `{{Обращение}}

{{Решение}}

${WHEN}
{{Подключение}}

Письма о вебинаре будут приходить на этот адрес.

Если захотите удалить свои данные, напишите организатору: {{Контакт организатора}}.

${SIGNATURE}`,
  }),
  rejected: letterKind({
    code: 'webinars.rejected',
    priority: 'decision',
    corrects: ['webinars.confirmed'],
    placeholders: [...LISTENER, 'Решение', 'Вступление', 'Причины', 'Что делать'],
    subject: '{{Решение}}: {{Тема}}',
    body: `{{Обращение}}

{{Вступление}} на вебинар «{{Тема}}» ({{Начало}}, {{Пояс}}). Вот почему:

{{Причины}}

{{Что делать}}

${SIGNATURE}`,
  }),
  weekly: reminder(
    'webinars.weekly',
    'Вы зарегистрированы на вебинар {{Начало}}: {{Тема}}',
    'Напоминаем: вы зарегистрированы на бесплатный вебинар «{{Тема}}». Отметьте его в календаре, чтобы не пропустить.',
  ),
  dayBefore: reminder(
    'webinars.day-before',
    'Напоминание: вебинар {{Начало}} — {{Тема}}',
    'Совсем скоро — вебинар «{{Тема}}», на который вы зарегистрированы. Проверьте, пожалуйста, что дата и время вам подходят.',
  ),
  sameDay: reminder(
    'webinars.same-day',
    'Сегодня вебинар: {{Тема}}',
    'Сегодня состоится вебинар «{{Тема}}». Ждём вас!',
  ),
  soon: reminder(
    'webinars.soon',
    'Вебинар вот-вот начнётся: {{Тема}}',
    'Вебинар «{{Тема}}» вот-вот начнётся — пора подключаться.',
  ),
  followUp: letterKind({
    code: 'webinars.follow-up',
    priority: 'reminder',
    placeholders: [...LISTENER, 'Вступление', 'Запись', 'Предложение'],
    subject: 'После вебинара: {{Тема}}',
    body: `{{Обращение}}

{{Вступление}}

{{Запись}}

{{Предложение}}

${SIGNATURE}`,
  }),
  moved: letterKind({
    code: 'webinars.moved',
    priority: 'decision',
    corrects: ['webinars.confirmed'],
    placeholders: [...LISTENER, 'Прежнее начало'],
    subject: 'Вебинар перенесён на {{Начало}}: {{Тема}}',
    body: `{{Обращение}}

Вебинар «{{Тема}}», на который вы зарегистрированы, переносится: раньше он был назначен на {{Прежнее начало}}.

Новое начало: {{Начало}} ({{Пояс}}).
{{Подключение}}

Регистрация остаётся в силе, регистрироваться заново не нужно. Приносим извинения за неудобства.

${SIGNATURE}`,
  }),
  cancelled: letterKind({
    code: 'webinars.cancelled',
    priority: 'decision',
    corrects: ['webinars.confirmed'],
    placeholders: LISTENER,
    subject: 'Вебинар {{Начало}} отменён: {{Тема}}',
    body: `{{Обращение}}

К сожалению, вебинар «{{Тема}}», назначенный на {{Начало}} ({{Пояс}}), не состоится. Подключаться не нужно.

Приносим извинения. О других вебинарах можно спросить организатора: {{Контакт организатора}}.

${SIGNATURE}`,
  }),
  deadline: letterKind({
    code: 'webinars.deadline',
    priority: 'decision',
    placeholders: [
      'Партнёр',
      'Вебинар',
      'Тема',
      'Начало',
      'Пояс',
      'Что',
      'Что нужно',
      'Документ',
      'Срок',
      'Положение',
      'Последствие',
      'Пункт',
      'Координатор',
    ],
    subject: 'Вебинар {{Вебинар}}: ждём {{Документ}}. {{Положение}}',
    body: `Здравствуйте!

По вебинару {{Вебинар}} «{{Тема}}» ({{Начало}}, {{Пояс}}) ждём от вас {{Что нужно}}.

{{Положение}} (инструкция по проведению вебинаров, раздел {{Пункт}}).
{{Последствие}}

Пришлите, пожалуйста, всё нужное координатору: {{Координатор}}. Если уже прислали, напишите ему об этом — возможно, дату ещё не отметили в таблице.

С уважением,
координатор программы вебинаров
{{Координатор}}`,
  }),
  digest: letterKind({
    code: 'webinars.digest',
    priority: 'digest',
    lasting: true,
    placeholders: ['Дата', 'Вебинаров', 'Сводка'],
    subject: 'Вебинары: что требует внимания на {{Дата}} ({{Вебинаров}})',
    body: `Здравствуйте!

На {{Дата}} внимания требуют ваши вебинары:

{{Сводка}}

Подробности — в таблице, на вкладках «Сроки», «Проверки» и «Вебинары». Это письмо составил «Регламент».`,
  }),
};
