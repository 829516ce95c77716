// HtmlService and ContentService: outputs that only hold their text; the workbench shows them.
import type { Members, Sandbox } from '../sandbox.js';

const FRAME_MODES = { ALLOWALL: 'ALLOWALL', DEFAULT: 'DEFAULT' };
const SANDBOX_MODES = { IFRAME: 'IFRAME', EMULATED: 'EMULATED', NATIVE: 'NATIVE' };
const MIME_TYPES = {
  CSV: 'CSV',
  ICAL: 'ICAL',
  JAVASCRIPT: 'JAVASCRIPT',
  JSON: 'JSON',
  TEXT: 'TEXT',
  XML: 'XML',
};

export function htmlService(expose: Sandbox['expose']): Members {
  const output = (html: string): object => {
    const content = [html];
    const facts: Record<string, unknown> = {};
    const put = (name: string) => (value: unknown) => {
      facts[name] = value;
      return self;
    };
    const self: object = expose(
      'HtmlOutput',
      {
        getContent: () => content.join(''),
        append: (more: string) => {
          content.push(more);
          return self;
        },
        clear: () => {
          content.length = 0;
          return self;
        },
        setTitle: put('title'),
        getTitle: () => facts['title'] ?? null,
        setWidth: put('width'),
        getWidth: () => facts['width'] ?? null,
        setHeight: put('height'),
        getHeight: () => facts['height'] ?? null,
        setXFrameOptionsMode: put('frame'),
        setSandboxMode: put('sandbox'),
        setFaviconUrl: put('icon'),
        addMetaTag: (name: string, value: string) => put(`meta ${name}`)(value),
      },
      { free: true },
    );
    return self;
  };
  return {
    createHtmlOutput: (html = '') => output(html),
    XFrameOptionsMode: FRAME_MODES,
    SandboxMode: SANDBOX_MODES,
  };
}

export function contentService(expose: Sandbox['expose']): Members {
  return {
    MimeType: MIME_TYPES,
    createTextOutput: (text = '') => {
      let mimeType = MIME_TYPES.TEXT;
      const self: object = expose(
        'TextOutput',
        {
          getContent: () => text,
          setMimeType: (type: string) => {
            mimeType = type;
            return self;
          },
          getMimeType: () => mimeType,
        },
        { free: true },
      );
      return self;
    },
  };
}
