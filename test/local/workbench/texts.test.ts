// What the workbench knows of the add-on without importing it: the colours of tabs, and where its zone stands.
import { expect, test } from '@jest/globals';
import { newWorkbook } from '../../../src/local/host.js';
import { rgbOf } from '../../../src/local/sheets-api/format.js';
import { tabViews } from '../../../src/local/workbench/view.js';
import { runs, zoneOf } from '../../../src/local/workbench/zone.js';
import { changeFacets, transact } from '../../../src/local/workbook/model.js';
import { programmes } from '../../../src/rules/registry.js';
import { tabColor } from '../../../src/sheets/layout.js';
import { settingsTab } from '../../../src/sheets/shared-tabs.js';

const [programme] = programmes;
const tabs = Object.values(programme?.tabs ?? {});

test.each(['input', 'output'] as const)('the colour of an %s tab is its role', (role) => {
  const tab = tabs.find((one) => one.role === role);
  if (!tab) throw new Error(`нет вкладки ${role}`);
  const { core } = newWorkbook();
  transact(core, (tx) => {
    changeFacets(tx, 0, { tabColor: rgbOf({ rgbColor: tabColor(tab) }) });
  });
  expect(tabViews(core)).toMatchObject([{ role }]);
});

test.each(['value', 'fallback'] as const)('the zone is read from «Настройки», %s', (name) => {
  const { columns } = settingsTab;
  const workbook = newWorkbook();
  const header = programme?.settings.zone?.header ?? '';
  workbook.addSheet(settingsTab.title, [
    [columns.programme.header, columns.parameter.header, columns[name].header],
    ['Вебинары', header, 'Asia/Almaty'],
    ['Марафон', header, 'Asia/Omsk'],
  ]);
  expect(zoneOf(workbook, ['Марафон', 'Вебинары'])).toBe('Asia/Omsk');
  expect(zoneOf(workbook, ['Вебинары'])).toBe('Asia/Almaty');
  expect(['марафон', 'Техноком'].map((title) => runs(workbook, title))).toEqual([true, false]);
});
