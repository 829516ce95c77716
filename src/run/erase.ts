// «Удалить персональные данные…»: replaces one person's data with a stable mark in all the add-on's tabs, and
// cancels letters to that person. Counts do not change: a person has the same mark everywhere, and every kind
// of column accepts it.
import { isoDay, ruDay } from '../rules/day.js';
import { erasedText, parseEmail } from '../rules/kinds.js';
import { type Letter, letter } from '../rules/letters.js';
import { commonLetters } from '../mail/common-letters.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { count, keyOf } from '../rules/text.js';
import { keyText } from '../mail/keys.js';
import { render } from '../mail/templates.js';
import { recomputeAfter, sentences } from './shell.js';
import { diffAppended, mergeDiffs, type WantedCell, wantedCell } from '../sheets/diff.js';
import type { Host } from '../sheets/ports.js';
import { readSettings } from '../sheets/settings.js';
import { COMMON, lettersTab } from '../sheets/shared-tabs.js';
import type { StructuredTab } from '../sheets/structure.js';
import { type Erasure, planErasure } from './erase-plan.js';
import { refuseDoubled } from './erase-sources.js';
import { shapeTabs } from './plan.js';
import type { ActionReport } from './report.js';
import { readScene, type Scene, sharedKey } from './scene.js';
import { stage, type StagedWrite } from './stage.js';

/** The parameter that names who is notified of an erasure; any programme may declare it. */
const CONTACT = 'Контакт по удалению данных';

/** The address to erase; null: only the flagged rows. Refuses anything but an address. */
export function erasedAddress(typed: string): string | null {
  const address = parseEmail(typed);
  if (typed !== '' && address === null)
    throw new Refusal('Это не адрес электронной почты: впишите один адрес, например anna@example.com.');
  return address;
}

/**
 * Erases one address and every row that staff have flagged. Repeating it changes nothing. The caller holds
 * the lock.
 */
export function erase(host: Host, programmes: readonly Programme[], address: string): ActionReport {
  const asked = erasedAddress(address);
  const options = { action: 'erasePerson', title: 'Удалить персональные данные', ahead: false };
  const { report, told, caution } = recomputeAfter(host, options, () => {
    const scene = readScene(host, programmes);
    if (asked !== null) refuseDoubled(scene, programmes);
    const plan = planErasure(scene, programmes, asked);
    const { rows, letters } = plan;
    const { writes, notices } = erasureWrites(scene, plan);
    return {
      ...stage(scene, writes),
      told: { rows, letters, cells: cellsOf(plan), notices, settings: settingsOf(scene, asked) },
      title: `${options.title} (строк: ${rows})`,
    };
  });
  const { rows, letters, cells, notices, settings } = told;
  const none =
    settings.length === 0 ? 'Таких данных в книге нет: удалять нечего.' : 'В данных такого адреса нет.';
  const gone =
    rows + letters === 0
      ? `Удалены упоминания: ${count(cells, 'ячейка', 'ячейки', 'ячеек')}.`
      : `Удалены персональные данные: ${count(rows, 'строка', 'строки', 'строк')}, писем очищено ${letters}.`;
  const message = cells === 0 ? none : `${gone} Проверьте и свои столбцы: в них «Регламент» не пишет.`;
  const kept =
    settings.length === 0
      ? ''
      : `Адрес стоит в «Настройках» (${settings.join('; ')}): там его меняете вы, впишите другой.`;
  return {
    ...report,
    message: sentences(message, kept, caution),
    letters: { ...report.letters, queued: report.letters.queued + notices },
    result: { rows, letters },
  };
}

const cellsOf = ({ writes }: Erasure): number => writes.reduce((sum, { diff }) => sum + diff.cells, 0);

/** Parameters that contain the address: the programmes use it, so staff must replace it themselves. */
const settingsOf = ({ settings }: Scene, asked: string | null): readonly string[] =>
  (settings?.rows ?? [])
    .filter(({ value }) =>
      (typeof value === 'string' ? value : '')
        .split(/[,;]/)
        .some((part) => asked !== null && parseEmail(part) === asked),
    )
    .map(({ programme, parameter }) => `${String(programme)}: ${String(parameter)}`);

/** The cells that the erasure writes, including the notices to its contact, and the number of notices. */
function erasureWrites(
  scene: Scene,
  plan: Erasure,
): { readonly writes: StagedWrite[]; readonly notices: number } {
  const shape = shapeTabs(scene);
  const writes = plan.writes.map(({ key, tab, diff }): StagedWrite => ({
    key,
    place: shape(key, tab, 'shared', 'staff'),
    diff,
  }));
  const contact = contactOf(scene);
  if (contact === null || plan.rows === 0) return { writes, notices: 0 };
  const key = sharedKey('letters');
  const known = writes.findIndex((write) => write.key === key);
  const place = shape(key, lettersTab, 'shared', 'ours');
  const notices = [...plan.marks].map(([mark, rows]) => noticeRow(scene, place, contact, mark, rows));
  const appended = diffAppended(place, notices);
  const before = writes[known];
  if (before) writes[known] = { ...before, diff: mergeDiffs(before.diff, appended) };
  else writes.push({ key, place, diff: appended });
  return { writes, notices: notices.length };
}

interface Contact {
  readonly to: string;
  readonly status: 'черновик' | 'в очереди';
}

/**
 * Who is notified, with the status of a new letter by that programme's letter mode; null when no programme
 * names anyone.
 */
function contactOf(scene: Scene): Contact | null {
  for (const programme of scene.enabled) {
    const named = Object.values(programme.settings).some((one) => keyOf(one.header) === keyOf(CONTACT));
    if (!named) continue;
    const values = readSettings(programme.title, programme.settings, scene.settings).values;
    const key = Object.keys(programme.settings).find(
      (one) => keyOf(programme.settings[one]?.header ?? '') === keyOf(CONTACT),
    );
    const to = values[key ?? ''];
    if (typeof to === 'string')
      return { to, status: values['letterMode'] === 'авто' ? 'в очереди' : 'черновик' };
  }
  return null;
}

const fail = (code: string): never => {
  throw new Error(`no template for ${code}`);
};

function noticeRow(
  scene: Scene,
  place: StructuredTab,
  contact: Contact,
  mark: string,
  rows: number,
): Readonly<Record<string, WantedCell>> {
  const zone = scene.zone;
  const date = isoDay(zone.dayOf(scene.now));
  const { code } = commonLetters.erased;
  const before = scene.outbox.filter(
    ({ key }) => key.code === code && key.date === date && key.object.split('/')[0] === mark,
  ).length;
  const told: Letter = letter(commonLetters.erased, {
    // A person who registers again may ask for erasure again, even on the same day.
    object: before === 0 ? mark : `${mark}/${before + 1}`,
    to: contact.to,
    date,
    occasion: scene.now,
    values: () => ({ строк: String(rows), отметка: erasedText(mark), дата: ruDay(zone.dayOf(scene.now)) }),
  });
  const { subject, text } = render(scene.templates.get(told.code) ?? fail(told.code), told.values());
  const values: Readonly<Record<string, unknown>> = {
    key: keyText(told),
    programme: COMMON,
    to: contact.to,
    subject,
    text,
    notBefore: scene.now,
    created: scene.now,
    status: contact.status,
    attempts: 0,
  };
  return Object.fromEntries(
    Object.entries(place.tab.columns).map(([key, column]) => [key, wantedCell(column, values[key], zone)]),
  );
}
