// Owns running programs that are not ours on what the writers made: whether they are here, in a folder of their own, one
// call for several files. Refuses to pass over a failure: a program that is here and ends badly fails the test.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Time that a proof may take: programs start cold on a busy machine. */
export const proofTimeoutMs = 120_000;

function pathOf(program: string): string | null {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? null;
}

/** Why a proof cannot run here; null when all programs are here. */
export function whyNot(...programs: readonly string[]): string | null {
  const missing = programs.filter((program) => pathOf(program) === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed here`;
}

/** The same for LibreOffice, whose parts are packages of their own on Linux. */
export function whyNotOffice(part: 'writer' | 'calc'): string | null {
  const path = pathOf('soffice');
  if (path === null) return 'LibreOffice is not installed here';
  if (process.platform !== 'linux') return null;
  const library = join(dirname(realpathSync(path)), part === 'writer' ? 'libswlo.so' : 'libsclo.so');
  return existsSync(library) ? null : `LibreOffice is here without its ${part}`;
}

/** Why LaTeX cannot compile our documents here: the engine, its packages, or the fonts are missing. */
export async function whyNotLatex(engine: string): Promise<string | null> {
  const missing = whyNot(engine, 'kpsewhich', 'pdftotext');
  if (missing !== null) return missing;
  const wanted = ['threeparttablex.sty', 'booktabs.sty', 'caption.sty', 'amssymb.sty', 'lmodern.sty', 'lmroman10-regular.otf', ...(engine === 'pdflatex' ? [] : ['fontspec.sty']), ...(engine === 'lualatex' ? ['luaotfload.sty'] : [])];
  const absent: string[] = [];
  for (const file of wanted) {
    try {
      await run('kpsewhich', [file], tmpdir());
    } catch {
      absent.push(file);
    }
  }
  return absent.length === 0 ? null : `${engine} is here without ${absent.join(', ')}`;
}

export interface Workshop {
  readonly folder: string;
  put(name: string, content: Uint8Array | string): void;
  read(name: string): string;
  close(): void;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-proof-'));
  return {
    folder,
    put: (name, content) => writeFileSync(join(folder, name), content),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the program says; an exit code other than 0 is an error with it. */
export async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  const env = { ...process.env, openout_any: 'p', openin_any: 'r', max_print_line: '1000' };
  const { stdout } = await promisify(execFile)(program, [...args], { cwd: folder, env, timeout: proofTimeoutMs, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });
  return stdout;
}

/** LibreOffice on several files at once, with a profile of its own, so that a running one is left alone. */
export async function convert(workshop: Workshop, to: string, names: readonly string[], ...options: readonly string[]): Promise<void> {
  const profile = pathToFileURL(join(workshop.folder, 'profile')).href;
  const said = await run('soffice', [`-env:UserInstallation=${profile}`, '--headless', ...options, '--convert-to', to, ...names], workshop.folder);
  const missing = names.map((name) => name.replace(/[^.]+$/u, to.split(':')[0] ?? to)).filter((name) => !existsSync(join(workshop.folder, name)));
  if (missing.length > 0) throw new Error(`LibreOffice made no ${missing.join(', ')}: ${said}`);
}
