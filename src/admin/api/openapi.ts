import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { problemSchema } from '../../problem.ts'
import { type ObjectSchema, type Operation, operations } from './operation.ts'

type Json = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of the admin API, made from the schemas that validate its input; its
 * servers are added by the site that answers it. It never changes while the Worker runs, so
 * `scripts/build-desk.ts` makes it.
 */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Inkstone admin API', version: '1' },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function describe(operation: Operation): Json {
  const { summary, params, query, body, form, answers } = operation
  const content = body
    ? { 'application/json': { schema: jsonSchema(body, 'input') } }
    : form && { 'multipart/form-data': { schema: jsonSchema(form, 'input') } }
  const responses: Json = {}
  for (const [status, { description, schema }] of Object.entries(answers)) {
    responses[status] = {
      description,
      ...(schema && { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } }),
      ...(Number(status) >= 400 && problemContent),
    }
  }
  return {
    summary,
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(content && { requestBody: { required: true, content } }),
    responses: { ...responses, default: { description: 'A problem', ...problemContent } },
  }
}

const problemContent = {
  content: { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output') } },
}

function parameters(schema: ObjectSchema | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  return Object.entries(schema.entries).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: jsonSchema(field as v.GenericSchema, 'output'),
  }))
}

function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema, ...rest } = toJsonSchema(schema, {
    typeMode,
    target: 'draft-2020-12',
    // Checks in code have no form in JSON Schema; their messages tell what is wrong.
    errorMode: 'ignore',
  })
  return rest
}
