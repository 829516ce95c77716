// «Пример»: fills a new workbook with sample rows. They are passed in by the caller; the bundle contains no
// invented data.
import * as z from 'zod/mini';
import type { Cell } from '../rules/kinds.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { instant, ruInstant } from '../rules/zone.js';
import { diffAppended, diffCells } from '../sheets/diff.js';
import type { WantedCell } from '../sheets/wanted.js';
import { hasRows } from '../sheets/grid.js';
import type { Host } from '../sheets/ports.js';
import { settingRowsOf } from '../sheets/settings.js';
import { recordOf } from '../sheets/shapes.js';
import { settingsTab } from '../sheets/shared-tabs.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';
import { demandUnchanged } from './commit.js';
import { persistently } from './persistence.js';
import { type ActionReport, bareReport } from './report.js';
import { guardOf, programmeKey, readScene, type Scene, sharedKey } from './scene.js';
import { chosenProgrammes, connect } from './setup.js';
import { shapeTabs } from './sketch.js';

const cellShape = z.custom<Cell>((value) => ['string', 'number', 'boolean'].includes(typeof value));
/** A programme's `Demo` as plain JSON: cells by tab and column keys, and the moment for which it was made. */
const sampleShape = z.object({
  now: z.string(),
  rows: recordOf(z.array(recordOf(cellShape))),
  settings: z.optional(recordOf(cellShape)),
});
type Sample = z.infer<typeof sampleShape>;

/**
 * Connects the programme and fills its input tabs with the rows of `given` ({@link Sample}). Refuses tabs
 * that already hold rows, and anything that is not a valid sample.
 */
export function fillDemo(
  host: Host,
  programmes: readonly Programme[],
  name: string,
  given: unknown,
): ActionReport {
  const [programme] = chosenProgrammes(programmes, [name]);
  if (!programme) throw new Refusal('Назовите программу.');
  const sample = sampleShape.safeParse(given);
  if (!sample.success)
    throw new Refusal(
      `Примера программы «${programme.title}» здесь нет: он стоит рядом с локальной версией (npm run local -- demo ${programme.id}).`,
    );
  const demo: Sample = sample.data;
  const setUp = connect(host, programmes, [programme.id]);
  return persistently(() => writeSample(host, programmes, programme, demo, setUp.message));
}

function writeSample(
  host: Host,
  programmes: readonly Programme[],
  programme: Programme,
  demo: Sample,
  setUp: string,
): ActionReport {
  const scene = readScene(host, programmes);
  const shape = shapeTabs(scene);
  const writes: TabWrite[] = Object.entries(demo.rows).flatMap(([key, rows]) => {
    const tab = programme.tabs[key];
    if (!tab) return [];
    const place = shape(programmeKey(programme, key), tab, 'leave');
    if (hasRows(place.grid))
      throw new Refusal(
        `На вкладке «${place.title}» уже есть строки: пример не записан. Заполните им новую книгу или очистите вкладки программы.`,
      );
    const cells = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]): [string, WantedCell] => [column, { value }]),
      ),
    );
    return [{ place, diff: diffAppended(place, cells) }];
  });
  const all = [...writes, ...demoSettings(scene, programme, demo.settings ?? {})];
  demandUnchanged(
    host,
    all.map(({ place }) => guardOf(scene, place)),
  );
  sendRequests(host, writeRequests(all));
  const rows = Object.fromEntries(
    writes.map(({ place }, index) => [place.title, Object.values(demo.rows)[index]?.length ?? 0]),
  );
  const message = `${setUp}\nЗаписан пример программы «${programme.title}». Он рассчитан на ${ruInstant(scene.zoneOf(programme.title), instant(Date.parse(demo.now)))}: считайте его с --now ${demo.now}.`;
  return {
    ...bareReport('demo', message),
    rows,
    changed: Object.fromEntries(writes.map(({ place, diff }) => [place.title, diff.cells])),
    result: { now: demo.now },
  };
}

/** Parameters that the sample sets, as staff would fill «Значение». */
function demoSettings(
  scene: Scene,
  programme: Programme,
  values: Readonly<Record<string, Cell>>,
): TabWrite[] {
  const tab = scene.settings;
  if (!tab) return [];
  const place = shapeTabs(scene)(sharedKey('settings'), settingsTab, 'leave');
  const cells = settingRowsOf(tab, programme.title).flatMap(({ row, parameter }) => {
    const value = values[String(parameter)];
    return value === undefined ? [] : [{ row, column: 'value', value }];
  });
  return [{ place, diff: diffCells(place, cells) }];
}
