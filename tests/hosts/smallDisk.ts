// Owns a disk that is soon full: a small memory file system, where the machine lets us mount one. Says why not, elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves `bytes` free. */
  fill(bytes: number): void;
  /** Takes the filling away again. */
  free(): void;
  unmount(): void;
}

/** The disk, or the reason why there is none. */
export function mountSmallDisk(bytes: number): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk can be mounted by the superuser of Linux only';
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    rmdirSync(folder);
    return `no small disk can be mounted here (${mounted.stderr.trim() || 'mount is missing'})`;
  }
  const filling = join(folder, '.filling');
  const free = (): void => rmSync(filling, { force: true });
  return {
    folder, free,
    fill: (left) => {
      free();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    unmount: () => {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
