// The two ways without a host: the core in this process, and the core in a forked process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCore, systemDeps } from '../../db/core';
import type { LacunaEvent } from '../../db/contract/events';
import type { AnyReply, Call, CallBatch } from '../../db/contract/rpc';
import { createCoreClient } from '../../electron/process/coreClient';
import { forkCore } from '../../electron/process/forkCore';
import type { Way } from './way';

export const coreProgram = resolve(import.meta.dirname, '../../out/main/coreProcess.js');

interface Door { call(call: Call): Promise<AnyReply>; cancel(callId: string): void; stop(): Promise<void> }

function wayOf(isText: boolean, open: (dataFolder: string, heard: (event: LacunaEvent) => void) => Door): Way {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lacuna-contract-'));
  const events: LacunaEvent[] = [];
  const door = open(dataFolder, (event) => { events.push(event); });
  let places = 0;
  return {
    host: null, isText, dataFolder,
    send: async (given) => {
      const { calls, cancel } = given as CallBatch; // a host's CallBatch check stands before these two
      for (const callId of cancel) door.cancel(callId);
      return { replies: await Promise.all(calls.map((call) => door.call(call))) };
    },
    heard: () => Promise.resolve([...events]),
    bring: (path) => Promise.resolve(path),
    place: (name) => { places += 1; return Promise.resolve(join(dataFolder, `${places} ${name}`)); },
    stop: async () => {
      await door.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export function startInProcess(): Promise<Way> {
  return Promise.resolve(wayOf(false, (dataFolder, heard) => {
    const core = createCore(systemDeps({ dataFolder, emit: heard }));
    return { call: (call) => core.dispatch(call), cancel: (callId) => core.cancel(callId), stop: () => core.close() };
  }));
}

export function startForked(): Promise<Way> {
  return Promise.resolve(wayOf(true, (dataFolder, heard) => {
    const client = createCoreClient({ spawn: () => forkCore(dataFolder, coreProgram) });
    client.onEvent(heard);
    return client;
  }));
}
