// The workbench's only page: an empty frame that the client fills. It contains the token but nothing of the
// workbook.

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
