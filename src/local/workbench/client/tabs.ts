// The workbook's tabs at the bottom, in the colours of their roles.
import type { TabView } from '../protocol.js';
import { clear, h, icon, ICONS } from './dom.js';
import { contextMenu } from './menu.js';

export interface TabStrip {
  readonly root: HTMLElement;
  readonly update: (tabs: readonly TabView[], selected: number | null) => void;
}

/**
 * A tab opened with the pointer moves the focus to its cells; with the arrow keys the focus stays on the
 * tabs.
 */
export function openTabs(onOpen: (id: number, byPointer: boolean) => void): TabStrip {
  const strip = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Вкладки книги' });
  let listed: readonly TabView[] = [];
  const all = h(
    'button',
    {
      type: 'button',
      class: 'ghost all-tabs',
      title: 'Все вкладки',
      'aria-label': 'Все вкладки',
      'aria-haspopup': 'menu',
      onclick: () => {
        const { left, top } = all.getBoundingClientRect();
        contextMenu(
          left,
          top,
          listed.map(({ id, title, color }) => ({ caption: title, color, run: () => onOpen(id, true) })),
        );
      },
    },
    icon(ICONS.list),
  );
  strip.addEventListener('keydown', (event) => {
    const buttons = [...strip.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || at === -1) return;
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next?.focus();
    next?.click();
    event.preventDefault();
  });
  // The mouse wheel scrolls the strip sideways.
  strip.addEventListener(
    'wheel',
    (event) => {
      strip.scrollLeft += event.deltaY;
    },
    { passive: true },
  );
  let drawn = '';
  return {
    root: h('footer', { class: 'bottom' }, all, strip),
    update: (tabs, selected) => {
      const key = JSON.stringify([tabs, selected]);
      if (key === drawn) return;
      drawn = key;
      listed = tabs;
      const hadFocus = strip.contains(document.activeElement);
      clear(strip);
      for (const { id, title, color } of tabs) {
        const isOpen = id === selected;
        const tab = h(
          'button',
          {
            type: 'button',
            role: 'tab',
            class: 'tab',
            'aria-selected': String(isOpen),
            tabindex: isOpen ? 0 : -1,
            onclick: ({ detail }: MouseEvent) => {
              onOpen(id, detail > 0);
            },
          },
          title,
        );
        if (color !== '') tab.style.setProperty('--role', `#${color}`);
        strip.append(tab);
        if (!isOpen) continue;
        if (hadFocus) tab.focus();
        tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    },
  };
}
