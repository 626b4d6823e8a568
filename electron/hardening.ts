// Owns what Chromium may not do: reach the network, ask for a permission, navigate, open windows, embed, download, or
// fetch dictionaries. Follows https://www.electronjs.org/docs/latest/tutorial/security; refuses by default, allows by name.
import { app, type Session, type WebContents } from 'electron';
import { isAppUrl, pageUrl } from './protocol';

/** Before the application is ready. Nothing leaves the machine: no name is even looked up. */
export function forbidNetworking(): void {
  const switches: readonly (readonly [name: string, value?: string])[] = [
    ['disable-background-networking'],
    ['disable-component-update'],
    ['disable-domain-reliability'],
    ['disable-sync'],
    ['disable-quic'],
    ['no-pings'],
    ['no-first-run'],
    ['dns-prefetch-disable'],
    ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ];
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
}

/** Every kind of web contents, whoever makes it, gets the same walls. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    // Reloading the page itself is the one navigation that a page may start.
    if (!isSamePage(event.url) || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isSamePage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isSamePage(url: string): boolean {
  return url.split('#')[0] === pageUrl;
}

export interface SessionRules {
  /** Developer tools load their own files; only an unpackaged application has them. */
  readonly hasDevTools: boolean;
}

export function hardenSession(session: Session, { hasDevTools }: SessionRules): void {
  session.setPermissionRequestHandler((_contents, permission, callback, { isMainFrame, requestingUrl }) => callback(isGranted(permission, isMainFrame, requestingUrl)));
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { isMainFrame }) => isGranted(permission, isMainFrame, requestingOrigin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url, hasDevTools) }));
  // A proxy's configuration script would be fetched from the network.
  void session.setProxy({ mode: 'direct' });
}

/**
 * One permission of all: a page that a curator has just clicked in may put cells on the clipboard. A selection of more
 * rows than are loaded cannot go through the copy event alone. Reading the clipboard stays with the paste event.
 */
function isGranted(permission: string, isMainFrame: boolean, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isMainFrame && isAppUrl(requestingUrl);
}

export function mayLoad(url: string, hasDevTools: boolean): boolean {
  if (isAppUrl(url) || url.startsWith('data:')) return true;
  if (url.startsWith('blob:')) return isAppUrl(url.slice('blob:'.length));
  return hasDevTools && url.startsWith('devtools:');
}
