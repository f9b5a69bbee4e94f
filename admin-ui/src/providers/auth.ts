/** Accounts by plain requests to `/api/auth`: sign-in, second factor, reset, sessions. */

/** A refusal of the account service; `code` such as `INVALID_EMAIL_OR_PASSWORD`. */
export class AuthProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'AuthProblem';
    this.status = status;
    this.code = code;
  }
}

async function request<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new AuthProblem(0, 'OFFLINE', 'no answer');
  }
  const reply = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
  if (!response.ok) {
    const code = response.status === 429 ? 'TOO_MANY' : (reply?.code ?? 'UNKNOWN');
    throw new AuthProblem(response.status, code, reply?.message ?? response.statusText);
  }
  return reply as T;
}
const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, body);

export type AccountSession = {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
};

export const auth = {
  /** `twoFactorRedirect` when a code is asked next. */
  signIn: (email: string, password: string) =>
    post<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password, rememberMe: true }),
  signUp: (person: { name: string; email: string; password: string; locale: string }) =>
    post<unknown>('/sign-up/email', { ...person, callbackURL: '/verify-email?done=1' }),
  signOut: () => post<unknown>('/sign-out'),
  verifyTotp: (code: string) => post<unknown>('/two-factor/verify-totp', { code, trustDevice: false }),
  verifyBackupCode: (code: string) => post<unknown>('/two-factor/verify-backup-code', { code }),
  enableTwoFactor: (password: string) =>
    post<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password }),
  disableTwoFactor: (password: string) => post<unknown>('/two-factor/disable', { password }),
  newBackupCodes: (password: string) =>
    post<{ backupCodes: string[] }>('/two-factor/generate-backup-codes', { password }),
  sendVerification: (email: string) =>
    post<unknown>('/send-verification-email', { email, callbackURL: '/verify-email?done=1' }),
  verifyEmail: (token: string) => request<unknown>('GET', `/verify-email?token=${encodeURIComponent(token)}`),
  requestReset: (email: string) => post<unknown>('/request-password-reset', { email, redirectTo: '/reset-password' }),
  resetPassword: (token: string, newPassword: string) => post<unknown>('/reset-password', { token, newPassword }),
  changePassword: (currentPassword: string, newPassword: string, revokeOtherSessions: boolean) =>
    post<unknown>('/change-password', { currentPassword, newPassword, revokeOtherSessions }),
  sessions: () => request<AccountSession[]>('GET', '/list-sessions'),
  currentSession: () => request<{ session: AccountSession } | null>('GET', '/get-session'),
  revokeSession: (token: string) => post<unknown>('/revoke-session', { token }),
  revokeOtherSessions: () => post<unknown>('/revoke-other-sessions'),
};
