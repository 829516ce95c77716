// HtmlService: outputs that only hold their text, for the workbench to show.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';

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
  readonly getWidth: () => number | null;
  readonly getHeight: () => number | null;
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
  const free = { free: true };
  const output = (html: string): object => {
    let width: number | null = null;
    let height: number | null = null;
    const metaTags: object[] = [];
    const self: object = expose(
      'HtmlOutput',
      {
        getContent: () => html,
        // Nothing here shows the title: the page has one of its own.
        setTitle: () => self,
        setWidth: (pixels: number) => {
          width = pixels;
          return self;
        },
        getWidth: () => width,
        setHeight: (pixels: number) => {
          height = pixels;
          return self;
        },
        getHeight: () => height,
        addMetaTag: (name: string, value: string) => {
          if (!META_TAGS.includes(name)) throw new ServiceError(`Invalid argument: meta tag ${name}`);
          metaTags.push(expose('HtmlOutputMetaTag', { getName: () => name, getContent: () => value }, free));
          return self;
        },
        getMetaTags: () => metaTags,
      },
      free,
    );
    return self;
  };
  return { createHtmlOutput: (html = '') => output(html) };
}
