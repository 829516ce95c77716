// What the workbench knows of the add-on without importing it: the colours of tabs.
import { expect, test } from '@jest/globals';
import { newWorkbook } from '../../../src/local/host.js';
import { rgbOf } from '../../../src/local/sheets-api/format.js';
import { tabViews } from '../../../src/local/workbench/view.js';
import { changeFacets, transact } from '../../../src/local/workbook/model.js';
import { programmes } from '../../../src/rules/registry.js';
import { tabColor } from '../../../src/sheets/layout.js';

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
