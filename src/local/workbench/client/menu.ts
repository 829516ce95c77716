// Menus as `onOpen` builds them: items, separators and submenus, by mouse and by keyboard.
import type { MenuItem } from '../protocol.js';
import { h, icon, ICONS } from './dom.js';

export interface Entry {
  readonly caption: string;
  /** RRGGBB of the caption; '' or absent: the default. */
  readonly color?: string;
  readonly run: () => void;
}

/** A button that opens a menu below it. */
export function menuButton(
  title: string,
  items: readonly MenuItem[],
  run: (handler: string, caption: string) => void,
): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'menu-title', 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
    title,
    icon(ICONS.caret),
  );
  const panel = menuPanel(items, (handler, caption) => {
    close();
    run(handler, caption);
  });
  const root = h('div', { class: 'menu' }, button, panel);
  const open = (): void => {
    root.classList.add('open');
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', outside, true);
  };
  const close = (): void => {
    root.classList.remove('open');
    button.setAttribute('aria-expanded', 'false');
    closeSubmenus(panel);
    document.removeEventListener('pointerdown', outside, true);
  };
  const outside = (event: Event): void => {
    if (!(event.target instanceof Node) || !root.contains(event.target)) close();
  };
  button.addEventListener('click', () => {
    if (root.classList.contains('open')) close();
    else open();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.classList.contains('open')) {
      close();
      button.focus();
      event.stopPropagation();
    } else if (event.key === 'ArrowDown' && event.target === button) {
      open();
      focusables(panel)[0]?.focus();
      event.preventDefault();
    } else if (event.key === 'Tab') close();
  });
  return root;
}

function menuPanel(items: readonly MenuItem[], run: (handler: string, caption: string) => void): HTMLElement {
  const panel = h('div', { class: 'menu-panel', role: 'menu' });
  for (const item of withoutDoubles(items)) panel.append(menuItem(item, run));
  panel.addEventListener('keydown', (event) => {
    // Held since it has opened this panel, Enter would run its first item.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    else moveWithin(panel, event);
  });
  // After scrolling a submenu would no longer be beside its item.
  panel.addEventListener('scroll', () => {
    closeSubmenus(panel);
  });
  return panel;
}

function menuItem(
  { caption, handler, items }: MenuItem,
  run: (handler: string, caption: string) => void,
): HTMLElement {
  if (caption === null) return h('hr', { role: 'separator' });
  const button = h('button', { type: 'button', role: 'menuitem', tabindex: -1 }, caption);
  if (items.length === 0) {
    button.addEventListener('click', () => {
      if (handler !== null) run(handler, caption);
    });
    return button;
  }
  button.append(icon(ICONS.next));
  button.setAttribute('aria-haspopup', 'menu');
  const panel = menuPanel(items, run);
  const group = h('div', { class: 'submenu' }, button, panel);
  setOpen(group, false);
  const open = (): void => {
    if (group.parentElement) closeSubmenus(group.parentElement);
    setOpen(group, true);
    const { left, right, top, bottom } = button.getBoundingClientRect();
    // Beside the item if there is room, otherwise below it, so that the item stays visible.
    const beside = right + 1 + panel.offsetWidth <= window.innerWidth;
    putWithin(panel, beside ? right + 1 : left + 16, beside ? top - 7 : bottom + 1);
  };
  group.addEventListener('pointerenter', open);
  group.addEventListener('pointerleave', () => {
    setOpen(group, false);
  });
  const enter = (): void => {
    open();
    focusables(panel)[0]?.focus();
  };
  button.addEventListener('click', ({ detail }) => {
    // Enter and Space click without a pointer.
    if (detail === 0) enter();
    else open();
  });
  group.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight' && event.target === button) enter();
    else if (event.key === 'ArrowLeft' && group.classList.contains('open')) {
      setOpen(group, false);
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return group;
}

/** Drops separators next to each other and at the ends. */
const withoutDoubles = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.filter(
    ({ caption }, at) =>
      caption !== null || (at > 0 && at < items.length - 1 && items[at - 1]?.caption !== null),
  );

/** Opens or closes a submenu: `group` holds its item and its panel. */
function setOpen(group: Element, isOpen: boolean): void {
  group.classList.toggle('open', isOpen);
  group.querySelector('button')?.setAttribute('aria-expanded', String(isOpen));
}

const closeSubmenus = (panel: Element): void => {
  for (const group of panel.querySelectorAll('.submenu.open')) setOpen(group, false);
};

/** The items of one panel without those of its submenus. */
const focusables = (panel: Element): readonly HTMLElement[] =>
  [...panel.querySelectorAll<HTMLElement>('[role=menuitem]')].filter(
    (item) => item.closest('.menu-panel') === panel,
  );

function moveWithin(panel: Element, event: KeyboardEvent): void {
  const items = focusables(panel);
  const at = items.findIndex((item) => item === document.activeElement);
  if (at === -1) return;
  const last = items.length - 1;
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const next = items[places[event.key] ?? -1];
  if (!next) return;
  next.focus();
  event.preventDefault();
  event.stopPropagation();
}

/** Places a panel as close to the given point as the window allows. */
function putWithin(panel: HTMLElement, x: number, y: number): void {
  const within = (wanted: number, room: number): string =>
    `${String(Math.max(8, Math.min(wanted, room - 8)))}px`;
  panel.style.left = within(x, window.innerWidth - panel.offsetWidth);
  panel.style.top = within(y, window.innerHeight - panel.offsetHeight);
}

/** Opens a menu at the pointer. */
export function contextMenu(x: number, y: number, entries: readonly Entry[]): void {
  const before = document.activeElement;
  const close = (): void => {
    panel.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    document.removeEventListener('pointerdown', outside, true);
  };
  const outside = (event: Event): void => {
    if (!(event.target instanceof Node) || !panel.contains(event.target)) close();
  };
  const panel = h(
    'div',
    { class: 'menu-panel context', role: 'menu' },
    ...entries.map(({ caption, color = '', run }) => {
      const item = h(
        'button',
        {
          type: 'button',
          role: 'menuitem',
          tabindex: -1,
          onclick: () => {
            close();
            run();
          },
        },
        caption,
      );
      if (color !== '') item.style.color = `#${color}`;
      return item;
    }),
  );
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else moveWithin(panel, event);
  });
  document.body.append(panel);
  putWithin(panel, x, y);
  document.addEventListener('pointerdown', outside, true);
  focusables(panel)[0]?.focus();
}
