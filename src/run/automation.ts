// «Автоматически каждый день»: installs and removes the two triggers, and records who has switched them on:
// Google shows a trigger only to the person who created it.
import type { SharedEntry } from '../names.js';
import { ruDay } from '../rules/day.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { count, plural } from '../rules/text.js';
import { ruZone } from '../rules/zone.js';
import type { Host, TriggerInfo } from '../sheets/ports.js';
import { remembered } from '../sheets/workbook.js';
import { persistently } from './attempts.js';
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

/** Whether a typed mode switches the runs on. A word that is not understood must not switch anything. */
export function isOnWord(mode: string): boolean {
  if (mode === 'on' || mode === 'off') return mode === 'on';
  throw new Refusal(`Слово «${mode}» непонятно: нужно on или off.`);
}

/** Asks whether to switch the automatic runs on, or off when both are; without a screen, they are to be on. */
export function askedMode(host: Host): boolean {
  if (!host.screen) return true;
  const handlers = host.triggers.list().map(({ handler }) => handler);
  const has = (name: SharedEntry): string => (handlers.includes(name) ? 'включён' : 'выключен');
  const others = colleagues(host, handlers.includes('daily'));
  const warning =
    others === '' ? '' : `\nУже включали: ${others}. Хватает одного человека: второй раз не включайте.`;
  const isOn = HANDLERS.every((name) => handlers.includes(name));
  const question = isOn ? 'Выключить у вас? «Нет» — оставить и обновить час.' : 'Включить у вас?';
  const choice = host.screen.confirm(
    'Автоматически каждый день',
    `Ежедневный запуск у вас: ${has('daily')}. Пятиминутный запуск писем у вас: ${has('tick')}.${warning}\n\n${question}`,
  );
  if (choice === 'closed' || (!isOn && choice === 'no')) throw new Refusal('Ничего не изменено.');
  return !isOn || choice === 'no';
}

/** Installs or removes the two triggers; repeating it leaves one of each. The caller holds the lock. */
export function automate(host: Host, programmes: readonly Programme[], isOn: boolean): ActionReport {
  const scene = persistently(() => readScene(host, programmes, { settings: 'whole' }));
  // The hour and its zone are parameters.
  if (isOn) refuseDamaged(scene, ['settings']);
  const ours = (): readonly TriggerInfo[] =>
    host.triggers.list().filter(({ handler }) => HANDLERS.includes(handler));
  const before = ours();
  // First: a run that ends in between finds the triggers still there when it is repeated.
  if (!isOn && (before.length > 0 || host.user() !== '')) noteAutomation(host, null);
  persistently(() => {
    const standing = ours();
    // New triggers are added before old ones are deleted: a run stopped in between leaves two of each, which
    // the next one corrects, but never none.
    if (isOn) {
      host.triggers.addDaily('daily', scene.general.dailyHour, scene.zone.name);
      host.triggers.addEveryFiveMinutes('tick');
    }
    for (const { id } of standing) host.triggers.remove(id);
  });
  if (isOn) noteAutomation(host, ruDay(scene.zone.dayOf(scene.now)));
  const theirs = isOn ? '' : colleagues(host, false);
  return bareReport(
    'automate',
    isOn
      ? `Включено: каждый день с ${scene.general.dailyHour}:00 до ${scene.general.dailyHour + 1}:00 (${ruZone(scene.zone, scene.now)}) — пересчёт и отправка писем из очереди; каждые 5 минут — отправка писем, которым пришло время. Черновики ждут вас.`
      : sentences(
          before.length === 0
            ? 'У вас запусков и не было.'
            : `У вас выключено: ${plural(before.length, 'удалён', 'удалены', 'удалено')} ${count(before.length, 'запуск', 'запуска', 'запусков')}.`,
          theirs === '' ? '' : `Запуски коллег продолжают работать: ${theirs}.`,
        ),
  );
}
