// Owns where the window stood on each display, in <data>/window.json. Refuses to open a window where nobody can see
// it: bounds that have left their display, or shrunk to nothing, are forgotten. An unreadable file is not an error.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Display, Rectangle } from 'electron';
import { z } from 'zod';

const Place = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1), isMaximized: z.boolean() });
const StoredBounds = z.object({ lastDisplay: z.string().nullable(), displays: z.record(z.string(), Place) });
export type Place = Readonly<z.infer<typeof Place>>;
type StoredBounds = Readonly<z.infer<typeof StoredBounds>>;

export const smallestWindow = { width: 720, height: 480 } as const;
const preferredWindow = { width: 1440, height: 900 } as const;
type ShownDisplay = Pick<Display, 'bounds' | 'workArea' | 'scaleFactor'>;

/** Ids of displays change when a cable is pulled; what a display looks like does not. */
export function displayKey({ bounds, scaleFactor }: ShownDisplay): string {
  return `${bounds.width}x${bounds.height}@${scaleFactor} at ${bounds.x},${bounds.y}`;
}

export interface BoundsFile {
  read(): StoredBounds;
  write(displays: ShownDisplay, place: Place): void;
}

export function openBoundsFile(path: string): BoundsFile {
  const read = (): StoredBounds => {
    try {
      return StoredBounds.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return { lastDisplay: null, displays: {} };
    }
  };
  return {
    read,
    write: (display, place) => {
      const lastDisplay = displayKey(display);
      const next: StoredBounds = { lastDisplay, displays: { ...read().displays, [lastDisplay]: place } };
      mkdirSync(dirname(path), { recursive: true });
      const partPath = `${path}.part`;
      writeFileSync(partPath, `${JSON.stringify(next, null, 2)}\n`);
      renameSync(partPath, path);
    },
  };
}

/** Where to open: on the display used last if it is still there, else on the primary one. */
export function openingPlace(stored: StoredBounds, displays: readonly ShownDisplay[], primary: ShownDisplay): Place {
  const display = displays.find((candidate) => displayKey(candidate) === stored.lastDisplay) ?? primary;
  const place = stored.displays[displayKey(display)];
  return place !== undefined && isVisibleIn(place, display.workArea) ? place : centredIn(display.workArea);
}

/** A title bar that can be caught, and a window that can be read. */
function isVisibleIn(place: Place, area: Rectangle): boolean {
  const shownWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return place.width >= smallestWindow.width && place.height >= smallestWindow.height
    && shownWidth >= 200 && place.y >= area.y - 20 && place.y <= area.y + area.height - 80;
}

function centredIn(area: Rectangle): Place {
  const width = Math.min(preferredWindow.width, area.width);
  const height = Math.min(preferredWindow.height, area.height);
  return { x: area.x + Math.round((area.width - width) / 2), y: area.y + Math.round((area.height - height) / 2), width, height, isMaximized: false };
}
