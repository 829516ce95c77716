// The menu «Регламент». Uses SpreadsheetApp's UI only: onOpen may run before the user has authorised
// anything.
import type { ProgrammeCard } from '../rules/programme.js';

/**
 * The programmes that have had a tab in this workbook; all while none has. `remembered`: what runs have
 * stored of the tabs (`TABS_PROPERTY`), '' if unknown.
 */
export function programmesOf<P extends ProgrammeCard>(
  programmes: readonly P[],
  remembered: string,
): readonly P[] {
  const present = programmes.filter(({ id }) => remembered.includes(`"${id}/`));
  return present.length > 0 ? present : programmes;
}

/** Adds the menu; each programme with actions of its own gets a submenu. */
export function buildMenu(ui: GoogleAppsScript.Base.Ui, programmes: readonly ProgrammeCard[]): void {
  const menu = ui
    .createMenu('Регламент')
    .addItem('Пересчитать', 'recompute')
    .addItem('Что изменится?', 'whatChanges')
    .addItem('Почему такая цифра?', 'explain')
    .addItem('Сроки на сегодня', 'deadlinesToday')
    .addSeparator()
    .addItem('Предпросмотр писем', 'previewLetters')
    .addItem('Отправить письма', 'send')
    .addSeparator();
  for (const programme of programmes) {
    const items = Object.values(programme.menu);
    if (items.length === 0) continue;
    const submenu = ui.createMenu(programme.title);
    for (const { name, title } of items) submenu.addItem(title, name);
    menu.addSubMenu(submenu);
  }
  menu
    .addSeparator()
    .addItem('Подключить программу…', 'setup')
    .addItem('Автоматически каждый день', 'automate')
    .addItem('Удалить персональные данные…', 'erasePerson')
    .addItem('Самопроверка', 'selfTest')
    .addItem('Справка', 'help')
    .addToUi();
}
