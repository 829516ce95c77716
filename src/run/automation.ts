// Records who has switched on the automatic runs: Google shows a trigger only to the person who created it.
import type { Host } from '../sheets/ports.js';
import { remembered } from '../sheets/workbook.js';

const KEPT = 'automatic';

/** Address of each person who switched the runs on ('' when the host did not disclose it) → the day. */
const holders = (host: Host): Readonly<Record<string, string>> =>
  remembered(host, KEPT, (day): day is string => typeof day === 'string');

/** Records that whoever runs this has switched the automatic runs on, on that day; null: off. */
export function noteAutomation(host: Host, day: string | null): void {
  const who = host.user();
  const others = Object.entries(holders(host)).filter(([name]) => name !== who);
  host.store.set(KEPT, JSON.stringify(Object.fromEntries(day === null ? others : [...others, [who, day]])));
}

/** Says which of the two triggers the current user has, and who else has switched them on. */
export function triggerState(host: Host): string {
  const handlers = host.triggers.list().map(({ handler }) => handler);
  const has = (name: string): string => (handlers.includes(name) ? 'включён' : 'выключен');
  const own = handlers.includes('daily') ? host.user() : null;
  const others = Object.entries(holders(host)).filter(([who]) => who !== own);
  const told = others
    .map(([who, day]) => `${who === '' ? 'кто-то из сотрудников' : who} (${day})`)
    .join(', ');
  return [
    `Ежедневный запуск у вас: ${has('daily')}. Пятиминутный запуск писем у вас: ${has('tick')}.`,
    ...(told === '' ? [] : [`Уже включали: ${told}. Хватает одного человека: второй раз не включайте.`]),
  ].join('\n');
}
