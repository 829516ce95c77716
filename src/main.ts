// The global functions that Apps Script calls by name; the build makes them global. Opening a sheet runs only
// the menu: in the bundle the code of the other functions runs when one of them is first called
// (src/local/build.mjs).
import './older-runtimes.js';
import { entries } from './entries.js';
import type { Entry } from './entries.js';
import { SHARED_ENTRIES, TABS_PROPERTY } from './names.js';
import { programmes } from './rules/registry.js';
import { buildMenu, programmesOf } from './ui/menu.js';

const called: () => Readonly<Record<string, Entry>> = () => entries;
const menu = (): void => {
  buildMenu(SpreadsheetApp.getUi(), programmesOf(programmes, rememberedTabs()));
};
const actions = programmes.flatMap((programme) => Object.values(programme.menu).map(({ name }) => name));

export const entryPoints: Readonly<Record<string, Entry>> = {
  onOpen: menu,
  onInstall: menu,
  ...Object.fromEntries(
    [...SHARED_ENTRIES, ...actions].map((name): [string, Entry] => [
      name,
      (...args) => called()[name]?.(...args),
    ]),
  ),
  setup: (...args) => {
    const report = called()['setup']?.(...args);
    renewMenu();
    return report;
  },
};

/** '' before the add-on has been authorised: properties cannot be read then. */
function rememberedTabs(): string {
  try {
    return PropertiesService.getDocumentProperties().getProperty(TABS_PROPERTY) ?? '';
  } catch {
    return '';
  }
}

/** Adds the submenu of a programme that has just been connected; without a screen there is no menu. */
function renewMenu(): void {
  try {
    menu();
  } catch {
    // The next opening of the sheet shows it.
  }
}
