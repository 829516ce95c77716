// «Пример»: fills a new workbook with sample rows. They are passed in by the caller; the bundle contains no
// invented data.
import * as z from 'zod/mini';
import type { Cell } from '../rules/kinds.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { instant, ruInstant } from '../rules/zone.js';
import { diffAppended, diffCells } from '../sheets/diff.js';
import { hasRows } from '../sheets/grid.js';
import type { Host } from '../sheets/ports.js';
import { settingRowsOf } from '../sheets/settings.js';
import { recordOf } from '../sheets/shapes.js';
import { settingsTab } from '../sheets/shared-tabs.js';
import type { FoundTab } from '../sheets/workbook.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';
import { persistently } from './attempts.js';
import { demandUnchanged } from './commit.js';
import { type ActionReport, bareReport, changedCells, summed } from './report.js';
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
/**
 * Connects the programme and fills its input tabs with the rows of a sample. Refuses tabs that already hold rows, and
 * anything that is not a valid sample.
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
      `Примера программы «${programme.title}» здесь нет: он есть только в локальной версии (npm run local -- demo ${programme.id}).`,
    );
  const { rows } = sample.data;
  const { message, changed } = connect(host, programmes, [programme.id], (scene) => {
    for (const key of Object.keys(rows)) refuseFilled(scene.workbook.found.get(programmeKey(programme, key)));
  });
  return persistently(() => {
    const report = writeSample(host, readScene(host, programmes), programme, sample.data);
    return {
      ...report,
      message: `${message}\n${report.message}`,
      changed: summed(changed, report.changed),
    };
  });
}

/** Refuses to add the sample to rows that are there. */
function refuseFilled(found: FoundTab | undefined): void {
  if (found && hasRows(found.grid))
    throw new Refusal(
      `На вкладке «${found.sheet.title}» уже есть строки: пример не записан. Заполните им новую книгу или очистите вкладки программы.`,
    );
}

function writeSample(
  host: Host,
  scene: Scene,
  programme: Programme,
  { now, rows, settings = {} }: z.infer<typeof sampleShape>,
): ActionReport {
  const shape = shapeTabs(scene);
  const filled = Object.entries(rows).flatMap(([key, list]) => {
    const tab = programme.tabs[key];
    if (!tab) return [];
    // Typed since they were looked at before.
    refuseFilled(scene.workbook.found.get(programmeKey(programme, key)));
    const place = shape(programmeKey(programme, key), tab, 'leave');
    const cells = list.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, { value }])),
    );
    return [{ place, diff: diffAppended(place, cells), count: list.length }];
  });
  // As staff would fill «Значение».
  const parameters = settingRowsOf(scene.settings, programme.title).flatMap(({ row, parameter }) => {
    const value = settings[String(parameter)];
    return value === undefined ? [] : [{ row, column: 'value', value }];
  });
  const place = shape(sharedKey('settings'), settingsTab, 'leave');
  const writes: TabWrite[] = [...filled, { place, diff: diffCells(place, parameters) }];
  demandUnchanged(
    host,
    writes.map((write) => guardOf(scene, write.place)),
  );
  sendRequests(host, writeRequests(writes));
  const moment = ruInstant(scene.zoneOf(programme.title), instant(Date.parse(now)));
  return {
    ...bareReport(
      'demo',
      `Записан пример программы «${programme.title}». Он рассчитан на ${moment}: считайте его с --now ${now}.`,
    ),
    rows: Object.fromEntries(filled.map((one) => [one.place.title, one.count])),
    changed: changedCells(writes),
    result: { now },
  };
}
