// All times are integers: milliseconds since 1970, UTC. docs/storage.md tells what each table is for.

export * from './schema/desk.ts'
export * from './schema/discussion.ts'
export * from './schema/posts.ts'
export * from './schema/terms.ts'
export * from './schema/work.ts'
