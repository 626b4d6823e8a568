// Owns the table of rooms (which folder may import what) and finding where a source does otherwise: static and dynamic
// imports, re-exports, `require`, and types alike. A room that may not know another's code may not know its words either.
// Tests and build scripts may import anything; a folder that the table does not name may not exist.
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Source { readonly path: string; readonly text: string }
export interface Violation { readonly path: string; readonly line: number; readonly message: string }

interface Room {
  readonly name: string;
  readonly holds: RegExp;
  /** Beside its own files. A folder ends in a slash, a file has no extension; both are seen from the root. */
  readonly places: readonly string[];
  /** By name; a star stands for the rest of it. */
  readonly packages: readonly string[];
}

/** Handles and reading rows by them; opening, locking and backing up are the store's own. */
const storeHandles = ['db/store/handle', 'db/store/rows', 'db/store/searchIndex'];
const hostPlaces = ['db/core', 'db/contract/', 'electron/process/'];
const hostPackages = ['node:*', 'zod', 'uuid'];

const rooms: readonly Room[] = [
  { name: 'the contract', holds: /^db\/contract\//u, places: [], packages: ['zod'] },
  { name: 'the rules of evidence', holds: /^db\/evidence\//u, places: ['db/contract/'], packages: [] },
  { name: 'the journal', holds: /^db\/journal\//u, places: ['db/contract/', ...storeHandles], packages: ['node:crypto'] },
  { name: 'the checks', holds: /^db\/checks\//u, places: ['db/contract/', 'db/evidence/', 'db/journal/', ...storeHandles], packages: ['node:crypto'] },
  { name: 'the commands', holds: /^db\/commands\//u, places: ['db/contract/', 'db/evidence/', 'db/journal/', ...storeHandles], packages: [] },
  { name: 'the queries', holds: /^db\/queries\//u, places: ['db/contract/', 'db/evidence/', 'db/journal/', ...storeHandles], packages: [] },
  { name: 'the releases', holds: /^db\/releases\//u, places: ['db/contract/', 'db/evidence/', 'db/journal/', ...storeHandles], packages: ['node:crypto', 'node:zlib', 'zod'] },
  { name: 'the readers', holds: /^db\/imports\//u, places: ['db/contract/', 'db/evidence/'], packages: ['papaparse', 'read-excel-file', '@retorquere/bibtex-parser', 'fflate', 'saxen'] },
  { name: 'the writers', holds: /^db\/exports\//u, places: ['db/contract/', 'db/evidence/'], packages: ['fflate', 'papaparse', 'citeproc', 'saxen'] },
  { name: 'merging', holds: /^db\/merge\//u, places: ['db/contract/', 'db/evidence/'], packages: [] },
  { name: 'the store', holds: /^db\/(?:store|migrations)\//u, places: ['db/contract/', 'db/evidence/'], packages: ['better-sqlite3', 'node:*', 'zod', 'uuid'] },
  { name: 'the built-in review', holds: /^db\/seed\//u, places: ['db/contract/', 'db/evidence/', 'db/journal/', 'db/store/handle', 'db/store/rows'], packages: [] },
  { name: 'the door', holds: /^db\/[^/]+$/u, places: ['db/', 'package.json'], packages: ['better-sqlite3', 'node:*', 'zod', 'uuid'] },
  { name: 'the core process', holds: /^electron\/process\//u, places: ['db/core', 'db/contract/'], packages: hostPackages },
  { name: 'the loopback host', holds: /^electron\/loopback\//u, places: [...hostPlaces, 'package.json'], packages: hostPackages },
  { name: 'the command line', holds: /^electron\/cli\//u, places: [...hostPlaces, 'package.json'], packages: hostPackages },
  { name: 'the desktop host', holds: /^electron\/[^/]+$/u, places: [...hostPlaces, 'package.json'], packages: ['electron', ...hostPackages] },
  {
    name: 'the renderer', holds: /^renderer\//u, places: ['db/contract/'],
    packages: [
      'react', 'react-dom', 'ag-grid-community', 'ag-grid-react', '@mantine/*', '@tanstack/react-query', 'zustand', 'zod', 'uuid', '@fontsource-variable/*', '@observablehq/plot', 'cytoscape',
    ],
  },
];

/** Refusals inside what is allowed otherwise. */
const refusals: readonly { readonly from: RegExp; readonly place: RegExp; readonly name?: string; readonly why: string }[] = [
  { from: /^db\/commands\//u, place: /^db\/commands\//u, why: 'one command does not know another' },
  { from: /^db\/queries\//u, place: /^db\/store\//u, name: 'WriteHandle', why: 'queries never see the write handle' },
];

export function violationsOf(sources: readonly Source[]): readonly Violation[] {
  return sources.flatMap(violationsIn);
}

function violationsIn({ path, text }: Source): readonly Violation[] {
  if (/^(?:tests|build)\//u.test(path)) return [];
  const room = rooms.find(({ holds }) => holds.test(path));
  if (room === undefined) return [{ path, line: 1, message: 'the table of rooms does not know this folder' }];
  return importsOf(path, text).flatMap(({ specifier, names, line }) => {
    const message = refusal(room, path, specifier, names);
    return message === null ? [] : [{ path, line, message }];
  });
}

function refusal(room: Room, path: string, specifier: string | null, names: readonly string[]): string | null {
  if (specifier === null) return `${room.name} may import by a plain text only, so that this test can read it`;
  const bare = specifier.replace(/\?.*$/u, '');
  if (!bare.startsWith('.')) return room.packages.some((allowed) => isMeant(allowed, bare)) ? null : `${room.name} may not import ${bare}`;
  const place = posix.join(posix.dirname(path), bare).replace(/\.(?:ts|tsx|js|mjs)$/u, '');
  const isOwn = rooms.find(({ holds }) => holds.test(`${place}.ts`)) === room;
  if (!isOwn && !room.places.some((allowed) => allowed.endsWith('/') ? place.startsWith(allowed) : place === allowed)) return `${room.name} may not import ${place}`;
  return refusals.find((rule) => rule.from.test(path) && rule.place.test(place) && (rule.name === undefined || names.includes(rule.name) || names.includes('*')))?.why ?? null;
}

function isMeant(allowed: string, specifier: string): boolean {
  return allowed.endsWith('*') ? specifier.startsWith(allowed.slice(0, -1)) : specifier === allowed || specifier.startsWith(`${allowed}/`);
}

interface Import {
  /** null when it is computed. */
  readonly specifier: string | null;
  /** As the other module calls them; a star for all. */
  readonly names: readonly string[];
  readonly line: number;
}

export function importsOf(path: string, text: string): readonly Import[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} can't be read: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (start: number, specifier: string | null, names: readonly string[]): void => {
    found.push({ specifier, names, line: text.slice(0, start).split('\n').length });
  };
  new Visitor({
    ImportDeclaration: ({ start, source, specifiers }) => add(start, source.value, specifiers.map((each) => each.type === 'ImportSpecifier' ? nameOf(each.imported) : each.type === 'ImportDefaultSpecifier' ? 'default' : '*')),
    ExportNamedDeclaration: ({ start, source, specifiers }) => { if (source !== null) add(start, source.value, specifiers.map(({ local }) => nameOf(local))); },
    ExportAllDeclaration: ({ start, source }) => add(start, source.value, ['*']),
    ImportExpression: ({ start, source }) => add(start, textOf(source), ['*']),
    TSImportType: ({ start, source, qualifier }) => add(start, source.value, qualifier === null ? ['*'] : text.slice(qualifier.start, qualifier.end).split('.').slice(0, 1)),
    TSImportEqualsDeclaration: ({ start, moduleReference }) => { if (moduleReference.type === 'TSExternalModuleReference') add(start, moduleReference.expression.value, ['*']); },
    CallExpression: ({ start, callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require' && first !== undefined) add(start, first.type === 'SpreadElement' ? null : textOf(first), ['*']);
    },
  }).visit(program);
  return found.toSorted((left, right) => left.line - right.line);
}

type Named = { readonly type: string; readonly name?: unknown; readonly value?: unknown };

function nameOf(named: Named): string {
  return String(named.name ?? named.value);
}

function textOf(expression: { readonly type: string; readonly value?: unknown; readonly expressions?: readonly unknown[]; readonly quasis?: readonly { readonly value: { readonly cooked: string | null } }[] }): string | null {
  if (expression.type === 'Literal' && typeof expression.value === 'string') return expression.value;
  return expression.type === 'TemplateLiteral' && expression.expressions?.length === 0 ? expression.quasis?.[0]?.value.cooked ?? null : null;
}
