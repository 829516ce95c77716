// The public page: the registry as the regulation wants it on the site (раздел 3: «опубликованные на официальном сайте»).
// Only held rows are shown, as on «Публичный реестр».
import { ruDay } from '../day.js';
import type { Decision, PageModel } from '../programme.js';
import type { TechnocomTabs } from './tabs.js';

export const page = (_facts: unknown, decision: Decision<TechnocomTabs>): PageModel => ({
  title: 'Реестр клиентов ООО «ТЕХНОКОМ»',
  lead: 'Клиенты, с которыми сейчас работают представители партнёрской сети. Перед началом работы проверьте, свободен ли клиент (п. 3.1).',
  sections: [
    {
      title: 'Публичный реестр',
      headers: ['Клиент', 'ИНН', 'Договор или контракт', 'Партнёр', 'Статус', 'Закреплён до'],
      rows: decision.outputs.publicRegistry.map((row) => [
        row.client ?? '',
        row.inn ?? '',
        row.contract ?? '',
        row.partner ?? '',
        row.status ?? '',
        row.heldUntil === null ? '' : ruDay(row.heldUntil),
      ]),
      empty: 'Сейчас ни один клиент не закреплён.',
    },
  ],
});
