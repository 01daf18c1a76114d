import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Environment } from './agents/agent.ts';
import { localTimeZone } from './clock/calendar.ts';
import { systemClock } from './clock/clock.ts';
import { Engine } from './engine.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';
import { readOwnPrices } from './ledger/prices/ownPrices.ts';
import { PRICE_DATA } from './ledger/prices/priceData.ts';
import { PriceTable } from './ledger/prices/priceTable.ts';
import { createStore } from './store/createStore.ts';
import type { EngineEvents, EngineMethods, EngineSettings } from '../protocol/messages.ts';
import { type Connection, connect, type Port } from '../protocol/rpc.ts';
import type { Problem } from '../protocol/viewModels.ts';
import { coalesce } from '../protocol/coalesce.ts';

// The thread in which the engine runs: joins it to the port of the thread that started it.

/** While much happens, views are told so often at the most; the first news of a burst goes out at once. */
const PUSH_MS = 50;

type EngineConnection = Connection<Record<string, never>, EngineEvents>;

async function start(port: Port, settings: EngineSettings): Promise<void> {
  let opened: (engine: Engine) => void;
  let failed: (error: unknown) => void;
  const ready = new Promise<Engine>((resolve, reject) => {
    opened = resolve;
    failed = reject;
  });
  ready.catch(() => undefined); // told to whoever asks
  let dashboardWanted = false;
  let closing = false;

  const connection: EngineConnection = connect<
    Record<string, never>,
    EngineMethods,
    EngineEvents,
    Record<string, never>
  >(port, {
    timers: systemClock,
    handlers: {
      dashboard: async () => (await ready).dashboard(),
      watchDashboard: ({ on }) => {
        dashboardWanted = on;
        return null;
      },
      refresh: async () => {
        const engine = await ready;
        await engine.refresh();
        return engine.status();
      },
      pauseReading: async () => {
        (await ready).pause();
        return null;
      },
      close: async () => {
        closing = true;
        await (await ready).close();
        return null;
      },
    },
  });

  const log: Logger = (level, message) => connection.send('log', { level, message });
  const { storageFolder, wasmPath, readerPath, extraFolders } = settings;
  const own = readOwnPrices(settings.prices);
  const environment: Environment = {
    home: os.homedir(),
    variables: process.env,
    extraFolders,
    platform: process.platform,
  };
  try {
    const { store, problems } = await createStore({ wasmPath, folder: storageFolder, host: os.hostname(), log });
    const engine = new Engine({
      environment,
      store,
      clock: systemClock,
      log,
      timeZone: localTimeZone(),
      readerPath,
      prices: new PriceTable(PRICE_DATA, own.prices),
      problems: [...problems, ...own.problems.map(priceProblem)],
    });
    const push = coalesce(systemClock, PUSH_MS, () => {
      if (closing) return;
      const { status, dashboard } = engine.look();
      connection.send('status', status);
      if (dashboardWanted) connection.send('dashboard', dashboard());
    });
    engine.onChange(push);
    opened!(engine);
    push();
    await engine.run();
  } catch (error) {
    log('error', `The engine could not start: ${messageOf(error)}`);
    failed!(error);
  }
}

function priceProblem(message: string, i: number): Problem {
  return { id: `price:${i}`, severity: 'warning', message };
}

if (parentPort) {
  const port = parentPort;
  void start(
    {
      post: (message) => port.postMessage(message),
      listen: (listener) => {
        port.on('message', listener);
        return () => port.off('message', listener);
      },
    },
    workerData as EngineSettings,
  );
}
