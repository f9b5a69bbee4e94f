import type { DataProvider, GetListParams, GetListResult, Identifier, RaRecord } from 'ra-core';
import { ApiProblem, api, type QueryValues } from './request.ts';

/** Names that pages use → path below `/api/v1`. */
const PATHS: Record<string, string> = {
  applications: '/applications',
  tasks: '/tasks',
  rounds: '/rounds',
  enterprises: '/enterprises',
  users: '/users',
  inbox: '/inbox',
  messages: '/operations/mail',
  chains: '/audit/chains',
};

type PageReply<T> = { items: T[]; hasNextPage: boolean; total?: number };

function pathOf(resource: string): string {
  return PATHS[resource] ?? `/${resource}`;
}

async function list<T>(
  resource: string,
  params: Partial<GetListParams> & { signal?: AbortSignal },
): Promise<GetListResult<T & RaRecord>> {
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const query: QueryValues = { page, perPage, ...(params.filter as QueryValues) };
  if (params.sort?.field && params.sort.field !== 'id') {
    query.sort = params.sort.field;
    query.order = params.sort.order;
  }
  const reply = await api.get<PageReply<T & RaRecord>>(pathOf(resource), query, { signal: params.signal });
  return {
    data: reply.items,
    ...(reply.total === undefined ? {} : { total: reply.total }),
    pageInfo: { hasNextPage: reply.hasNextPage, hasPreviousPage: page > 1 },
  } as GetListResult<T & RaRecord>;
}

const one = async (resource: string, id: Identifier, signal?: AbortSignal) => ({
  data: await api.get<RaRecord>(`${pathOf(resource)}/${encodeURIComponent(String(id))}`, undefined, { signal }),
});

function refuse(verb: string): Promise<never> {
  return Promise.reject(
    new ApiProblem(0, {
      type: 'urn:tenfold:problem:wrongState',
      code: 'wrongState',
      title: `${verb}: changes are business acts with an address of their own`,
      status: 0,
    }),
  );
}

/** Reads for react-admin. Changes are business verbs: pages send them with `api.send` and refresh. */
export const dataProvider = {
  supportAbortSignal: true,
  getList: (resource: string, params: GetListParams & { signal?: AbortSignal }) => list(resource, params),
  getOne: (resource: string, { id, signal }: { id: Identifier; signal?: AbortSignal }) => one(resource, id, signal),
  getMany: async (resource: string, { ids, signal }: { ids: Identifier[]; signal?: AbortSignal }) => ({
    data: await Promise.all(ids.map(async (id) => (await one(resource, id, signal)).data)),
  }),
  getManyReference: (
    resource: string,
    { target, id, filter, ...rest }: { target: string; id: Identifier; filter: object } & Partial<GetListParams>,
  ) => list(resource, { ...rest, filter: { ...filter, [target]: id } }),
  create: () => refuse('create'),
  update: () => refuse('update'),
  updateMany: () => refuse('updateMany'),
  delete: () => refuse('delete'),
  deleteMany: () => refuse('deleteMany'),
} as unknown as DataProvider;
