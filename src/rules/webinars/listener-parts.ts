// Shared by the letters to listeners: the placeholders that all of them have.
import { isDeliverable } from '../email.js';
import { ruZone } from '../zone.js';
import type { ListenerPlaceholder } from './letters.js';
import { type Case, startText, type WebinarFacts } from './model.js';

type Values = Readonly<Record<ListenerPlaceholder, string>>;

/** The organiser, with an address if letters can reach it. */
export const contactOf = (one: Case): string =>
  isDeliverable(one.row.partnerEmail) ? `${one.row.partner}, ${one.row.partnerEmail}` : one.row.partner;

/** The values of the placeholders of every letter to a listener. */
export function common(facts: WebinarFacts, one: Case, row: { readonly name: string | null } | null): Values {
  return {
    Обращение: row?.name ? `Здравствуйте, ${row.name}!` : 'Здравствуйте!',
    Вебинар: one.row.code,
    Тема: one.row.topic,
    Начало: startText(facts, one),
    Пояс: ruZone(facts.zone, one.row.start),
    Партнёр: one.row.partner,
    Подключение:
      one.row.link === null
        ? 'Ссылку для подключения организатор пришлёт отдельно.'
        : `Ссылка для подключения: ${one.row.link}`,
    'Контакт организатора': contactOf(one),
  };
}

/** By what a listener's row names the person, for the letters' keys. */
export const personIn = (row: { readonly surname: string | null; readonly name: string | null }): string =>
  `${row.surname ?? ''} ${row.name ?? ''}`;
