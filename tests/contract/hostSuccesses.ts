// What a host answers itself: one success for every method, in each host that has one.
import { expect } from 'vitest';
import type { HostMethodName } from '../../db/contract/hostMethods';
import type { Bench } from './bench';

export const hostSuccesses = {
  getHost: async ({ callHost, way }) => {
    expect(await callHost('getHost', {})).toMatchObject({ kind: way.host, platform: process.platform, version: expect.stringMatching(/^\d+\.\d+\.\d+/u) });
  },
  chooseDocument: async ({ callHost, way }) => {
    if (way.host === 'electron') await way.bring('/somewhere/chosen.lacuna');
    expect(await callHost('chooseDocument', {})).toEqual({ path: way.host === 'electron' ? '/somewhere/chosen.lacuna' : null });
  },
  chooseFiles: async ({ callHost, way }) => {
    if (way.host === 'electron') await way.bring('/somewhere/trials.csv');
    expect(await callHost('chooseFiles', {})).toEqual({ paths: way.host === 'electron' ? ['/somewhere/trials.csv'] : [] });
  },
  chooseDestination: async ({ callHost, way }) => {
    const planned = await way.place('Table 1.csv');
    const { path } = await callHost('chooseDestination', { suggestedName: 'Table 1.csv', extension: 'csv', title: 'Export' });
    expect(path).toMatch(/Table 1\.csv$/u);
    if (way.host === 'loopback') expect(path, 'a fresh place each time').not.toBe(planned);
  },
  revealFile: async ({ call, callHost, way }) => {
    const path = await way.place('shown.csv');
    await call('exportTable', { table: 'factors', format: 'csv', path });
    expect(await callHost('revealFile', { path })).toEqual({ isShown: way.host === 'electron' });
    expect(await callHost('revealFile', { path: '/etc/hostname' })).toEqual({ isShown: false });
  },
  answerClose: async ({ callHost }) => {
    expect(await callHost('answerClose', { mayClose: false })).toBeNull();
  },
} as const satisfies { readonly [Name in HostMethodName]: (bench: Bench) => Promise<void> };
