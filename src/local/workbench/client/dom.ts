// Creates elements in one expression. Texts become text nodes, never HTML.

type Value = string | number | boolean | null;
type Listener = (event: never) => void;
type Props = Readonly<Record<string, Value | Listener>>;
export type Child = Node | string | null;

/** `on…` adds a listener, false and null are skipped, true sets an attribute without a value. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A 20×20 icon with a single stroke. */
export function icon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  caret: 'm6 8 4 4 4-4',
  next: 'm8 5 5 5-5 5',
  close: 'm5 5 10 10M15 5 5 15',
  undo: 'M8 5 4 9l4 4M4 9h7a4.5 4.5 0 0 1 0 9H9',
  redo: 'm12 5 4 4-4 4M16 9H9a4.5 4.5 0 0 0 0 9',
  letter: 'M3 5.5h14v9H3zM3 6l7 5 7-5',
  open: 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4l3 2',
  day: 'M4 5h12v11H4zM4 8.5h12M7 3v3M13 3v3',
  list: 'M4 6h12M4 10h12M4 14h12',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M13 13l4 4',
} as const;

/** The cross that closes its container. */
export const closeButton = (close: () => void): HTMLButtonElement =>
  h('button', { type: 'button', class: 'ghost', 'aria-label': 'Закрыть', onclick: close }, icon(ICONS.close));

export function clear(element: Element): void {
  element.replaceChildren();
}

/** The nearest ancestor of an event's target that matches the selector, or the target itself. */
export function around(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}
