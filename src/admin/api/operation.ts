import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../../env.ts'
import { answerProblem, invalid, type Problem, wordsOf } from '../../problem.ts'
import { integerText } from '../../schemas.ts'
import { noteWrite, refusalOf } from '../auth/authorise.ts'

type Method = 'get' | 'post' | 'patch' | 'delete'

export type ObjectSchema = v.ObjectSchema<v.ObjectEntries, undefined>

/** An operation of the API: what validates it is also what documents it. */
export interface Operation {
  method: Method
  /** As OpenAPI writes it: `/api/admin/posts/{id}`. */
  path: string
  summary: string
  params?: ObjectSchema
  query?: ObjectSchema
  body?: v.GenericSchema
  /** Documented form of a body that is not JSON. */
  form?: ObjectSchema
  answers: Record<number, { description: string; schema?: v.GenericSchema }>
}

type Read<Schema> = Schema extends v.GenericSchema ? v.InferOutput<Schema> : undefined

interface Input<O extends Operation> {
  params: Read<O['params']>
  query: Read<O['query']>
  body: Read<O['body']>
}

/** Every operation there is, for the OpenAPI document. */
export const operations: Operation[] = []

/** The name of an operation in the table of permissions and in the audit trail. */
export function operationKey({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`
}

/**
 * Adds an operation to `app`: who may use it is looked up, and its input is validated, before
 * `handle` sees it; a write goes into the audit trail.
 */
export function operate<const O extends Operation>(
  app: Hono<AppEnv>,
  operation: O,
  handle: (c: Context<AppEnv>, input: Input<O>) => Response | Promise<Response>,
) {
  operations.push(operation)
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
  const key = operationKey(operation)
  app.on(operation.method.toUpperCase(), path, async (c) => {
    const refusal = await refusalOf(c, key)
    if (refusal) return answerProblem(c, refusal)
    const response = await answer(c)
    await noteWrite(c, key, response.status)
    return response
  })

  async function answer(c: Context<AppEnv>): Promise<Response> {
    const params = operation.params && v.safeParse(operation.params, c.req.param())
    if (params && !params.success) {
      return answerProblem(c, { status: 404, detail: 'There is nothing at this address' })
    }
    const query = operation.query && v.safeParse(operation.query, c.req.query(), saying)
    if (query && !query.success) return answerProblem(c, invalid(query.issues))
    const json = operation.body ? await readJson(c) : { value: undefined }
    if ('detail' in json) return answerProblem(c, json)
    const body = operation.body && v.safeParse(operation.body, json.value, saying)
    if (body && !body.success) return answerProblem(c, invalid(body.issues))
    const input = { params: params?.output, query: query?.output, body: body?.output }
    return handle(c, input as Input<O>)
  }
}

const saying = { message: wordsOf }

async function readJson(c: Context): Promise<{ value: unknown } | Problem> {
  const type = c.req.header('Content-Type') ?? ''
  if (type && !/\bjson\b/.test(type) && !type.startsWith('text/plain')) {
    return { status: 415, detail: 'Send JSON, with Content-Type: application/json' }
  }
  const text = await c.req.text()
  if (!text.trim()) return { value: {} }
  try {
    return { value: JSON.parse(text, wellFormed) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { status: 400, detail: `The body is not JSON: ${reason}` }
  }
}

/** Half a character, which only JSON can escape, would be three signs of nonsense in the database. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** Path parameter: an id. */
export const idParams = v.object({ id: v.pipe(integerText, v.minValue(1)) })

/** The answers that every operation may give. */
export const problem = (description: string) => ({ description })
