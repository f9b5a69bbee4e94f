/** The credit register: the city office keeps it, auditors read it. */
import {
  CreditImport,
  CreditPage,
  CreditParams,
  CreditQuery,
  CreditRecordEntered,
  CreditRecordRevoked,
  EnterCreditRecord,
  ImportCreditRecords,
  RevokeCreditRecord,
} from '../../contracts/credit.ts';
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { FieldFault } from '../../contracts/problems.ts';
import type { Tx } from '../../db/client.ts';
import {
  creditRecordExists,
  enterCreditRecord,
  importCreditRecords,
  knownCreditRecords,
  listCreditRecords,
  revokeCreditRecord,
} from '../../db/credit.ts';
import { codesTakenWithEvidence, enterpriseByIdentifier } from '../../db/enterprises.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { IDENTIFIER_FAULTS } from '../enterprises/identifier.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { type CreditFile, checkCreditIdentifier, readCreditFile } from './csv.ts';

const tag = 'credit';
/** Faults of a file that a refusal names; the dry run names them all. */
const MOST_FAULTS = 100;

/** The code in its kept form; one that fails its check digit passes when an enterprise is registered by it. */
async function judge(tx: Tx, identifier: string): Promise<string> {
  const check = checkCreditIdentifier(identifier);
  if (check.ok) return check.normalised;
  if (check.rule === 'checkDigit' && (await enterpriseByIdentifier(tx, check.normalised))) return check.normalised;
  throw new Problem('invalid', {
    errors: [{ pointer: '/identifier', rule: check.rule, message: IDENTIFIER_FAULTS[check.rule] }],
  });
}

const faultsOf = ({ faults }: CreditFile): FieldFault[] =>
  faults.slice(0, MOST_FAULTS).map(({ line, column, rule, value }) => ({
    pointer: `/lines/${line}${column === null ? '' : `/${column}`}`,
    rule,
    message: `Line ${line}${column === null ? '' : `, ${column}`}: ${rule}${value === '' ? '' : ` (${value})`}`,
  }));

export const creditRoutes: readonly Route[] = [
  query({
    id: 'creditRecords.list',
    method: 'get',
    path: '/credit-records',
    tag,
    summary: 'The register of trustworthy and untrustworthy enterprises',
    permission: 'credit.read',
    query: CreditQuery,
    reply: CreditPage,
    run: async ({ tx, query: asked }) => page(await listCreditRecords(tx, asked), asked),
  }),
  command({
    id: 'creditRecords.enter',
    method: 'post',
    path: '/credit-records',
    tag,
    summary: 'Enter one record',
    permission: 'credit.manage',
    body: EnterCreditRecord,
    reply: CreditRecordEntered,
    status: 201,
    run: async ({ tx, actor, body }) => {
      const identifier = await judge(tx, body.identifier);
      const id = await enterCreditRecord(tx, { ...body, identifier }, signedIn(actor).userId);
      if (id === null) {
        throw new Problem('duplicate', {
          detail: 'The register holds a record of this organisation, kind and document number: revoke it first',
        });
      }
      return { id };
    },
  }),
  command({
    id: 'creditRecords.import',
    method: 'post',
    path: '/credit-records/imports',
    tag,
    summary: 'Enter a CSV file as a whole, or judge each of its lines in a dry run',
    permission: 'credit.manage',
    body: ImportCreditRecords,
    reply: CreditImport,
    run: async ({ tx, actor, body }) => {
      const bytes = Buffer.from(body.content, 'base64');
      const file = readCreditFile(bytes, await codesTakenWithEvidence(tx));
      if (file === null) {
        throw new Problem('invalid', {
          errors: [
            { pointer: '/content', rule: 'encoding', message: 'Neither UTF-8 nor GB 18030: save the file as one' },
          ],
        });
      }
      const { encoding, lines, faults } = file;
      if (!body.dryRun && faults.length > 0) throw new Problem('invalid', { errors: faultsOf(file) });
      const records = file.records.map(({ line: _, ...record }) => record);
      const known = await knownCreditRecords(tx, records);
      const fresh = records.filter((_, no) => !known.has(no));
      if (body.dryRun) return { dryRun: true, encoding, lines, entered: fresh.length, known: known.size, faults };
      const sha256 = sha256Hex(bytes);
      const entered = await importCreditRecords(tx, fresh, { sha256, lines }, signedIn(actor).userId);
      return { dryRun: false, encoding, lines, entered, known: lines - entered, faults: [] };
    },
  }),
  command({
    id: 'creditRecords.revoke',
    method: 'post',
    path: '/credit-records/:recordId/revocation',
    tag,
    summary: 'Take a record out of force, with the reason; it stays readable',
    permission: 'credit.manage',
    params: CreditParams,
    body: RevokeCreditRecord,
    reply: CreditRecordRevoked,
    subject: async (tx, { recordId }) => {
      if (!(await creditRecordExists(tx, recordId))) throw new Problem('notFound');
      return {};
    },
    run: async ({ tx, actor, params, body }) => {
      const revokedAt = await revokeCreditRecord(tx, params.recordId, body.reason, signedIn(actor).userId);
      if (revokedAt === null) throw new Problem('wrongState', { detail: 'it was revoked before' });
      return { revokedAt };
    },
  }),
];
