// The icons that are kept with the sources: every size that the systems ask for, readable, and drawn from the drawings
// as they are now. A changed drawing fails here until `node build/icons/makeIcons.mjs` has run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, repository } from '../hosts/electronHarness';

const folder = join(repository, 'build', 'icons');
const application = join(repository, 'renderer', 'ui', 'icon.svg');
const document = join(folder, 'document.svg');
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

interface Picture { readonly width: number; readonly height: number; readonly pixels: readonly number[] }

/** As the browser reads it, at its own size and then at one at which pictures can be compared. A drawing has no size until it is given one. */
async function pictureOf(bytes: Buffer | string, type: string, size: number | null = null, inset = 0): Promise<Picture> {
  return page.evaluate(async ({ address, size, inset }) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const width = size ?? image.naturalWidth;
    const edge = Math.round(width * inset);
    const canvasOf = (picture: CanvasImageSource, side: number, from: number): HTMLCanvasElement => {
      const canvas = window.document.createElement('canvas');
      canvas.width = side;
      canvas.height = side;
      canvas.getContext('2d')?.drawImage(picture, from, from, side - 2 * from, side - 2 * from);
      return canvas;
    };
    const compared = canvasOf(canvasOf(image, width, edge), 64, 0).getContext('2d')?.getImageData(0, 0, 64, 64).data;
    return { width, height: size ?? image.naturalHeight, pixels: [...(compared ?? [])] };
  }, { address: `data:${type};base64,${Buffer.from(bytes).toString('base64')}`, size, inset });
}

/** Mean difference of the channels, 0 to 255. */
function difference(one: Picture, other: Picture): number {
  return one.pixels.reduce((sum, value, index) => sum + Math.abs(value - (other.pixels[index] ?? 0)), 0) / one.pixels.length;
}
/** Another browser smooths edges another way; another drawing differs by 30 and more. */
const most = 4;
const drawn = (path: string, size: number, inset = 0): Promise<Picture> => pictureOf(readFileSync(path, 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `), 'image/svg+xml', size, inset);

/** A file of Windows' icons that holds only the one at `index`. */
function oneOfIco(ico: Buffer, index: number): Buffer {
  const entry = Buffer.from(ico.subarray(6 + 16 * index, 22 + 16 * index));
  const image = ico.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8));
  entry.writeUInt32LE(22, 12);
  return Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), entry, image]);
}

function icnsEntries(icns: Buffer): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>();
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) entries.set(icns.subarray(at, at + 4).toString('latin1'), icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
  return entries;
}

test('two drawings that differ are told apart', async () => {
  expect(difference(await drawn(application, 64), await drawn(document, 64))).toBeGreaterThan(30);
});

test('Linux: each size is the size that its name says, and shows the drawing', async () => {
  const names = readdirSync(join(folder, 'linux'));
  expect(names.map((name) => Number.parseInt(name, 10)).sort((one, other) => one - other)).toEqual([16, 24, 32, 48, 64, 128, 256, 512]);
  for (const name of names) {
    const picture = await pictureOf(readFileSync(join(folder, 'linux', name)), 'image/png');
    expect(`${picture.width}x${picture.height}.png`).toBe(name);
    expect([name, difference(picture, await drawn(application, picture.width)) < most]).toEqual([name, true]);
  }
});

describe.each([['icon.ico', application], ['document.ico', document]])('Windows: %s', (name, path) => {
  test('holds the sizes from 16 to 256, each readable and the drawing', async () => {
    const ico = readFileSync(join(folder, name));
    const sizes: number[] = [];
    for (let index = 0; index < ico.readUInt16LE(4); index += 1) {
      const picture = await pictureOf(oneOfIco(ico, index), 'image/x-icon');
      sizes.push(picture.width);
      expect([picture.width, difference(picture, await drawn(path, picture.width)) < most]).toEqual([picture.width, true]);
    }
    expect(sizes).toEqual([16, 24, 32, 48, 64, 256]);
  });
});

describe.each([['icon.icns', application, 100 / 1024], ['document.icns', document, 0]])('macOS: %s', (name, path, inset) => {
  test('holds every size and density, with the room that the system’s grid wants', async () => {
    const icns = readFileSync(join(folder, name));
    expect([icns.subarray(0, 4).toString('latin1'), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const entries = icnsEntries(icns);
    const sizes: Record<string, number> = {};
    for (const [type, png] of entries) {
      const picture = await pictureOf(png, 'image/png');
      sizes[type] = picture.width;
      expect([type, difference(picture, await drawn(path, picture.width, inset)) < most]).toEqual([type, true]);
    }
    expect(sizes).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 });
  });
});
