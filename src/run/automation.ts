// «Автоматически каждый день»: installs and removes the two triggers, and records who has switched them on:
// Google shows a trigger only to the person who created it.
import type { SharedEntry } from '../names.js';
import { ruDay } from '../rules/day.js';
import type { Programme } from '../rules/programme.js';
import { count, plural } from '../rules/text.js';
import { ruZone } from '../rules/zone.js';
import type { Host, TriggerInfo } from '../sheets/ports.js';
import { remembered } from '../sheets/workbook.js';
import { persistently } from './persistence.js';
import { type ActionReport, bareReport, sentences } from './report.js';
import { readScene, refuseDamaged } from './scene.js';

const HANDLERS: readonly string[] = ['daily', 'tick'] satisfies readonly SharedEntry[];
const KEPT = 'automatic';

/** Address of each person who switched the runs on ('' when the host did not disclose it) → the day. */
const holders = (host: Host): Readonly<Record<string, string>> =>
  remembered(host, KEPT, (day): day is string => typeof day === 'string');

/** Records that whoever runs this has switched the automatic runs on, on that day; null: off. */
function noteAutomation(host: Host, day: string | null): void {
  const who = host.user();
  const others = Object.entries(holders(host)).filter(([name]) => name !== who);
  host.store.set(KEPT, JSON.stringify(Object.fromEntries(day === null ? others : [...others, [who, day]])));
}

/** Who else has switched the runs on, and when; '' if nobody. `isOn`: the current user has. */
function colleagues(host: Host, isOn: boolean): string {
  const user = host.user();
  // Somebody undisclosed may be anybody.
  const own = user !== '' || isOn ? user : null;
  return Object.entries(holders(host))
    .filter(([who]) => who !== own)
    .map(([who, day]) => `${who === '' ? 'кто-то из сотрудников' : who} (${day})`)
    .join(', ');
}

/** Which of the two triggers the current user has, and who else has switched them on; `isOn`: both are there. */
export function triggerState(host: Host): { readonly told: string; readonly isOn: boolean } {
  const handlers = host.triggers.list().map(({ handler }) => handler);
  const has = (name: SharedEntry): string => (handlers.includes(name) ? 'включён' : 'выключен');
  const told = colleagues(host, handlers.includes('daily'));
  const others =
    told === '' ? '' : `\nУже включали: ${told}. Хватает одного человека: второй раз не включайте.`;
  return {
    told: `Ежедневный запуск у вас: ${has('daily')}. Пятиминутный запуск писем у вас: ${has('tick')}.${others}`,
    isOn: HANDLERS.every((name) => handlers.includes(name)),
  };
}

/** Installs or removes the two triggers; repeating it leaves one of each. The caller holds the lock. */
export function automate(host: Host, programmes: readonly Programme[], mode: 'on' | 'off'): ActionReport {
  const scene = persistently(() => readScene(host, programmes, { settings: 'whole' }));
  // The hour and its zone are parameters.
  if (mode === 'on') refuseDamaged(scene, ['settings']);
  const ours = (): readonly TriggerInfo[] =>
    host.triggers.list().filter(({ handler }) => HANDLERS.includes(handler));
  const before = ours();
  // First: a run that ends in between finds the triggers still there when it is repeated.
  if (mode === 'off' && (before.length > 0 || host.user() !== '')) noteAutomation(host, null);
  persistently(() => {
    const standing = ours();
    // New triggers are added before old ones are deleted: a run stopped in between leaves two of each, which
    // the next one corrects, but never none.
    if (mode === 'on') {
      host.triggers.addDaily('daily', scene.general.dailyHour, scene.zone.name);
      host.triggers.addEveryFiveMinutes('tick');
    }
    for (const { id } of standing) host.triggers.remove(id);
  });
  if (mode === 'on') noteAutomation(host, ruDay(scene.zone.dayOf(scene.now)));
  const theirs = mode === 'on' ? '' : colleagues(host, false);
  return bareReport(
    'automate',
    mode === 'on'
      ? `Включено: каждый день с ${scene.general.dailyHour}:00 до ${scene.general.dailyHour + 1}:00 (${ruZone(scene.zone, scene.now)}) — пересчёт и письма; каждые 5 минут — письма, которым пришло время.`
      : sentences(
          before.length === 0
            ? 'У вас запусков и не было.'
            : `У вас выключено: ${plural(before.length, 'удалён', 'удалены', 'удалено')} ${count(before.length, 'запуск', 'запуска', 'запусков')}.`,
          theirs === '' ? '' : `Запуски коллег продолжают работать: ${theirs}.`,
        ),
  );
}
