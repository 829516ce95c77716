// The tabs whose texts are checked: talks, announcements and landing pages.
import { amount, flag, integer, longText, notNegative, oneOf, text, yesNo } from '../kinds.js';
import { timeKind } from '../kinds-time.js';
import { column, inputTab } from '../tabs.js';

const PLATFORMS = ['Битрикс24.Сайты', 'Сайты.24', '1С-Битрикс: Управление сайтом', 'другая'] as const;

/** Room for the header and codes such as «W-01». */
export const CODE_WIDTH = 110;

/** «Вебинар» in every tab whose rows belong to one. */
export const webinar = column('Вебинар', text, {
  names: true,
  required: true,
  width: CODE_WIDTH,
  note: 'Код вебинара, как на вкладке «Вебинары».',
});

const ticked = (header: string, note: string) => column(header, flag, { note });

export const talks = inputTab('Доклады', 'Программа каждого вебинара: доклады с временем и спикерами.', {
  webinar,
  start: column('Начало', timeKind, {
    required: true,
    note: 'Когда начинается доклад («Посадочная страница», п. 3: тайминг).',
  }),
  end: column('Окончание', timeKind, {
    required: true,
    note: 'Когда доклад закончится вместе с вопросами («Посадочная страница», п. 3).',
  }),
  topic: column('Тема', text, {
    names: true,
    required: true,
    width: 260,
    note: 'Название доклада. Конкуренты не упоминаются («Программа вебинара», п. 3).',
  }),
  speaker: column('Спикер', text, { required: true, personal: 'name', note: 'Кто выступает.' }),
  company: column('Компания', text, {
    required: true,
    personal: 'company',
    note: 'Какую компанию представляет спикер.',
  }),
  product: column('Продукт', text, {
    note: 'Продукт «1С-Битрикс», о котором доклад: нужен хотя бы один доклад не короче «Минимум доклада, минут» («Программа вебинара», п. 1).',
  }),
  remarks: column('Замечания', longText, {
    computed: true,
    note: 'Доклад не упоминает конкурентов, не пересекается с другими, а доклад о продукте не короче нужного и называет продукт.',
  }),
});

export const announcements = inputTab('Анонсы', 'Тексты анонсов: проверяются при каждом пересчёте.', {
  webinar,
  channel: column('Канал', text, { names: true, required: true, note: 'Где размещается анонс.' }),
  text: column('Текст', longText, {
    required: true,
    personal: 'mention',
    note: 'Текст анонса («Анонсирование», п. 3).',
  }),
  logo: ticked(
    'Логотип организатора',
    'В графике есть логотип партнёра; только логотип вендора — штраф («Анонсирование», «Запрещается»).',
  ),
  cold: ticked(
    'Холодная база',
    'Рассылка по холодной базе: без упоминаний 1С-Битрикс («Анонсирование», п. 4).',
  ),
  cost: column('Стоимость', amount, {
    check: notNegative,
    note: 'Сколько стоит размещение; при нарушении не компенсируется.',
  }),
  remarks: column('Замечания', longText, {
    computed: true,
    wraps: true,
    note: 'Анонс проверен по требованиям к тексту и оформлению; здесь найденные слова и чего нет.',
  }),
  penalty: column('Штраф', integer, {
    computed: true,
    note: 'Мероприятие подано как мероприятие вендора или нет логотипа организатора — штраф за размещение, один на анонс.',
  }),
});

export const landings = inputTab(
  'Посадочные',
  'Посадочные страницы и требования к ним («Посадочная страница»).',
  {
    webinar,
    address: column('Адрес', text, {
      required: true,
      width: 240,
      note: 'Адрес страницы: сюда зовём тех, чья регистрация отклонена.',
    }),
    platform: column('Платформа', oneOf(PLATFORMS), {
      required: true,
      note: 'На чём сделана страница; «другая» не допускается (п. 2).',
    }),
    text: column('Текст', longText, {
      personal: 'mention',
      note: 'Текст страницы: «вы» со строчной, без конкурентов (п. 8).',
    }),
    title: ticked('Название', 'На странице есть название вебинара (п. 3).'),
    date: ticked('Дата', 'На странице есть дата (п. 3).'),
    audience: ticked('Аудитория', 'Описана целевая аудитория (п. 3).'),
    programme: ticked('Программа', 'Есть программа: тезисы, спикеры и их компании (п. 3).'),
    timing: ticked('Тайминг', 'У каждого доклада время начала и окончания (п. 3).'),
    form: ticked('Форма регистрации', 'Есть форма регистрации, не сторонняя (п. 2 и 3).'),
    fields: ticked('Обязательные поля', 'Все поля формы обязательны (п. 4).'),
    consent: ticked('Согласие на обработку', 'Есть согласие на обработку персональных данных (п. 4).'),
    vendorConsent: ticked(
      'Согласие для 1С-Битрикс',
      'В согласии назван «1С-Битрикс» (п. 4): без этого страница не принимается.',
    ),
    contacts: ticked('Контакты организатора', 'Указаны контакты организатора (п. 3).'),
    logo: ticked('Логотип организатора', 'Есть логотип организатора (п. 5).'),
    notice: ticked('Сообщение о приёме', 'После отправки формы видно, принята ли заявка (п. 6).'),
    confirmation: ticked('Письмо-подтверждение', 'Слушатель получает письмо о регистрации (п. 6).'),
    captcha: ticked('CAPTCHA', 'Есть CAPTCHA — запрещена (п. 7).'),
    linkConfirmation: ticked(
      'Подтверждение по ссылке',
      'Просят подтвердить регистрацию по ссылке — запрещено (п. 6).',
    ),
    advertising: ticked('Реклама услуг', 'Продажа услуг партнёра или реклама продуктов — запрещена (п. 9).'),
    remarks: column('Замечания', longText, {
      computed: true,
      wraps: true,
      note: 'Чего не хватает и что лишнее.',
    }),
    accepted: column('Принята', yesNo, {
      computed: true,
      note: 'Страница принимается на допустимой платформе, со всеми обязательными пунктами, без запрещённых и с чистым текстом.',
    }),
  },
);
