// Set-up: «Подключить программу…» creates what is missing, fills «Настройки», «Календарь» and «Шаблоны
// писем», and never alters what exists.
import { type Programme, Refusal } from '../rules/programme.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf, quotedList } from '../rules/text.js';
import type { Instant } from '../rules/zone.js';
import { officialRows } from '../sheets/calendar.js';
import { doubledHeader } from './damage.js';
import { diffAppended, usedRows } from '../sheets/diff.js';
import type { Host, Request } from '../sheets/ports.js';
import { settingRowsOf } from '../sheets/settings.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import type { StructuredTab } from '../sheets/structure.js';
import { type TabWrite, writeRequests } from '../sheets/write.js';
import type { TabKey } from '../sheets/workbook.js';
import { persistently } from './attempts.js';
import { commit } from './commit.js';
import { type Given, givenSettings, givenTemplates } from './given-rows.js';
import { refuseOccupied } from './occupied.js';
import { openSketch, type Sketch } from './sketch.js';
import { type ActionReport, bareReport, changedCells } from './report.js';
import {
  guardOf,
  isForeign,
  programmeKey,
  readScene,
  refuseDamaged,
  type Scene,
  sharedKey,
} from './scene.js';

const programmeNamed = (programmes: readonly Programme[], name: string): Programme | undefined =>
  programmes.find(({ id, title }) => id === name.trim() || keyOf(title) === keyOf(name));

/**
 * Splits typed names at commas, semicolons and line breaks; at blanks too if every word names a programme.
 */
export function namesIn(programmes: readonly Programme[], typed: string): readonly string[] {
  const isName = (name: string): boolean => programmeNamed(programmes, name) !== undefined;
  return typed.split(/[,;\n]/).flatMap((part) => {
    const words = part.split(/\s+/).filter((word) => word !== '');
    return words.length === 0 || isName(part) || !words.every(isName) ? part.trim() || [] : words;
  });
}

/** The programmes with these ids or titles; refuses an unknown one. */
export function chosenProgrammes(
  programmes: readonly Programme[],
  names: readonly string[],
): readonly Programme[] {
  const chosen = names.map((name) => {
    const found = programmeNamed(programmes, name);
    if (found) return found;
    const known = programmes.map(({ id, title }) => `${title} (${id})`).join(', ');
    // To the command line it is wrong usage.
    throw Object.assign(new Refusal(`Программы «${name}» нет. Есть: ${known}.`), { usage: true });
  });
  return [...new Set(chosen)];
}

/**
 * Connects programmes. Repeating it changes nothing. The caller holds the lock. `check` may refuse the workbook as it
 * is, before anything is written.
 */
export function connect(
  host: Host,
  programmes: readonly Programme[],
  names: readonly string[],
  check: (scene: Scene) => void = () => undefined,
): ActionReport {
  const started = host.now();
  const chosen = chosenProgrammes(programmes, names);
  if (chosen.length === 0)
    throw new Refusal(`Впишите название программы: ${programmes.map(({ title }) => title).join(', ')}.`);
  return persistently(() => {
    const scene = readScene(host, programmes);
    check(scene);
    return connectOnce(host, scene, chosen, started);
  });
}

function connectOnce(host: Host, scene: Scene, chosen: readonly Programme[], started: Instant): ActionReport {
  refuseDamaged(
    scene,
    [...scene.damaged.keys()].filter((key) => !isForeign(scene, key)),
  );
  refuseOccupied(scene, chosen);
  const { writes, beside, guards, ids, journal } = planSetup(scene, chosen);
  const message = outcome(
    chosen,
    writes.map(({ place }) => place),
  );
  // A workbook that runs no programme yet has no zone of its own.
  const zone = scene.enabled.length === 0 ? scene.zoneOf(chosen[0]?.title ?? '') : scene.zone;
  commit(host, {
    guards,
    acted: [],
    lists: [...writeRequests(writes), beside],
    ids,
    journal,
    line: { action: 'Подключить программу', outcome: message, started, zone },
  });
  return { ...bareReport('setup', message), changed: changedCells(writes) };
}

interface SetupPlan extends Pick<Sketch, 'guards' | 'ids'> {
  readonly writes: readonly TabWrite[];
  /** What stands at the cells of these rows: dropdowns and notes. */
  readonly beside: readonly Request[];
  readonly journal: StructuredTab;
}

/** Whether a programme runs by its input tabs alone: staff have deleted «Настройки» or its rows there. */
const runsUnlisted = ({ settings, workbook }: Scene, programme: Programme): boolean =>
  settingRowsOf(settings, programme.title).length === 0 &&
  Object.entries(programme.tabs).every(
    ([key, { role }]) => role !== 'input' || workbook.found.has(programmeKey(programme, key)),
  );

/** All tabs of the chosen programmes and the shared ones, the latter with the rows they lack. */
function planSetup(scene: Scene, chosen: readonly Programme[]): SetupPlan {
  const { shape, write, guards, ids } = openSketch(scene);
  const writes: TabWrite[] = [];
  const beside: Request[] = [];
  const take = (
    key: TabKey,
    tab: Tab,
    given: (place: StructuredTab, end: number) => Given = () => ({ rows: [] }),
    foreign = false,
  ): StructuredTab => {
    const place = shape(key, tab, 'add');
    // Below staff's rows, also those that have no cell in the tab's columns.
    const end = foreign ? place.grid.length : usedRows(place);
    const { rows, beside: own = [] } = given(place, end);
    const [doubled] = place.columns.doubled;
    if (doubled !== undefined && (foreign || rows.length > 0)) throw doubledHeader(place.title, doubled);
    writes.push(write(place, diffAppended(place, rows, end)));
    beside.push(...own);
    return place;
  };
  for (const programme of chosen)
    for (const [key, tab] of Object.entries(programme.tabs)) take(programmeKey(programme, key), tab);
  const share = (key: keyof typeof sharedTabs, given?: Parameters<typeof take>[2]): StructuredTab =>
    take(sharedKey(key), sharedTabs[key], given, isForeign(scene, key));
  // In the order of the workbook.
  for (const key of ['deadlines', 'errors', 'letters'] as const) share(key);
  // Once a programme is listed, only those that are listed run.
  const listed = [...scene.enabled.filter((one) => runsUnlisted(scene, one)), ...chosen];
  share('settings', (place, end) => givenSettings(scene, [...new Set(listed)], place, end));
  share('calendar', (_, end) => ({
    rows: end === 1 || isForeign(scene, 'calendar') ? officialRows() : [],
  }));
  share('templates', (place, end) => givenTemplates(place, chosen, end));
  const journal = share('journal');
  // The run's line is appended.
  if (!journal.created) guards.push(guardOf(scene, journal));
  return { writes, beside, guards, ids, journal };
}

/** A summary of what was set up, for staff. */
function outcome(chosen: readonly Programme[], places: readonly StructuredTab[]): string {
  const created = places.filter((place) => place.created);
  const added = places.filter(({ addedHeaders }) => addedHeaders.length > 0);
  return [
    `Подключено: ${quotedList(chosen.map(({ title }) => title))}.`,
    created.length > 0 ? `Созданы вкладки: ${quotedList(created.map(({ title }) => title))}.` : '',
    added.length > 0
      ? `Справа добавлены недостающие столбцы: ${added.map(({ title, addedHeaders }) => `«${title}» — ${quotedList(addedHeaders)}`).join('; ')}.`
      : '',
    created.length === 0 && added.length === 0 ? 'Все вкладки и столбцы уже были на месте.' : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
