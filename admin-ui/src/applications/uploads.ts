/** Uploads under way. They live outside the page's parts, so that a step that is left goes on uploading. */
import type { DetailedError, Upload } from 'tus-js-client';
import type { ProblemDocument } from '../../../contracts/problems.ts';
import { ApiProblem } from '../providers/http.ts';

export type UploadTarget = { applicationId: string; slot: string; enterpriseId: string };
export type UploadState = {
  id: number;
  target: UploadTarget;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  phase: 'running' | 'paused' | 'waiting' | 'refused';
  problem: unknown;
};

const RETRIES_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

let nextId = 1;
let states: readonly UploadState[] = [];
const running = new Map<number, Upload>();
const listeners = new Set<() => void>();

function publish(next: readonly UploadState[]): void {
  states = next;
  for (const listener of listeners) listener();
}
const set = (id: number, change: Partial<UploadState>) =>
  publish(states.map((state) => (state.id === id ? { ...state, ...change } : state)));

/** The API's reason in a refused upload; null where no answer came at all. */
function problemOf(error: Error | DetailedError): ApiProblem | null {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return null;
  try {
    const document = JSON.parse(response.getBody()) as ProblemDocument;
    if (typeof document.code === 'string') return new ApiProblem(response.getStatus(), document);
  } catch {
    // Not a problem document: the status alone speaks.
  }
  return null;
}

const silence = () =>
  new ApiProblem(0, { type: 'urn:tenfold:problem:unavailable', code: 'unavailable', title: 'No answer', status: 0 });

export const uploads = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  snapshot: () => states,

  /** Starts an upload, or takes up one of the same file that was cut off before. `onDone` after the server recorded it. */
  async start(file: File, target: UploadTarget, onDone: () => void): Promise<void> {
    const id = nextId;
    nextId += 1;
    publish([
      ...states,
      { id, target, fileName: file.name, sizeBytes: file.size, sentBytes: 0, phase: 'running', problem: null },
    ]);
    const { Upload: Tus } = await import('tus-js-client');
    const upload = new Tus(file, {
      endpoint: '/api/v1/uploads',
      metadata: { ...target, fileName: file.name, mediaType: file.type || 'application/octet-stream' },
      retryDelays: RETRIES_MS,
      removeFingerprintOnSuccess: true,
      fingerprint: async () =>
        [
          'tenfold',
          target.applicationId,
          target.slot,
          target.enterpriseId,
          file.name,
          file.size,
          file.lastModified,
        ].join('/'),
      // A refusal with a reason is final; silence and broken connections are tried again.
      onShouldRetry: (error) => {
        const again = problemOf(error) === null;
        if (again) set(id, { phase: 'waiting' });
        return again;
      },
      onProgress: (sentBytes) => set(id, { sentBytes, phase: 'running' }),
      onError: (error) => set(id, { phase: 'refused', problem: problemOf(error) ?? silence() }),
      onSuccess: () => {
        running.delete(id);
        publish(states.filter((state) => state.id !== id));
        onDone();
      },
    });
    running.set(id, upload);
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  },

  pause(id: number): void {
    void running.get(id)?.abort();
    set(id, { phase: 'paused' });
  },
  resume(id: number): void {
    set(id, { phase: 'running', problem: null });
    running.get(id)?.start();
  },
  /** Gives it up; what was sent so far is thrown away on the server too. */
  cancel(id: number): void {
    const upload = running.get(id);
    // What the server refused it has thrown away already.
    const refused = states.some((state) => state.id === id && state.phase === 'refused');
    running.delete(id);
    publish(states.filter((state) => state.id !== id));
    void upload?.abort(!refused).catch(() => undefined);
  },
};
