// The workbench's only page: an empty frame that the client fills. It contains the token but nothing of the
// workbook.

export interface Assets {
  readonly script: string;
  readonly style: string;
  /** Ids of the programmes with a public page. */
  readonly published: readonly string[];
}

/** A sheet with a tick: according to the rules. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5f8b"/><path d="M8 10h9M8 16h6M8 22h4" stroke="#fff" stroke-opacity=".55" stroke-width="2.4" stroke-linecap="round"/><path d="m14.5 20.5 4 4 7.5-10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';

export const workbenchPage = (token: string): string => `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="reglament-token" content="${token}">
<title>Регламент</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/workbench.css">
</head>
<body>
<div id="app"></div>
<noscript><p>Стенду нужен JavaScript.</p></noscript>
<script src="/workbench.js"></script>
</body>
</html>
`;
