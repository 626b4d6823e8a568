// Makes the icons of the packages from the two drawings (renderer/ui/icon.svg, build/icons/document.svg), in a browser
// that is there: `node build/icons/makeIcons.mjs`. Its results are kept in build/icons, so that packing needs neither a browser
// nor a download. Run it again when a drawing changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { icnsFile, icoFile } from './iconFiles.mjs';
import { prepare, root } from '../prestep.mjs';
import { runScript, say } from '../speech.mjs';

const folder = import.meta.dirname;
const icoSizes = [16, 24, 32, 48, 64, 256];
const icnsSizes = [32, 64, 128, 256, 512, 1024];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
/** Apple's grid: the shape fills 824 of 1024 points, the rest is room for its shadow. */
const macInset = 100 / 1024;

await runScript(async () => {
  const { browser: executablePath } = await prepare({ needsBrowser: true, needsBuild: false });
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ args: process.getuid?.() === 0 ? ['--no-sandbox'] : [], ...(executablePath === null ? {} : { executablePath }) });
  try {
    const page = await browser.newPage();
    /** @param {string} path @param {number} size in pixels @param {number} inset share of the size that stays empty on each side */
    const draw = async (path, size, inset = 0) => {
      const drawing = await page.evaluate(drawInPage, { svg: readFileSync(path, 'utf8'), size, inset });
      return { size, png: Buffer.from(drawing.png, 'base64'), rgba: Buffer.from(drawing.rgba, 'base64') };
    };
    /** @param {string} path @param {readonly number[]} sizes @param {number} [inset] */
    const drawAll = async (path, sizes, inset) => {
      const drawings = [];
      for (const size of sizes) drawings.push(await draw(path, size, inset));
      return drawings;
    };
    const application = join(root, 'renderer', 'ui', 'icon.svg');
    const document = join(folder, 'document.svg');
    mkdirSync(join(folder, 'linux'), { recursive: true });
    for (const { size, png } of await drawAll(application, linuxSizes)) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png);
    writeFileSync(join(folder, 'icon.ico'), icoFile(await drawAll(application, icoSizes)));
    writeFileSync(join(folder, 'icon.icns'), icnsFile(await drawAll(application, icnsSizes, macInset)));
    writeFileSync(join(folder, 'document.ico'), icoFile(await drawAll(document, icoSizes)));
    writeFileSync(join(folder, 'document.icns'), icnsFile(await drawAll(document, icnsSizes)));
  } finally {
    await browser.close();
  }
  say(`The icons are in ${folder}.`);
  return 0;
});

/** Runs in the page. @param {{ readonly svg: string, readonly size: number, readonly inset: number }} wanted */
async function drawInPage({ svg, size, inset }) {
  const image = new Image();
  // Without a size of its own a drawing is rasterised at the browser's default and then scaled: blurred.
  image.src = `data:image/svg+xml;base64,${btoa(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser has no canvas.');
  const edge = Math.round(size * inset);
  context.drawImage(image, edge, edge, size - 2 * edge, size - 2 * edge);
  const pixels = context.getImageData(0, 0, size, size).data;
  let binary = '';
  for (const value of pixels) binary += String.fromCharCode(value);
  return { png: canvas.toDataURL('image/png').split(',')[1] ?? '', rgba: btoa(binary) };
}
