/**
 * Which cases moved, told by the server. Tabs share one connection: a browser opens only six to one host, and the seventh
 * tab would wait for ever. The tab that holds the lock listens and passes the news on.
 */
import { useEffect, useRef } from 'react';

const ADDRESS = '/api/v1/events';
const CHANNEL = 'tenfold-moved';
const LOCK = 'tenfold-events';

type Listener = (caseIds: string[]) => void;
const listeners = new Set<Listener>();
let stop: (() => void) | null = null;

function tell(caseIds: string[]): void {
  for (const listener of listeners) listener(caseIds);
}

function caseIdsOf(data: string): string[] {
  try {
    const parsed = JSON.parse(data) as { caseIds?: unknown };
    return Array.isArray(parsed.caseIds) ? parsed.caseIds.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Opens the stream and keeps it open; the browser reconnects by itself, except after a refusal. */
function listen(onMoved: Listener): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const open = () => {
    source = new EventSource(ADDRESS);
    const receive = (event: MessageEvent<string>) => {
      const caseIds = caseIdsOf(event.data);
      if (caseIds.length > 0) onMoved(caseIds);
    };
    source.onmessage = receive;
    source.addEventListener('moved', receive as EventListener);
    source.onerror = () => {
      if (closed || source?.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, 10_000);
    };
  };
  open();
  return () => {
    closed = true;
    clearTimeout(again);
    source?.close();
  };
}

function start(): () => void {
  if (typeof BroadcastChannel === 'undefined' || navigator.locks === undefined) return listen(tell);
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<string[]>) => tell(event.data);
  const leaving = new AbortController();
  let release: () => void = () => {};
  navigator.locks
    .request(LOCK, { signal: leaving.signal }, () => {
      const close = listen((caseIds) => {
        channel.postMessage(caseIds);
        tell(caseIds);
      });
      return new Promise<void>((resolve) => {
        release = () => {
          close();
          resolve();
        };
      });
    })
    .catch(() => undefined);
  return () => {
    leaving.abort();
    release();
    channel.close();
  };
}

/** Calls `onMoved` when the case moved; with `undefined`, when any case moved that the person may see. */
export function useMoved(caseId: string | undefined, onMoved: (caseIds: string[]) => void): void {
  const latest = useRef(onMoved);
  latest.current = onMoved;
  useEffect(() => {
    const listener: Listener = (caseIds) => {
      if (caseId === undefined || caseIds.includes(caseId)) latest.current(caseIds);
    };
    listeners.add(listener);
    stop ??= start();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        stop?.();
        stop = null;
      }
    };
  }, [caseId]);
}
