// «Удалить персональные данные…»: replaces one person's data with a stable mark in all the add-on's tabs, and
// cancels letters to that person. Counts do not change: a person has the same mark everywhere, and every kind
// of column accepts it. Results lose the data by the recompute of the same run; those of a programme that is
// stopped or disconnected are swept.
import { isoDay, ruDay } from '../../rules/day.js';
import { parseEmail } from '../../rules/email.js';
import { erasedText } from '../../rules/erased.js';
import { type Letter, letter } from '../../rules/letters.js';
import { commonLetters } from '../../mail/common-letters.js';
import { type Programme, Refusal } from '../../rules/programme.js';
import { count } from '../../rules/text.js';
import type { Sender } from '../../mail/fate.js';
import { newRow } from '../../mail/outbox.js';
import { recomputeAfter } from '../shell.js';
import { diffAppended, mergeDiffs } from '../../sheets/diff.js';
import { quoted } from '../../sheets/grid.js';
import type { Host } from '../../sheets/ports.js';
import { COMMON, lettersTab } from '../../sheets/shared-tabs.js';
import { type Erasure, type OwnTab, planErasure } from './plan.js';
import { refuseUnclear } from './sources.js';
import { type ActionReport, sentences } from '../report.js';
import { readScene, type Scene, sharedKey } from '../scene.js';
import { shapeTabs } from '../sketch.js';
import { stage, type StagedWrite } from '../stage.js';

/** The address to erase; null: only the flagged rows. Refuses anything but an address. */
export function erasedAddress(typed: string): string | null {
  const address = parseEmail(typed);
  if (typed !== '' && address === null)
    throw new Refusal('Это не адрес электронной почты: впишите один адрес, например anna@example.com.');
  return address;
}

/** The question before an erasure. */
export function erasureQuestion(address: string | null): string {
  const whose = address === null ? 'данные ' : `данные человека с адресом ${address}, а также данные `;
  const end = address === null ? ' ' : ', ';
  return `Заменить ${whose}в строках с флажком «Удалить данные»${end}на «удалено…» на всех вкладках? Вернуть их будет нельзя.`;
}

/**
 * Erases one address (null: none) and every row that staff have flagged. Repeating it changes nothing. The caller
 * holds the lock.
 */
export function erase(host: Host, programmes: readonly Programme[], asked: string | null): ActionReport {
  const called = { action: 'erasePerson', title: 'Удалить персональные данные' };
  return recomputeAfter(host, called, () => {
    const scene = readScene(host, programmes);
    if (asked !== null) refuseUnclear(scene);
    const plan = planErasure(scene, asked, asked === null ? [] : ownTabs(host, scene));
    const { writes, notices, isTold } = erasureWrites(scene, plan);
    const settings = settingsOf(scene, asked);
    const done = goneSentence(plan, settings);
    const { rows, letters } = plan;
    return {
      ...stage(scene, writes),
      done,
      told: {
        message: sentences(done, ...staffsPart(plan, settings, isTold)),
        result: { cells: cellsOf(plan), rows, letters },
      },
      notices,
    };
  }).report;
}

/** What is left for staff to do, a sentence each; '' where nothing is. */
function staffsPart(plan: Erasure, settings: readonly string[], isTold: boolean): readonly string[] {
  const { left, alike, former, kept, closed } = plan;
  const about = (found: readonly string[], before: string, after: string): string =>
    found.length === 0 ? '' : `${before}${found.join('; ')}${after}`;
  return [
    cellsOf(plan) === 0 && left.length === 0
      ? ''
      : 'Проверьте и свои столбцы и вкладки: в них «Регламент» не пишет.',
    about(left, 'Данные нашлись здесь: ', '.'),
    about(
      alike,
      'Имя и телефон те же, но адрес другой: ',
      '. Если это тот же человек, удалите и этот адрес.',
    ),
    about(former, 'Письма на прежний адрес: ', '. Если это был адрес того же человека, удалите и его.'),
    about(
      kept,
      'Названия, по которым связаны вкладки, не заменены: ',
      '. Если это имя человека, замените его сами на всех этих вкладках.',
    ),
    about(
      closed,
      'Если месяцы закрыты, сначала рассчитайтесь: в закрытых строках (',
      ') имя останется, и остаток на новое имя не перейдёт.',
    ),
    isTold
      ? ''
      : '«Контакт по удалению данных» в «Настройках» не указан или неверен: письма об удалении не будет.',
    about(settings, 'Адрес стоит в «Настройках» (', '): там его меняете вы, впишите другой.'),
  ];
}

/** What was replaced: cells by the erasure itself, rows of the people, letters to or about them. */
function goneSentence(plan: Erasure, settings: readonly string[]): string {
  const { rows, letters } = plan;
  const cells = cellsOf(plan);
  if (cells === 0)
    return settings.length === 0
      ? 'Таких данных в таблице нет: удалять нечего.'
      : 'В данных такого адреса нет.';
  return rows + letters === 0
    ? `Удалены упоминания: ${count(cells, 'ячейка', 'ячейки', 'ячеек')}.`
    : `Персональные данные заменены на «удалено…»: ячеек — ${cells}, строк о человеке — ${rows}, писем — ${letters}.`;
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

/** The tabs that the add-on does not bind, read in one call; a chart that fills a sheet has no cells. */
function ownTabs(host: Host, { workbook: { sheets, found } }: Scene): readonly OwnTab[] {
  const bound = new Set([...found.values()].map(({ sheet }) => sheet.sheetId));
  const own = sheets.filter(({ sheetId, rowCount }) => rowCount > 0 && !bound.has(sheetId));
  const grids = own.length > 0 ? host.book.read(own.map(({ title }) => quoted(title))) : [];
  return own.map(({ title }, index) => ({ title, grid: grids[index] ?? [] }));
}

interface ErasureWrites {
  /** The cells that the erasure writes, including the notices to its contact. */
  readonly writes: readonly StagedWrite[];
  readonly notices: Pick<ActionReport['letters'], 'queued' | 'failed'>;
  /** False: somebody should be told of it, and the parameter that says whom is blank. */
  readonly isTold: boolean;
}

function erasureWrites(scene: Scene, plan: Erasure): ErasureWrites {
  const shape = shapeTabs(scene);
  const writes = plan.writes.map(({ key, tab, diff }) => ({ key, place: shape(key, tab, 'leave'), diff }));
  const notified = [...plan.marks].filter(([, rows]) => rows > 0);
  const contact = contactOf(scene);
  if (contact === null || notified.length === 0) {
    const isAsked = scene.enabled.some(({ erasureContact }) => erasureContact !== null);
    return { writes, notices: { queued: 0, failed: 0 }, isTold: !isAsked || notified.length === 0 };
  }
  const { to, sender } = contact;
  const made = notified.map(([mark, rows]) =>
    newRow({ letter: noticeOf(scene, to, mark, rows), ...sender }, scene.templates, scene.now),
  );
  const key = sharedKey('letters');
  const place = shape(key, lettersTab, 'add');
  const appended = diffAppended(
    place,
    made.map(({ cells }) => cells),
  );
  const swept = plan.writes.find((write) => write.key === key);
  const letters = { key, place, diff: swept ? mergeDiffs(swept.diff, appended) : appended };
  const failed = made.filter(({ isFaulty }) => isFaulty).length;
  return {
    writes: swept ? writes.map((write) => (write.key === key ? letters : write)) : [...writes, letters],
    notices: { queued: made.length - failed, failed },
    isTold: true,
  };
}

/** Who is notified, by the letter mode of the programme that names the address; null when none names any. */
function contactOf(scene: Scene): { readonly to: string; readonly sender: Sender } | null {
  for (const [{ erasureContact }, { values, common }] of scene.parameters) {
    const to = erasureContact === null ? null : values[erasureContact];
    if (typeof to !== 'string') continue;
    const settings = { letterMode: common.letterMode, zone: scene.zone };
    return { to, sender: { programme: { title: COMMON }, settings } };
  }
  return null;
}

/** The letter that tells the contact of one person's erasure. */
function noticeOf(scene: Scene, to: string, mark: string, rows: number): Letter {
  const day = scene.zone.dayOf(scene.now);
  const date = isoDay(day);
  const { code } = commonLetters.erased;
  const before = scene.outbox.filter(
    ({ key }) => key.code === code && key.date === date && key.object.split('/')[0] === mark,
  ).length;
  return letter(commonLetters.erased, {
    // A person who registers again may ask for erasure again, even on the same day.
    object: before === 0 ? mark : `${mark}/${before + 1}`,
    to,
    date,
    occasion: scene.now,
    values: () => ({
      строк: String(rows),
      строки: count(rows, 'строка', 'строки', 'строк'),
      отметка: erasedText(mark),
      дата: ruDay(day),
    }),
  });
}
