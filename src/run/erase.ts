// «Удалить персональные данные…»: replaces one person's data by a stable mark in every tab that the house knows, and cancels letters to that person.
// Counts stay: a mark is the same wherever the person stood, and every kind of column accepts it.
import { addressHash } from '../rules/hash.js';
import { isoDay, ruDay } from '../rules/day.js';
import { cellText, erasedEmail, erasedText, isErased, parseEmail } from '../rules/kinds.js';
import { type Letter, letter } from '../rules/letters.js';
import { commonLetters } from '../mail/common-letters.js';
import { type Programme, Refusal } from '../rules/programme.js';
import type { Column, Tab } from '../rules/tabs.js';
import { keyOf, plural } from '../rules/text.js';
import type { Zone } from '../rules/zone.js';
import { keyText } from '../mail/keys.js';
import { render } from '../mail/templates.js';
import { recomputeAfter } from '../run.js';
import { bindColumns } from '../sheets/bind.js';
import {
  type CellUpdate,
  diffAppended,
  diffCells,
  mergeDiffs,
  type Place,
  type WantedCell,
  wantedCell,
} from '../sheets/diff.js';
import { cellAt, isBlank } from '../sheets/grid.js';
import type { Host } from '../sheets/ports.js';
import { readSettings } from '../sheets/settings.js';
import { COMMON, lettersTab, sharedTabs } from '../sheets/shared-tabs.js';
import type { StructuredTab } from '../sheets/structure.js';
import { shapeTabs } from './plan.js';
import type { ActionReport } from './report.js';
import { programmeKey, readScene, type Scene, sharedKey } from './scene.js';
import { stage, type StagedWrite } from './stage.js';

/** The setting that names who is told of an erasure; any programme may have it. */
const CONTACT = 'Контакт по удалению данных';

interface Source extends Place {
  readonly columnsByKey: readonly (readonly [string, Column])[];
}

/** Erases one address, and every row that staff flagged. Doing it again changes nothing. The caller holds the lock. */
export function erase(host: Host, programmes: readonly Programme[], address: string): ActionReport {
  const asked = address === '' ? null : parseEmail(address);
  if (address !== '' && asked === null)
    throw new Refusal('Это не адрес электронной почты: впишите один адрес, например anna@example.com.');
  const options = { action: 'erasePerson', title: 'Удалить персональные данные', ahead: false };
  const { report, told } = recomputeAfter(host, options, () => {
    const scene = readScene(host, programmes);
    if (asked !== null) refuseDoubled(scene, programmes);
    const plan = planErasure(scene, programmes, asked);
    const { rows, letters } = plan;
    return {
      ...stage(scene, erasureWrites(scene, plan)),
      told: { rows, letters },
      title: `${options.title} (строк: ${rows})`,
    };
  });
  const message =
    told.rows + told.letters === 0
      ? 'Таких данных в книге нет: удалять нечего.'
      : `Удалены персональные данные: ${told.rows} ${plural(told.rows, 'строка', 'строки', 'строк')}, писем очищено ${told.letters}. Проверьте и свои столбцы: в них «Регламент» не пишет.`;
  return { ...report, message, result: told };
}

/** The erasure's cells, and the notices to whoever must hear of it. */
function erasureWrites(scene: Scene, plan: Erasure): StagedWrite[] {
  if (plan.marks.size === 0) return [];
  const shape = shapeTabs(scene);
  const writes = plan.writes.map(({ key, tab, diff }): StagedWrite => ({
    key,
    place: shape(key, tab, 'shared', 'staff'),
    diff,
  }));
  const contact = contactOf(scene);
  if (contact === null || plan.rows === 0) return writes;
  const key = sharedKey('letters');
  const known = writes.findIndex((write) => write.key === key);
  const place = shape(key, lettersTab, 'shared', 'ours');
  const notices = [...plan.marks].map(([mark, rows]) => noticeRow(scene, place, contact, mark, rows));
  const appended = diffAppended(place, notices);
  const before = writes[known];
  if (before) writes[known] = { ...before, diff: mergeDiffs(before.diff, appended) };
  else writes.push({ key, place, diff: appended });
  return writes;
}

/** Whether any row is flagged for erasure: the daily run asks. */
export function hasFlagged(scene: Scene): boolean {
  return sourcesOf(scene, scene.programmes).some(({ source }) => flaggedRows(source, scene.zone).length > 0);
}

interface Found {
  readonly key: string;
  readonly tab: Tab;
  readonly source: Source;
}

function sourcesOf(scene: Scene, programmes: readonly Programme[]): Found[] {
  const all = [
    ...Object.entries(sharedTabs).map(([key, tab]): [string, Tab] => [`shared/${key}`, tab]),
    ...programmes.flatMap((programme) =>
      Object.entries(programme.tabs).map(([key, tab]): [string, Tab] => [programmeKey(programme, key), tab]),
    ),
  ];
  return all.flatMap(([key, tab]) => {
    const found = scene.workbook.found.get(key);
    if (!found) return [];
    const columns = bindColumns(tab, found.grid[0] ?? []);
    const source: Source = {
      tab,
      sheetId: found.sheet.sheetId,
      title: found.sheet.title,
      grid: found.grid,
      columns,
      columnsByKey: Object.entries(tab.columns),
    };
    return [{ key, tab, source }];
  });
}

/** Of two columns with one header nobody knows which is whose: a person's data could stay in the other one. */
function refuseDoubled(scene: Scene, programmes: readonly Programme[]): void {
  for (const { source, tab } of sourcesOf(scene, programmes)) {
    const [header] = tab.role === 'output' ? [] : source.columns.doubled;
    if (header !== undefined)
      throw new Refusal(
        `На вкладке «${source.title}» два столбца «${header}»: неизвестно, где чьи данные. Переименуйте лишний и повторите.`,
      );
  }
}

const at = (source: Source, key: string): number => source.columns.at.get(key) ?? -1;
const textAt = (source: Source, row: number, key: string): string =>
  cellText(cellAt(source.grid, row, at(source, key)));

/** 0-based rows whose erasure flag is set and whose data still stands. */
function flaggedRows(source: Source, zone: Zone): number[] {
  const flags = source.columnsByKey.filter(([, column]) => column.options.erases);
  if (flags.length === 0) return [];
  const rows: number[] = [];
  for (let row = 1; row < source.grid.length; row += 1) {
    const raised = flags.some(([key, column]) => {
      const cell = cellAt(source.grid, row, at(source, key));
      return !isBlank(cell) && column.kind.read(cell, zone) === true;
    });
    if (raised && personalKeys(source).some(([key]) => stands(textAt(source, row, key)))) rows.push(row);
  }
  return rows;
}

const personalKeys = (source: Source): (readonly [string, Column])[] =>
  source.columnsByKey.filter(
    ([, column]) => column.options.personal !== undefined && !column.options.computed,
  );
const emailKeys = (source: Source): string[] =>
  source.columnsByKey.filter(([, column]) => column.options.personal === 'email').map(([key]) => key);
const stands = (text: string): boolean =>
  text !== '' && !/^удалено-[0-9a-f]+(@удалено\.invalid)?$/.test(text);

interface Erasure {
  /** The marks of the people whose data was found, and how many rows were each one's. */
  readonly marks: ReadonlyMap<string, number>;
  readonly writes: readonly {
    readonly key: string;
    readonly tab: Tab;
    readonly diff: ReturnType<typeof diffCells>;
  }[];
  readonly rows: number;
  readonly letters: number;
}

function planErasure(scene: Scene, programmes: readonly Programme[], asked: string | null): Erasure {
  const found = sourcesOf(scene, programmes);
  const marks = new Map<string, string>();
  const nameless = new Map<Source, Map<number, string>>();
  if (asked !== null && !isErased(asked)) marks.set(asked, addressHash(asked));
  for (const { source } of found)
    for (const row of flaggedRows(source, scene.zone)) {
      const address = emailKeys(source).flatMap((key) => parseEmail(textAt(source, row, key)) ?? [])[0];
      if (address !== undefined && !isErased(address)) marks.set(address, addressHash(address));
      else {
        const rows = nameless.get(source) ?? new Map<number, string>();
        rows.set(
          row,
          addressHash(
            personalKeys(source)
              .map(([key]) => textAt(source, row, key))
              .join('\n'),
          ),
        );
        nameless.set(source, rows);
      }
    }

  // First the rows that are the person's, and what they say of the person; then every other text that repeats it.
  const secrets = new Map<string, Secret>();
  const rowMarks = new Map<Source, Map<number, string>>();
  const everyMark = [...marks.values(), ...[...nameless.values()].flatMap((own) => [...own.values()])];
  const rowsOf = new Map(everyMark.map((mark) => [mark, 0]));
  for (const { source, tab } of found) {
    if (tab === lettersTab || tab.role === 'output') continue;
    const own = new Map(nameless.get(source) ?? []);
    const emails = emailKeys(source);
    for (let row = 1; row < source.grid.length; row += 1)
      for (const key of emails) {
        const mark = marks.get(parseEmail(textAt(source, row, key)) ?? '');
        if (mark !== undefined) own.set(row, mark);
      }
    for (const [row, mark] of own) {
      rowsOf.set(mark, (rowsOf.get(mark) ?? 0) + 1);
      for (const [key, column] of personalKeys(source)) {
        const text = textAt(source, row, key);
        const { personal } = column.options;
        if (stands(text) && (personal === 'name' || personal === 'phone'))
          secrets.set(text, {
            mark: erasedText(mark),
            kind: isShared(source, key, text, own) ? 'shared' : personal === 'phone' ? 'contact' : 'name',
          });
      }
    }
    rowMarks.set(source, own);
  }
  const rows = [...rowsOf.values()].reduce((sum, count) => sum + count, 0);
  for (const [address, mark] of marks) secrets.set(address, { mark: erasedEmail(mark), kind: 'contact' });

  const sweep = sweeper(secrets);
  let letters = 0;
  const writes = found.flatMap(({ key, tab, source }) => {
    if (tab.role === 'output' || tab.role === 'ledger') return [];
    const updates =
      tab === lettersTab
        ? letterUpdates(source, marks, sweep)
        : rowUpdates(source, rowMarks.get(source) ?? new Map<number, string>(), marks, sweep);
    if (tab === lettersTab) letters = new Set(updates.map((update) => update.row)).size;
    if (updates.length === 0) return [];
    return [{ key, tab, diff: diffCells(source, updates) }];
  });
  return {
    marks: rows + letters === 0 ? new Map<string, number>() : rowsOf,
    writes,
    rows,
    letters,
  };
}

/** What a row told of the person, and what stands in its place. */
interface Secret {
  readonly mark: string;
  /** A contact is nobody else's; a name is swept out of texts. One that a stranger of the same tab has too stays theirs: an office has one phone. */
  readonly kind: 'contact' | 'name' | 'shared';
}
interface Sweep {
  /** E-mail and phone alone: for the cells of other people. */
  readonly contacts: (text: string) => string;
  /** Names as well: for letters, logs and remarks. */
  readonly all: (text: string) => string;
}

/** Whether a row of somebody else holds the same text in the same column. */
function isShared(source: Source, key: string, text: string, own: ReadonlyMap<number, string>): boolean {
  const wanted = keyOf(text);
  for (let row = 1; row < source.grid.length; row += 1)
    if (!own.has(row) && keyOf(textAt(source, row, key)) === wanted) return true;
  return false;
}

/** Replaces what was told of a person wherever a text repeats it, as whole words in any letter case. */
function sweeper(secrets: ReadonlyMap<string, Secret>): Sweep {
  const ordered = [...secrets]
    .filter(([secret]) => secret.length >= 3)
    .sort(([a], [b]) => b.length - a.length);
  const replacing =
    (kinds: readonly Secret['kind'][]) =>
    (text: string): string =>
      ordered
        .filter(([, { kind }]) => kinds.includes(kind))
        .reduce((rest, [secret, { mark }]) => rest.replace(wholeWord(secret), () => mark), text);
  const items = new Map(
    [...secrets].filter(([, { kind }]) => kind === 'name').map(([secret, { mark }]) => [keyOf(secret), mark]),
  );
  const names = replacing(['contact', 'name']);
  return {
    contacts: replacing(['contact']),
    all: (text) =>
      names(
        text
          .split(',')
          .map((item) => items.get(keyOf(item)) ?? item)
          .join(','),
      ),
  };
}

const wholeWord = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'giu');

function rowUpdates(
  source: Source,
  own: ReadonlyMap<number, string>,
  marks: ReadonlyMap<string, string>,
  sweep: Sweep,
): CellUpdate[] {
  const updates: CellUpdate[] = [];
  const put = (row: number, column: string, value: string): void => {
    updates.push({ row: row + 1, column, cell: { value } });
  };
  for (const [row, mark] of own)
    for (const [key, column] of personalKeys(source)) {
      const text = textAt(source, row, key);
      if (!stands(text)) continue;
      if (column.options.personal !== 'email') put(row, key, erasedText(mark));
      // A row may hold several people's addresses: this person's alone goes, and what is no address at all.
      else if (
        (marks.get(parseEmail(text) ?? '') ?? mark) === mark &&
        (parseEmail(text) === null || marks.has(parseEmail(text) ?? ''))
      )
        put(row, key, erasedEmail(mark));
    }
  // What other rows repeat: remarks and the add-on's logs lose everything, other people's cells lose the contacts.
  const texts = source.columnsByKey.filter(
    ([, column]) =>
      !column.options.computed && (source.tab.role === 'log' || column.options.personal !== undefined),
  );
  for (let row = 1; row < source.grid.length; row += 1) {
    if (own.has(row)) continue;
    for (const [key, column] of texts) {
      const cell = cellAt(source.grid, row, at(source, key));
      if (typeof cell !== 'string' || cell === '') continue;
      const whole = source.tab.role === 'log' || column.options.personal === 'other';
      const swept = whole ? sweep.all(cell) : sweep.contacts(cell);
      if (swept !== cell) put(row, key, swept);
    }
  }
  return updates;
}

/** Letters to the person lose address, subject and text; waiting ones are cancelled. Letters to others lose what they say of the person. */
function letterUpdates(source: Source, marks: ReadonlyMap<string, string>, sweep: Sweep): CellUpdate[] {
  const updates: CellUpdate[] = [];
  for (let row = 1; row < source.grid.length; row += 1) {
    const put = (column: string, value: string): void => {
      if (textAt(source, row, column) !== value) updates.push({ row: row + 1, column, cell: { value } });
    };
    const mark = ['to', 'cc'].flatMap(
      (key) => marks.get(parseEmail(textAt(source, row, key)) ?? '') ?? [],
    )[0];
    if (mark === undefined) {
      for (const key of ['subject', 'text', 'reason']) put(key, sweep.all(textAt(source, row, key)));
      continue;
    }
    const status = keyOf(textAt(source, row, 'status'));
    for (const key of ['to', 'cc'])
      if (marks.has(parseEmail(textAt(source, row, key)) ?? '')) put(key, erasedEmail(mark));
    put('subject', 'удалено');
    put('text', 'удалено');
    if (status === 'черновик' || status === 'в очереди') {
      put('status', 'отменено');
      put('reason', 'персональные данные удалены по запросу');
    }
  }
  return updates;
}

interface Contact {
  readonly to: string;
  readonly status: 'черновик' | 'в очереди';
}

/** Who is told, and whether the letter waits for staff as that programme's other letters do; null when no programme names anyone. */
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
  const told: Letter = letter(commonLetters.erased, {
    object: mark,
    to: contact.to,
    // Who registers anew may ask anew.
    date: isoDay(zone.dayOf(scene.now)),
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
