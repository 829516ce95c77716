// HtmlService and ContentService: outputs that only hold their text, for the workbench to show.
import { ServiceError } from '../errors.js';
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

/** The meta tags that Google accepts in `addMetaTag`, except for twitter:…. */
const META_TAGS = [
  'apple-mobile-web-app-capable',
  'google-site-verification',
  'mobile-web-app-capable',
  'viewport',
];

interface MetaTag {
  readonly getName: () => string;
  readonly getContent: () => string;
}
/** The result of `HtmlService.createHtmlOutput`. */
export interface HtmlOutput {
  readonly getContent: () => string;
  readonly getMetaTags: () => readonly MetaTag[];
}

/** A page as Google serves it: without the meta tags of its own HTML, with those added to the output. */
export function servedPage(output: HtmlOutput): string {
  const tags = output
    .getMetaTags()
    .map((tag) => `<meta name="${tag.getName()}" content="${tag.getContent()}">`);
  const page = output.getContent().replace(/<meta\s+(name|http-equiv)=[^>]*>/gi, '');
  const head = /<head>(<meta charset=[^>]*>)?/i.exec(page);
  const at = head ? head.index + head[0].length : 0;
  return page.slice(0, at) + tags.join('') + page.slice(at);
}

export function htmlService(expose: Sandbox['expose']): Members {
  const output = (html: string): object => {
    const content = [html];
    const facts: Record<string, unknown> = {};
    const metaTags: object[] = [];
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
        addMetaTag: (name: string, value: string) => {
          if (!META_TAGS.includes(name)) throw new ServiceError(`Invalid argument: meta tag ${name}`);
          metaTags.push(
            expose('HtmlOutputMetaTag', { getName: () => name, getContent: () => value }, { free: true }),
          );
          return self;
        },
        getMetaTags: () => metaTags,
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
